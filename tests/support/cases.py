"""A short article and a good draft of its card, to be bent by the tests of the pipeline."""

from __future__ import annotations

from typing import Any

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify import SourceText

TEXT = """Mayor Ana Silva said on Friday that the city will buy three ferries for 41 million euros.
She told reporters that the old boats break down every week.
“Nobody should wait an hour for a ferry in this town,” Silva said.
The council of Porto Novo did not say when the new boats will arrive.
About 9,000 people cross the harbour every day, according to the port authority.
The first ferry was built in 1962 by the Marlow shipyard.
Union leader Rui Costa said that more than 30 sailors fear for their jobs.
The council will vote on the plan on 12 May 2026.
"""

FACTS = [
    {"text": "The city will buy three ferries for 41 million euros.", "source": 1},
    {"text": "About 9,000 people cross the harbour every day.", "source": 5},
    {"text": "Rui Costa said that more than 30 sailors fear for their jobs.", "source": 7},
    {"text": "The council will vote on the plan on 12 May 2026.", "source": 8},
    {"text": "The first ferry was built in 1962 by the Marlow shipyard.", "source": 6},
]


def article(**changes: Any) -> Article:
    values: dict[str, Any] = {
        "name": "ferries.txt",
        "text": TEXT,
        "title": "Harbour ferries to be replaced",
        "published": "2026-03-06",
        "lang": "en",
    }
    return Article(**{**values, **changes})


def source(**changes: Any) -> SourceText:
    value = article(**changes)
    return SourceText(value, segment(value.text, value.lang))


def draft(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "facts": FACTS,
        "headline": "City to buy three ferries for 41 million euros",
        "summary": "Mayor Ana Silva said that the city will buy three ferries.",
        "why_it_matters": "The old boats break down every week.",
        "quotes": [{"speaker": "Ana Silva", "source": 3}],
        "people": [{"name": "Ana Silva", "role": "Mayor"}],
        "organisations": ["port authority"],
        "places": ["Porto Novo"],
    }
    return {**values, **changes}


def with_fact(text: str, cites: int, *, at: int = 0) -> dict[str, Any]:
    """The draft with one of its facts replaced."""
    facts = [*FACTS]
    facts[at] = {"text": text, "source": cites}
    return draft(facts=facts)
