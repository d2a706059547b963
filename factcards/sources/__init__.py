"""From what the user names to an `Article`."""

from factcards.sources.load import load

__all__ = ["load"]
