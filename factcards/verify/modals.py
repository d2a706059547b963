"""Modals: words that make what is said less than fact, and the verbs under them (English)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from factcards.verify.asides import steps
from factcards.verify.cues import (
    ALLEGED,
    BARE,
    HEARSAY,
    INTENDED,
    OPINIONS,
    POSSIBLE,
    is_left_open,
    is_looking_back,
    is_on_trial,
)
from factcards.verify.inflections import PAST_PARTICIPLES
from factcards.verify.predicates import (
    AUXILIARIES,
    NO_PAST,
    UNCHANGING,
    clause_at,
    clauses_of,
    is_verb,
)
from factcards.verify.stopwords import listed
from factcards.verify.words import Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.words import Term

Status = Literal["possible", "intended", "alleged", "believed", "unfinished"]

_PERFECT = listed("has have had")
_CHARGES = listed("of with")  # "accused of", "charged with"
_REACH = 5  # words between a modal and the verb it governs
_OPINION_REACH = 14  # words from an opinion to the verbs of what is thought
_HAVING = listed("have be become go make take get give put do come")
_LIGHT_PAST = listed("came went did got made took gave had")
_DECIDING = listed("decide decides decided vote votes voted")
_ENACTED = listed(
    "ban approv reject adopt back support endors permit allow block elect name drop scrap abandon"
)
_OF = listed("of about on for over out")
_TO = frozenset({"to"})
_BE = listed("is are was were be been isn't aren't wasn't weren't")
_DETERMINERS = listed("a an the its their his her this that any no")
_CONTENT = listed("that he she they it")  # open what is claimed; "insurance claims rose"
_CHARGE_NOUNS = listed("charge charges allegation allegations accusation accusations")
_SETTLED = listed("convicted admitted admits admitting cleared acquitted dismissed rejected")
_ASIDES = listed("which who whom whose where when while but because although after before")
_NO_OPINION = listed("in of about to as again twice from")  # "believe in", "suggested to"
_THEY = Token(0, 4, "they", "they")
_WANTING = listed("likely want wants wanted need needs")  # "wants parking banned"
_SAME_AS_BASE = UNCHANGING | listed("run come become overcome")
_PLURALS = listed("they we you i to not and or people who which that")


@dataclass(frozen=True, slots=True)
class Modal:
    """A content word that a passage gives as less than fact.

    Attributes:
        stem: Of the word.
        index: Index of its token.
        status: How it is given.
        cue: The modal word, as written.
        start: Offset of the cue.
        end: Offset just past it.
        verbal: Whether the word reads as a verb rather than a noun.
        light: Whether a verb such as "have" stands between cue and word: "to have a medical".
    """

    stem: str
    index: int
    status: Status
    cue: str
    start: int
    end: int
    verbal: bool = True
    light: bool = False


@lru_cache(maxsize=1024)
def find_modals(passage: Passage) -> tuple[Modal, ...]:
    """Find the verbs of a passage that stand under a modal word (English), in order of cues."""
    if passage.lang not in {"en", "und"}:
        return ()
    return (
        *_modals(passage),
        *_conditional(passage),
        *_believed(passage),
        *_unfinished(passage),
    )


def _modals(passage: Passage) -> Iterator[Modal]:
    terms = {term.index: term for term in passage.terms}
    tokens = passage.tokens
    for index, token in enumerate(tokens):
        status = _status_at(tokens, index)
        if status is None or _is_causal(tokens, index) or is_looking_back(tokens, index):
            continue
        if token.folded.startswith("accus"):
            yield from _accused(passage, terms, index, token)
        charge = status == "alleged" and _follows(tokens, index, _CHARGES)
        likely = token.folded == "likely" and not _follows(tokens, index, _TO)  # an adverb
        needs_to = token.folded not in BARE and not charge and not likely
        seen_to = not needs_to
        for place in steps(passage, index + 1, _REACH):
            seen_to = seen_to or tokens[place].folded == "to"
            seen_to = seen_to or _is_gerund(tokens, index, place)
            term = terms.get(place)
            if term is None or term.text.casefold().endswith("ly") or not seen_to:
                continue
            if _is_enacted(token, term):
                break
            verbal = not (charge or token.folded in {"alleged", "suspected", "presumed"}) or (
                term.text.endswith("ing")
            )
            light = any(t.folded in _HAVING for t in tokens[index + 1 : place])
            yield Modal(term.stem, place, status, token.text, token.start, token.end, verbal, light)
            if not needs_to and _is_relay(tokens, place):
                continue
            second = _joined(passage, place) if verbal and not light else None
            if second in terms:
                other = terms[second]
                yield Modal(other.stem, second, status, token.text, token.start, token.end)
            break


def _joined(passage: Passage, place: int) -> int | None:
    """The second of two verbs under a modal: "could amend the bill or send it back"."""
    tokens = passage.tokens
    for index in range(place + 1, min(place + 1 + _REACH, len(tokens) - 1)):
        if _is_clause_end(passage.text, tokens, index):
            return None
        if tokens[index].folded in {"and", "or"}:
            return index + 1 if is_verb((_THEY, tokens[index + 1]), 1) else None
    return None


def _is_gerund(tokens: Sequence[Token], index: int, place: int) -> bool:
    """Whether a cue has a gerund for a complement: "proposes lifting", "is thinking of suing"."""
    if not tokens[place].folded.endswith("ing"):
        return False
    return place == index + 1 or (place == index + 2 and tokens[index + 1].folded in _OF)


def _is_enacted(cue: Token, term: Term) -> bool:
    """Whether to decide on it is to do it: "voted to reject the plan"."""
    return cue.folded in _DECIDING and term.stem in _ENACTED


def _accused(passage: Passage, terms: dict[int, Term], index: int, cue: Token) -> Iterator[Modal]:
    """What somebody named in between is accused of: "accused the manager, Ann Lee, of lying"."""
    tokens = passage.tokens
    for place in range(index + 1, min(index + 1 + 2 * _REACH, len(tokens) - 1)):
        term = terms.get(place + 1)
        if tokens[place].folded == "of" and term is not None and term.text.endswith("ing"):
            yield Modal(term.stem, term.index, "alleged", cue.text, cue.start, cue.end)
            return


def _status_at(tokens: Sequence[Token], index: int) -> Status | None:
    """The status that a word gives, hearsay included: "is thought to have closed"."""
    if is_on_trial(tokens, index):
        return "alleged"
    if is_left_open(tokens, index):
        return "possible"
    if tokens[index].folded in HEARSAY and _follows(tokens, index, _TO):
        before = {token.folded for token in tokens[max(0, index - 2) : index]}
        if before & _BE:
            return "alleged"
    return _status(tokens[index].folded)


def _is_relay(tokens: Sequence[Token], place: int) -> bool:
    """Whether a cue under a cue passes it on: "may try to close", "will perhaps close"."""
    folded = tokens[place].folded
    if _status(folded) is None:
        return False
    following = {token.folded for token in tokens[place + 1 : place + 4]}
    return folded in BARE or "to" in following


def is_cue(folded: str) -> bool:
    """Whether a word makes what follows it less than fact."""
    return _status(folded) is not None


def _is_causal(tokens: Sequence[Token], index: int) -> bool:
    """Whether "due to" gives a cause rather than a plan: "due to frost", "due to the strike"."""
    if tokens[index].folded != "due" or not _follows(tokens, index, _TO):
        return False
    return index + 2 >= len(tokens) or not is_verb((_THEY, tokens[index + 2]), 1)


def _believed(passage: Passage) -> Iterator[Modal]:
    """The verbs of what somebody thinks or a study suggests: "police suspect that he lied"."""
    tokens = passage.tokens
    words = frozenset(token.folded for token in tokens)
    if words.isdisjoint(OPINIONS | _CHARGE_NOUNS):
        return
    terms = {term.index: term for term in passage.terms}
    for index, token in enumerate(tokens[:-1]):
        if not _is_opinion(passage, index, charges=words.isdisjoint(_SETTLED)):
            continue
        copula = told = False
        for place in steps(passage, index + 1, _OPINION_REACH):
            if told and _is_clause_end(passage.text, tokens, place):
                break
            if tokens[place].folded in _ASIDES and place > index + 1:
                break
            copula = copula or tokens[place].folded in _BE
            term = terms.get(place)
            under = tokens[place - 1].folded in AUXILIARIES
            if term is not None and (copula or under or is_verb(tokens, place)):
                yield Modal(term.stem, place, "believed", token.text, token.start, token.end)
                copula, told = False, True


def _is_opinion(passage: Passage, index: int, *, charges: bool) -> bool:
    """Whether what is thought, or with `charges` what is charged, follows a word."""
    tokens = passage.tokens
    word, following = tokens[index].folded, tokens[index + 1].folded
    if _is_clause_end(passage.text, tokens, index + 1):
        return False  # "not, as many think, new"
    if charges and word in _CHARGE_NOUNS and following == "that":
        return True
    if word not in OPINIONS or following in _NO_OPINION:
        return False
    if word.startswith(("claim", "alleged")) and following not in _CONTENT:
        return False
    before = tokens[index - 1].folded if index else ""
    return before not in _BE and (before not in _DETERMINERS or following == "that")


def _follows(tokens: Sequence[Token], index: int, words: frozenset[str]) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].folded in words


def _conditional(passage: Passage) -> Iterator[Modal]:
    """All verbs of a clause that opens with "if"."""
    for clause in clauses_of(passage):
        if clause.opening not in {"if", "unless"}:
            continue
        start = clause.start
        cue = passage.text[start : start + len(clause.opening)]
        for term in passage.terms:
            if start < term.start < clause.end:
                yield Modal(term.stem, term.index, "possible", cue, start, start + len(cue))


def _unfinished(passage: Passage) -> Iterator[Modal]:
    """What is "still being built", "yet to be built" or "to begin" at some time."""
    terms = {term.index: term for term in passage.terms}
    tokens = passage.tokens
    for index, token in enumerate(tokens[:-1]):
        passive = index + 2 < len(tokens) and tokens[index + 1].folded in _HAVING
        term = terms.get(index + 2 if passive and token.folded == "to" else index + 1)
        before = tokens[index - 1].folded if index else ""
        if token.folded == "being" and before in {"is", "are", "still"} and term is not None:
            yield Modal(term.stem, term.index, "unfinished", "being", token.start, token.end)
        elif token.folded == "be" and term is not None and _is_asked(tokens, index):
            yield Modal(term.stem, term.index, "intended", "be", token.start, token.end)
        elif token.folded == "to" and term is not None and _is_ahead(passage, tokens, index):
            start, end = token.start, token.end
            yield Modal(term.stem, term.index, "intended", "to", start, end, light=passive)


def _is_asked(tokens: Sequence[Token], index: int) -> bool:
    """Whether "be" is what somebody asks for: "recommended that parking be banned"."""
    before = {token.folded for token in tokens[max(0, index - 3) : index]}
    return bool(before) and before.isdisjoint(AUXILIARIES | BARE | _TO)


def _is_ahead(passage: Passage, tokens: Sequence[Token], index: int) -> bool:
    """Whether an infinitive stands after "is", or after a noun where nothing is told as done."""
    before = tokens[index - 1].folded if index else ""
    if before in {"is", "are"}:
        return True
    if before in _PERFECT and index > 1 and tokens[index - 2].folded == "still":
        return True
    if before in {"", "yet"} or _status(before) or is_verb(tokens, index - 1):
        return False  # "has yet to open" is a denial
    clause = next((c for c in clauses_of(passage) if tokens[index].start < c.end), None)
    if clause is None:
        return False
    earlier = [t for t in tokens[:index] if clause.start <= t.start]
    past = PAST_PARTICIPLES | _LIGHT_PAST
    if any(t.folded.endswith("ed") or t.folded in past for t in earlier):
        return False
    return not clause.verb or clause.verb_at < clause.end  # no verb: "Council to close pool"


def _status(folded: str) -> Status | None:
    if folded in ALLEGED:
        return "alleged"
    if folded in POSSIBLE:
        return "possible"
    if folded in INTENDED or folded.endswith(("'ll",)):
        return "intended"
    return None


def _is_clause_end(text: str, tokens: Sequence[Token], place: int) -> bool:
    return any(char in ",;:.()" for char in text[tokens[place - 1].end : tokens[place].start])


def is_past(term: Term, passage: Passage) -> bool:
    """Whether a word reads as a finite past or perfect verb form."""
    folded = term.text.casefold()
    before = [token.folded for token in passage.tokens[max(0, term.index - 3) : term.index]]
    perfect = folded in _SAME_AS_BASE and bool(_PERFECT & set(before[-2:]))
    past = (
        perfect
        or (folded.endswith("ed") and folded not in NO_PAST)
        or folded in PAST_PARTICIPLES
        or _is_bare_past(term, passage)
    )
    if not past or term.index == 0:
        return False
    if before[-1] in {"to", "a", "an", "the", "be", "being"} or "be" in before or "to" in before:
        return False
    return (BARE | _WANTING).isdisjoint(before)


def _is_bare_past(term: Term, passage: Passage) -> bool:
    """Whether a verb that never changes must be past, without "s" after one: "the pool shut"."""
    folded = term.text.casefold()
    if folded not in UNCHANGING or not term.index:
        return False
    clause = clause_at(passage, term.start)
    before = passage.tokens[term.index - 1].folded
    present = before in AUXILIARIES or before in _PLURALS or before.endswith("s")
    return clause is not None and clause.verb_at == term.start and not present
