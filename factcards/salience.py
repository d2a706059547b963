"""Which sentences carry the article: pointed out to the model, and used to fill up a card.

A sentence scores by what it shares with the rest of the article (as in LexRank, Erkan and
Radev 2004, with degree instead of the eigenvector), by figures and names, and by standing
early; one that opens with a pronoun loses. Sentences are then taken so that each adds words
that those before it lack (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import re

from factcards.verify import SourceText
from factcards.verify.passage import Passage
from factcards.verify.reference import check_reference

_SHORTEST, _LONGEST = 30, 300  # code points of a sentence that can stand as a fact
# What a page asks of its reader is no news.
_TO_THE_READER = re.compile(
    r"\b(?:subscribe|sign up|follow us|be sure to|click (?:here|on)|read more|our newsletter)\b",
    re.IGNORECASE,
)
_REPETITION = 0.5  # how much of a sentence's score repetition takes away


def salient_sentences(source: SourceText, limit: int) -> tuple[int, ...]:
    """Numbers of at most `limit` sentences that can stand alone, most important first."""
    # Where none ends like a sentence (Thai, say), any line with words will do.
    able = [p for p in source.passages if _can_stand(p)] or [p for p in source.passages if p.stems]
    scores = {p.number: _score(p, source) for p in able}
    overlap = dict.fromkeys(scores, 0.0)
    chosen: list[int] = []
    while able and len(chosen) < limit:
        best = max(able, key=lambda p: scores[p.number] - _REPETITION * overlap[p.number])
        chosen.append(best.number)
        able.remove(best)
        for p in able:
            overlap[p.number] = max(overlap[p.number], _overlap(p, best))
    return tuple(chosen)


def _can_stand(passage: Passage) -> bool:
    return (
        _SHORTEST <= len(passage.text) <= _LONGEST
        and bool(passage.stems)
        and passage.text[-1] in ".!。！।"
        and not _TO_THE_READER.search(passage.text)
    )


def _score(passage: Passage, source: SourceText) -> float:
    """Roughly 0 to 2."""
    count = len(source.sentences)
    shared = sum(min(len(source.index[s]) - 1, 5) for s in passage.stems)
    centrality = min(1.0, shared / (3 * len(passage.stems) or 1))
    title = len(passage.stems & source.title.stems) / (len(source.title.stems) or 1)
    particulars = min(3, len(passage.quantities)) + min(3, len(passage.names))
    position = 1 - (passage.number - 1) / count
    leaning = any(check_reference(passage, (), source))
    score = 0.5 * centrality + 0.3 * title + 0.1 * particulars + 0.4 * position**2
    return score - (0.5 if leaning else 0.0)


def _overlap(passage: Passage, chosen: Passage) -> float:
    return len(passage.stems & chosen.stems) / (len(passage.stems) or 1)
