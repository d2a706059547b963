"""A word inside quotation marks that nobody said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from benchmarks.verifier.patterns import quoted_spans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from benchmarks.verifier.corpus import Document, Truth

_LEAST_WORDS = 3
_LEAST_LETTERS = 4
_WORDS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "en": {
        "ly": ("gladly", "publicly", "recently", "merely", "plainly", "rarely"),
        "ed": ("counted", "signed", "traded", "painted", "shared", "checked", "ordered"),
        "ing": ("leaving", "trading", "reading", "shipping", "holding", "drafting"),
        "s": ("lawyers", "ladders", "markets", "letters", "oceans", "tickets", "orchards"),
        "": ("harbour", "engine", "garden", "bridge", "kettle", "island", "market", "feather"),
    },
    "de": {"en": ("fahren", "hoffen", "zahlen"), "": ("Garten", "Brücke", "Zucker")},
    "fr": {"": ("jardin", "moteur", "fenêtre")},
    "es": {"": ("jardín", "motor", "ventana")},
    "it": {"": ("giardino", "motore", "finestra")},
    "pt": {"": ("jardim", "motor", "janela")},
    "ru": {"": ("сад", "мотор", "окно")},
}
_FUNCTION_WORDS = """
that this these those there their they them then than with without from have has been were what
when where which while will would could should must does doing into about after before because
never nobody nothing only over under very your yours ours more most such some every until just
also here each other being over says said even much many been
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())


def quote_word(truth: Truth, document: Document, rng: Random) -> Iterator[str]:
    """One word of a quotation for a word that the article does not have."""
    endings = _WORDS.get(document.lang, {})
    for start, end in quoted_spans(truth.text):
        words = list(re.finditer(r"(?<![\w’'-])[^\W\d_]+(?![\w’'-])", truth.text[start:end]))
        if len(words) < _LEAST_WORDS:
            continue
        for match in words:
            old = match.group()
            if len(old) < _LEAST_LETTERS or old.lower() in _FUNCTION:
                continue
            ending = next(e for e in endings if old.endswith(e))
            options = [w for w in endings[ending] if not document.says(w)]
            if options:
                at = start + match.start()
                new = rng.choice(options)
                new = new.capitalize() if old[0].isupper() else new
                yield truth.text[:at] + new + truth.text[at + len(old) :]
