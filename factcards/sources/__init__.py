"""From what the user names to an `Article`."""
