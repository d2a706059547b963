"""Checks of a claim against the article, all deterministic and offline."""

from factcards.verify.checker import verify_claim
from factcards.verify.report import Report
from factcards.verify.source import SourceText
from factcards.verify.statement import verify_statement

__all__ = ["Report", "SourceText", "verify_claim", "verify_statement"]
