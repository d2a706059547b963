"""Openings that lean on a sentence the reader of a claim does not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.stopwords import by_language, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Token

_OPENINGS = by_language({
    "en": """he she it they his her its their this these that those such here there former latter
        both another also however therefore him them""",
    "de": "er sie es ihr sein seine diese dieser dieses diesem dies jener jene damit dabei dort",
    "fr": "il elle ils elles ce cet cette ces celui celle ceux cela ceci son sa ses leur leurs",
    "es": "él ella ellos ellas esto este esta estos estas eso ese esa su sus",
    "it": "egli lui lei essi loro questo questa questi queste ciò suo sua",
    "pt": "ele ela eles elas isto este esta isso esse essa seu sua",
    "nl": "hij zij ze het deze dit dat zijn haar hun",
    "ru": "он она оно они это этот эта эти его ее их",
    "uk": "він вона воно вони це цей ця ці його її їх",
})  # fmt: skip
# Not "us", which a headline in capitals may mean as a country, nor "mine" or "nous".
_FIRST_PERSON = {
    "en": listed("i we my our i'm we're i've we've i'd we'd i'll we'll"),
    "de": listed("ich wir mein meine unser unsere"),
    "fr": listed("je mes notre nos"),
    "es": listed("yo nosotros nuestro nuestra"),
    "it": listed("io noi nostro nostra"),
    "pt": listed("eu nós nosso nossa"),
}
_EXPLETIVE = listed("is was will would has had may might could")
_ORDINALS = listed("second third fourth other latter")


def check_reference(
    claim: Passage,
    evidence: Sequence[Passage],  # noqa: ARG001 - all checks have one signature
    source: SourceText,  # noqa: ARG001 - likewise
) -> Iterator[Finding]:
    """Note a claim that says less alone: it opens with a pronoun, or speaks as "I" or "we"."""
    tokens = claim.tokens
    if not tokens:
        return
    lang = "en" if claim.lang == "und" else claim.lang
    first_person = _FIRST_PERSON.get(lang, frozenset())
    for token in tokens:
        if token.folded in first_person and not _is_quoted(token, claim):
            yield Finding(
                kind="reference",
                severity="note",
                claim=token.text,
                message=f"the claim says “{token.text}” and does not say whose words these are",
            )
            return
    openings = _OPENINGS.get(lang, frozenset())
    first = tokens[0].folded
    second = tokens[1].folded if len(tokens) > 1 else ""
    impersonal = first in {"it", "there"} and second in _EXPLETIVE
    leaning = (first in openings and not impersonal) or (first == "the" and second in _ORDINALS)
    if leaning:
        yield Finding(
            kind="reference",
            severity="note",
            claim=tokens[0].text,
            message=f"the claim opens with “{tokens[0].text}” and does not say who or what that is",
        )


def _is_quoted(token: Token, claim: Passage) -> bool:
    return any(start <= token.start < end for start, end in claim.quoted)
