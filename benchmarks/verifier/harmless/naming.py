"""The same people by less: without a title, or by the surname alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.verifier.patterns import surname

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_TITLE = (
    r"(?:(?:[Tt]he )?(?:[A-Z]\w+ ){0,2}(?:Minister|President|Mayor|Secretary|Governor|"
    r"Senator|Councillor|Judge|Justice|Captain|Professor|Commissioner|Inspector|Chancellor)|"
    r"Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.?|Council member|[Cc]hief executive|[Ff]inance chief|"
    r"[Ff]ire chief|Controller|Libraries director|co-author|coach|spokeswoman|spokesman) "
)


def title_dropped(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """No "Minister", "Dr." or "chief executive" before a name."""
    del rng
    for person in document.people:
        for name in (person, surname(person)):
            pattern = rf"(?<![\w-]){_TITLE}(?={re.escape(name)}\b)"
            for match in re.finditer(pattern, truth.text):
                bare = truth.text[: match.start()] + truth.text[match.end() :]
                kept = re.match(r"[A-Z][\w’]* (?=Prime|Foreign|Mayor)", match.group())
                before = truth.text[: match.start()]
                if not kept and not re.search(
                    r"\b[A-Z]\w+ $", before
                ):  # "Estmark's Prime Minister" would lose its country alone
                    yield bare


def surname_only(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """No given name, where one person has the surname."""
    del rng
    surnames = [surname(person) for person in document.people]
    for person in document.people:
        full = re.compile(rf"(?<!\w ){re.escape(person)}\b|{re.escape(person)}(?=[, ])")
        short = surname(person)
        if surnames.count(short) == 1 and full.search(truth.text):
            yield full.sub(short, truth.text, count=1)
