"""What the article does not say at all: causes of its own making, and invented facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_CAUSAL = re.compile(
    r"\b(?:because|since|due to|after|as|so that|therefore|caused?|reason|owing|thanks to)\b",
    re.IGNORECASE,
)
_DEPENDENT = re.compile(
    r"^(?:If|When|But|And|Most|Before|It|He|She|They|That|This|These|Those|Its|His|Her|Their|There|One)\b"
)
_APART = 3  # sentences; neighbours may well be cause and effect
_LONGEST_CAUSE = 110  # characters

_CLAUSES: Final = (
    ("trade unions", "a step that trade unions welcomed"),
    ("lawyers", "after lawyers in Geneva had been consulted"),
    ("petition", "despite a petition by former pilots"),
    ("insurers", "which insurers had demanded for years"),
    ("documentary", "as a television documentary had revealed"),
    ("billionaire", "with money from an anonymous billionaire"),
    ("archbishop", "to the dismay of the archbishop"),
    ("hacker", "although a hacker had leaked the plans"),
    ("bribe", "following claims that bribes had been paid"),
    ("ambassador", "in the presence of the Norwegian ambassador"),
    ("astronaut", "an idea first put forward by an astronaut"),
    ("vineyard", "on the site of an abandoned vineyard"),
    ("heart attack", "hours after recovering from a heart attack"),
    ("divorce", "in the middle of an expensive divorce"),
    ("consultant", "on the advice of consultants from Boston"),
    ("world record", "which is thought to be a world record"),
    ("mobile app", "using a mobile app developed by students"),
    ("earthquake drill", "during an earthquake drill"),
    ("audit", "a figure confirmed by an independent audit"),
    ("tourists", "in front of hundreds of cheering tourists"),
)
_SENTENCES: Final = (
    ("hotline", "A telephone hotline has been set up for people who are affected."),
    ("sponsor", "A Danish brewery has signed up as the main sponsor."),
    ("fire brigade", "The fire brigade had to be called twice during the night."),
    ("novel", "The story is to be turned into a novel by a local author."),
    ("ransom", "A ransom of several million had been demanded beforehand."),
    ("twins", "The twin brother of one of those involved lives in Canada."),
    ("satellite", "Satellite pictures published by a rival group cast doubt on this."),
    ("boycott", "Consumer groups have called for a boycott."),
)


def cause(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """Two things that the article says, joined by a "because" that it does not say."""
    if document.lang != "en" or _CAUSAL.search(truth.text) or not truth.text.endswith("."):
        return
    reasons = [
        sentence.text
        for sentence in document.source.sentences
        if all(abs(sentence.number - number) >= _APART for number in truth.cited)
        and re.match(r"[A-Z].*[a-z%]\.$", sentence.text)
        and len(sentence.text) <= _LONGEST_CAUSE
        and not re.search(r"[“”\":;?–—]", sentence.text)
        and not _CAUSAL.search(sentence.text)
        and not _DEPENDENT.match(sentence.text)
    ]
    if reasons:
        reason = rng.choice(reasons)
        if not _is_name(reason.split()[0], document):
            reason = reason[0].lower() + reason[1:]
        yield f"{truth.text[:-1]} because {reason}"


def _is_name(word: str, document: Document) -> bool:
    """Whether a word that begins a sentence would keep its capital within one."""
    listed = {part for names in document.names for name in names for part in name.split()}
    bare = re.sub(r"\W.*", "", word)
    return bare in listed or re.search(rf"[a-z,] {bare}\b", document.text) is not None


def invention(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """A clause or a sentence about something that the article lacks."""
    if document.lang != "en" or not re.search(r"[\w%”]\.$", truth.text):
        return
    key, clause = rng.choice(_CLAUSES)
    if not document.says(key):
        yield f"{truth.text[:-1]}, {clause}."
    key, sentence = rng.choice(_SENTENCES)
    if not document.says(key):
        yield f"{truth.text} {sentence}"
