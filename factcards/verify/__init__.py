"""Checks of a claim against the article, all deterministic and offline."""
