"""Edits: a sentence copied but for a word, where that word changes what is said (English).

A claim that repeats a sentence nearly word for word differs from it in few places; each of
them must be a synonym, a shorter form or grammar.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from factcards.card import Finding
from factcards.verify.cues import is_looking_back
from factcards.verify.lexicon import akin, antonyms_of, are_counterparts, related
from factcards.verify.nearby import place
from factcards.verify.predicates import is_verb
from factcards.verify.report import not_checked
from factcards.verify.stopwords import listed
from factcards.verify.wordnet import knows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.card import Severity
    from factcards.verify.passage import Passage
    from factcards.verify.source import SourceText
    from factcards.verify.words import Term

_SHORTEST = 5  # words; of shorter claims too little is the same
_LONGEST = 120
_COPIED = 0.72  # share of the claim's words that stand in the sentence in the same order
_VERBATIM = 0.9  # ... of a claim that repeats the sentence and means to change nothing
_ALIKE = 4  # letters that two forms of one word share
_WORDS = 3  # of a replacement; longer ones are other wording
_ARTICLES = listed("a an")
_NEGATIONS = listed("not no never neither nor none nobody nothing n't cannot without")
_HEDGES = listed(
    """may might could can would will shall probably possibly likely perhaps supposed expected
    reportedly allegedly apparently potentially maybe planned due should"""
)
_CONTRASTS = listed("but rather instead")
_DUTIES = listed("must cannot can't")  # "may not rise" is "must not rise"
# The present may tell these: "can choose" is "choose".
_FUTURE = listed("will shall would due planned expected supposed should can")
_AMOUNTS = listed(
    """all every each both neither either half most some many few several any always often
    sometimes rarely seldom never mostly mainly chiefly largely partly entirely exclusively only
    usually nearly almost"""
)
_NEAR = (  # amounts that may stand for each other
    listed("all every each any both always entirely"),
    listed("most mostly mainly chiefly largely usually often"),
    listed("some several many few sometimes partly any"),
    listed("rarely seldom few"),
    listed("only exclusively"),
    listed("nearly almost"),
    listed("neither never"),
)


def check_edits(
    claim: Passage,
    evidence: Sequence[Passage],
    source: SourceText,  # noqa: ARG001 - all checks have one signature
) -> Iterator[Finding]:
    """Check the places in which a claim differs from a sentence that it else repeats."""
    if claim.lang not in {"en", "und"}:
        yield not_checked("wording", "words replaced", claim.lang)
        return
    ours = claim.readings
    if not _SHORTEST <= len(ours) <= _LONGEST:
        return
    words = [term.stem for term in ours]
    best = max(evidence, key=lambda p: len(set(words) & {t.stem for t in p.readings}))
    theirs = best.readings
    if len(theirs) > _LONGEST:
        return
    other = [term.stem for term in theirs]
    if len(set(words) & set(other)) < _COPIED * len(set(words)):
        return
    blocks = SequenceMatcher(None, words, other, autojunk=False).get_opcodes()
    if sum(b - a for tag, a, b, _, _ in blocks if tag == "equal") < _COPIED * len(words):
        return
    own = sum(b - a for tag, a, b, _, _ in blocks if tag != "equal")
    verbatim = own <= max(1, (1 - _VERBATIM) * len(words))
    left_out = [t for tag, _, _, c, d in blocks if tag != "equal" for t in theirs[c:d]]
    if any(term.text.casefold() in _CONTRASTS for term in left_out):
        return  # "not to wage war, but to keep peace" shortened
    for place_of, (tag, a, b, c, d) in enumerate(blocks):
        # What the claim leaves out at either end it need not repeat.
        outside = tag == "delete" or (not b - a and place_of in {0, len(blocks) - 1})
        if tag == "equal" or (outside and not ours[a:b]):
            continue
        if max(b - a, d - c) <= _WORDS:
            yield from _judge(claim, best, ours, (a, b), theirs[c:d], verbatim=verbatim)


def _judge(
    claim: Passage,
    passage: Passage,
    terms: Sequence[Term],
    span: tuple[int, int],
    given: Sequence[Term],
    *,
    verbatim: bool,
) -> Iterator[Finding]:
    told = terms[span[0] : span[1]]
    after = terms[span[1]] if span[1] < len(terms) else None
    said = {t.text.casefold() for t in told}
    had = {t.text.casefold() for t in given}
    kind: str | None = None
    severity: Severity = "contradiction"
    hedges = _hedges(passage, given)
    if _denied_anew(claim, told, passage, given):
        kind = "negation"
    elif (
        hedges
        and not _hedges(claim, told)
        and not said & _DUTIES
        and not _both_deny(claim, told, passage, given)
        and not _is_joined(given, passage)
        and _is_firmer(hedges, [*told, *([after] if after else [])])
    ):
        kind = "modality"
    elif _amount_changed(said, had) and not _has_more_amounts(passage, said, had):
        kind, severity = "quantifier", "unsupported"
    elif _word_changed(claim, passage, told, given, verbatim=verbatim):
        kind, severity = "wording", "unsupported"
    if kind is None:
        return
    text = passage.text[given[0].start : given[-1].end] if given else ""
    start, end = (given[0].start, given[-1].end) if given else (0, len(passage.text))
    mine = claim.text[told[0].start : told[-1].end] if told else ""
    yield Finding(
        kind=kind,
        severity=severity,
        claim=mine or claim.text[:200],
        span=(passage.start + start, passage.start + end),
        message=f"where the article has {_shown(text)}{place(passage)}, the claim has "
        f"{_shown(mine)}",
    )


def _hedges(passage: Passage, words: Sequence[Term]) -> set[str]:
    """The hedges among words of a text; neither the month of May nor a "would" that looks back."""
    return {
        term.text.casefold()
        for term in words
        if term.text.casefold() in _HEDGES
        and not (term.index and term.text[0].isupper())
        and not is_looking_back(passage.tokens, term.index)
    }


def _both_deny(
    claim: Passage, told: Sequence[Term], passage: Passage, given: Sequence[Term]
) -> bool:
    """Whether both say no here, in whatever words: "could not agree", "failed to agree"."""
    return _denies_at(claim, told) and _denies_at(passage, given)


def _denies_at(passage: Passage, words: Sequence[Term]) -> bool:
    return any(d.start <= term.start < d.end for d in passage.denials for term in words)


def _is_joined(given: Sequence[Term], passage: Passage) -> bool:
    """Whether "or" stands before: "may go or may stay" is "may go or stay"."""
    at = given[0].index
    return at > 0 and passage.tokens[at - 1].folded in {"and", "or"}


def _shown(words: str) -> str:
    return f"“{words}”" if words else "nothing"


def _denied_anew(
    claim: Passage, told: Sequence[Term], passage: Passage, given: Sequence[Term]
) -> bool:
    """Whether only one of the two denies here, and does so no more or less elsewhere."""
    said = {t.text.casefold() for t in told}
    had = {t.text.casefold() for t in given}
    if any(t.content for t in (*told, *given)) or _negated(said) == _negated(had):
        return False
    if len(claim.denials) != len(passage.denials):
        return True
    # "Not just six" for "just six": a "not" that is no denial of its own, so none is elsewhere.
    lone = {frozenset(said), frozenset(had)} == {frozenset({"not"}), frozenset()}
    return (
        lone
        and _nots(claim) != _nots(passage)
        and not _denies_at(claim, told)
        and not _denies_at(passage, given)
    )


def _nots(passage: Passage) -> int:
    return sum(_negated({token.folded}) for token in passage.tokens)


def _negated(words: set[str]) -> bool:
    return bool(words & _NEGATIONS) or any(word.endswith("n't") for word in words)


def _is_firmer(had: set[str], following: Sequence[Term]) -> bool:
    """Whether what follows is told as done; the present may tell the future."""
    if not had & _HEDGES <= _FUTURE:
        return True
    verb = next((t.text.casefold() for t in following if not t.text.endswith("ly")), "")
    return verb.endswith("ed") or verb in {"was", "were", "had", "did"} or verb in _PAST


_PAST = listed(
    """became began bought brought built came chose cost cut fell found gave got grew held hit kept
    led left lost made met paid put ran rose said saw sent set shut sold spent spread stood took
    told went won wrote"""
)


def _has_more_amounts(passage: Passage, said: set[str], had: set[str]) -> bool:
    """Whether a sentence has an amount of its own that the claim may take up instead."""
    others = {token.folded for token in passage.tokens} & _AMOUNTS - had
    if said & {"most", "many", "some"} and others & {"all", "nearly", "almost"}:
        return True
    return any(group & said and group & others for group in _NEAR)


def _amount_changed(said: set[str], had: set[str]) -> bool:
    ours, theirs = said & _AMOUNTS, had & _AMOUNTS
    if not ours or not theirs or ours == theirs:
        return False
    return not any(group & ours and group & theirs for group in _NEAR)


def _word_changed(
    claim: Passage,
    passage: Passage,
    told: Sequence[Term],
    given: Sequence[Term],
    *,
    verbatim: bool,
) -> bool:
    """Whether one content word stands in for another that has nothing to do with it."""
    mine, other = _only_word(told), _only_word(given)
    if mine is None or other is None:
        return False
    spans = [(q.start, q.end) for q in claim.quantities] + [(d.start, d.end) for d in claim.dates]
    if any(start <= mine.start < end for start, end in spans):
        return False
    contrary = other.stem in antonyms_of(mine.stem, "en") or are_counterparts(mine.text, other.text)
    if contrary and verbatim:
        return True
    if _denies_at(claim, [mine]) or _denies_at(passage, [other]):
        return False  # "denied" for "said" is for the check of negations
    if contrary:
        return True
    # Qualities and degrees have too many words for a list of them; what is done has fewer.
    verbs = is_verb(claim.tokens, mine.index) and is_verb(passage.tokens, other.index)
    if not verbs and not (verbatim and _is_plain(mine) and _is_plain(other)):
        return False
    return not _kindred(mine, other, passage)


def _only_word(terms: Sequence[Term]) -> Term | None:
    """The one content word of a replacement, an article beside it aside."""
    words = [t for t in terms if t.text.casefold() not in _ARTICLES]
    if len(words) != 1 or not words[0].content or words[0].numeric:
        return None
    return words[0] if words[0].text[0].islower() else None


def _is_plain(term: Term) -> bool:
    """Whether the lexicon is sure to relate a word to others, as it is of no compound."""
    return not term.parts and not term.text.endswith("ly") and knows(term.stem)


def _kindred(mine: Term, other: Term, passage: Passage) -> bool:
    pair = {mine.stem, other.stem}
    if mine.stem in passage.stems or len(pair) == 1:
        return True
    if other.stem in related(mine.stem) | akin(mine.stem):
        return True
    if mine.stem in related(other.stem) | akin(other.stem):
        return True
    common = (related(mine.stem) | akin(mine.stem)) & (related(other.stem) | akin(other.stem))
    alike = mine.stem[:_ALIKE] == other.stem[:_ALIKE]
    return bool(common) or alike
