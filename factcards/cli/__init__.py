"""The command line: the only place that prints, reads the environment and exits."""

from factcards.cli.app import main

__all__ = ["main"]
