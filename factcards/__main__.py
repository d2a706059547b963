"""``python -m factcards`` is ``factcards``."""

from factcards.cli import main

if __name__ == "__main__":
    main()
