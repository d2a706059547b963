"""Predicates: the clauses of an English text, with who or what each one is about.

There is no parser here: clauses end at commas, conjunctions and relative pronouns, and their
verbs are known by form. That is enough to tell which words belong to which number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.verify.inflections import BASE_FORMS, PAST_PARTICIPLES
from factcards.verify.speech import speech_verbs
from factcards.verify.stopwords import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcards.verify.passage import Passage
    from factcards.verify.words import Term, Token

AUXILIARIES = listed(
    """is are was were be been being am has have had having do does did will would shall should
    can could may might must isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't
    didn't won't wouldn't can't couldn't cannot"""
)
_REGULAR = listed(
    """accept accuse achieve adapt add adopt advance advise agree aid aim allow analyse announce
    appeal appear apply appoint approve argue arrest arrive ask assess attack attend attract
    avoid award back ban believe blame block boast boost borrow breach broadcast bury call
    cancel care carry cause celebrate change charge chase cheer claim clash climb close
    collapse collect combine command comment commit compare compete complete concede
    conclude condemn conduct confirm conserve consider contact contain contest continue
    contribute control convict convince cooperate cost count cover crash create criticise
    cross crush cut damage decide declare decline dedicate defeat defend delay deliver
    demand deny depend deploy describe desert design destroy detain determine develop dig
    direct discover discuss dismiss dispute ditch divide dominate donate double download
    drag drift drop drown earn ease elect eliminate embark embrace emerge employ enable
    encourage end endorse enjoy ensure enter escape escort establish estimate evacuate
    examine exceed exempt exist expand expect expire explain explode explore export express
    extend face fade fail fear feature fine finish fire fix float flood flow focus follow
    force found gain gather generate grab grant ground guarantee halt halve hand handle
    happen harm harvest hate head help hire hit hold honour hope host house hunt identify
    ignore illustrate import impose improve include increase infect inform injure insist
    inspect install insure intend introduce invade invest investigate invite involve issue
    jail join judge jump kick kill knock label lack land last laugh launch leak learn lift
    limit link list live load lobby look love lower maintain manage manufacture mark marry
    measure melt mend mention merge migrate mine miss mix monitor mourn move name narrow
    need negotiate note notice oblige observe obtain occupy occur offer open operate oppose
    order organise outline overlook overtake overturn own pack paint park pass patrol pay
    pick plan plant play plead pledge point postpone pour praise pray predict prefer prepare
    present press prevent produce promise promote prompt propose protect prove publish pump
    purchase pursue push qualify quarrel question quote raise rally rank rate reach react
    recall receive recommend record recover reduce refer reflect refund refuse regain regard
    reject relate relax release relocate rely remain remind remove rename rent reopen repair
    repeat replace report request require rescue resign resist respond rest restore result
    resume retire return reveal reverse review revive reward rise rob roll ruin rule sack
    sail save score scrap screen seek seize serve settle share shift ship shock shorten show
    sign signal sink slip soak soar solve spark specify sponsor spot squeeze stage start
    state stay stem step stop store strengthen stress strike strip struggle study submit
    succeed sue suffer suggest supply support surge survive suspect suspend swap sweep swell
    switch tackle tap target tax tend test thank threaten tip total touch tour trace track
    trade train transfer transform travel treat trigger trim triple trust try tumble turn
    unveil upgrade urge use value vanish veto view violate visit vote vow wait walk want
    warn wash waste watch wave weaken weigh welcome widen wipe withdraw witness wonder work
    worry wrap yield"""
)
_PLURALS = listed("people men women children wives lives thieves halves analyses")
_IRREGULAR = frozenset(BASE_FORMS[word] for word in PAST_PARTICIPLES if word in BASE_FORMS)
NO_PAST = listed(
    """exceed need succeed proceed feed speed seed breed bleed embed heed shed red bed deed weed led
    compared based unprecedented indeed hundred naked sacred kindred reed wed ted ned fred"""
)
LONGEST = 400  # words; what is longer is no sentence
_SHORTEST_PROGRESSIVE = 4  # letters: "going", not "king"
_AMOUNT = 12  # code points between "by" and a number: "by just 2%"
UNCHANGING = listed("beat bid burst cast cost cut hit hurt let put quit set shut split spread")
_NOUNS_BEFORE_VERB = listed(
    "a an the its their his her our my your this these those some any no each every of in on at "
    "by for with from into about to as than per"
)
_BREAKS = listed(
    "while whereas but although though because when where if unless who which whom whose that"
)
_BE = listed("is are was were be been being isn't aren't wasn't weren't")
_PREPOSITIONS = listed("after before since until as once so yet")  # or conjunctions
RELATIVES = frozenset({"who", "which", "that", "whom", "whose", "where"})
PRONOUNS = listed("he she it they we i you this that these those he's she's it's they've")
_MARK = re.compile(r"[,;:()\[\]“”\"«»!?]|\s[–—-]\s|[–—]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a text with at most one finite verb.

    Attributes:
        start: Offset of its first word.
        end: Offset just past its last one.
        opening: The folded word it begins with.
        subject: Stems of the content words before its verb; of an earlier clause where it has
            none of its own. Empty where that is a pronoun.
        own: Whether the subject stands in this clause.
        verb: Stem of its main verb; of an earlier clause where it has none.
        verb_at: Offset of that verb; `end` where the clause has none of its own.
        predicate: Stems of the content words after the verb.
        words: Stems of all content words, subject and verb taken over included.
        passive: Whether the verb is a passive one.
    """

    start: int
    end: int
    opening: str
    subject: frozenset[str]
    own: bool
    verb: str
    verb_at: int
    predicate: frozenset[str]
    words: frozenset[str]
    passive: bool


@lru_cache(maxsize=1024)
def clauses_of(passage: Passage) -> tuple[Clause, ...]:
    """The clauses of an English passage in order; none for other languages."""
    if passage.lang not in {"en", "und"}:
        return ()
    tokens = passage.tokens[:LONGEST]
    spans = [(q.start, q.end) for q in passage.quantities]
    spans += [(d.start, d.end) for d in passage.dates]
    measured = bytearray(len(passage.text))
    for start, end in spans:
        measured[start:end] = b"\1" * (end - start)
    readings = {term.index: term for term in passage.readings if term.index < LONGEST}
    found: list[Clause] = []
    for first, past in _pieces(passage.text, tokens):
        inside = [readings[i] for i in range(first, past) if i in readings]
        terms = [term for term in inside if term.content and not measured[term.start]]
        before = found[-1] if found else None
        found.append(_clause(passage, (first, past), terms, inside, before))
    return tuple(found)


def clause_at(passage: Passage, offset: int) -> Clause | None:
    """The clause that an offset of a passage falls in."""
    for clause in clauses_of(passage):
        if offset < clause.end:
            return clause
    return None


def is_verb(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word reads as a finite verb or a participle that stands for one."""
    word = tokens[index].folded
    if word in AUXILIARIES:
        return not (index and tokens[index].text == "May")  # the month
    if word in _PLURALS:
        return False
    before = tokens[index - 1].folded if index else ""
    if word in PAST_PARTICIPLES or (
        word.endswith("ed") and word not in NO_PAST and "-" not in word
    ):
        if index and tokens[index].text[0].isupper() and not _is_past(word):
            return False  # a name that ends like a past tense
        return before not in _NOUNS_BEFORE_VERB
    if not index or before in _NOUNS_BEFORE_VERB:
        return False
    if word in UNCHANGING:
        return True
    base = _base(word)
    return base is not None and (word != base or before in PRONOUNS or _is_plural(before))


def _is_past(word: str) -> bool:
    return word in PAST_PARTICIPLES or bool(_base(word[:-1]) or _base(word[:-2]))


def is_infinitive(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word is a known verb right after "to"."""
    word = tokens[index].folded
    return index > 0 and tokens[index - 1].folded == "to" and _base(word) == word


def _is_plural(word: str) -> bool:
    return word.endswith("s") and word not in AUXILIARIES


def _base(word: str) -> str | None:
    for base in (word, word.removesuffix("s"), word.removesuffix("es")):
        if base in _REGULAR or base in _IRREGULAR:
            return base
    if word.endswith("ies") and word[:-3] + "y" in _REGULAR:
        return word[:-3] + "y"
    return None


def _is_progressive(tokens: Sequence[Token], place: int, word: str) -> bool:
    return (
        word.endswith("ing") and len(word) > _SHORTEST_PROGRESSIVE and tokens[place].folded in _BE
    )


def _pieces(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Ranges of token indices that make up the clauses."""
    first = 0
    has_verb = False
    for index in range(len(tokens)):
        if index > first and _breaks(text, tokens, index, has_verb=has_verb):
            yield first, index
            first, has_verb = index, False
        has_verb = has_verb or is_verb(tokens, index)
    if first < len(tokens):
        yield first, len(tokens)


def _breaks(text: str, tokens: Sequence[Token], index: int, *, has_verb: bool) -> bool:
    token = tokens[index]
    if _MARK.search(text, tokens[index - 1].end, token.start):
        return True
    if token.folded in _BREAKS:
        return True
    said = tokens[index - 1].folded in speech_verbs("en") and token.folded not in _NOUNS_BEFORE_VERB
    joined = token.folded in {"and", "or"} and has_verb
    if not said and not joined and token.folded not in _PREPOSITIONS:
        return False
    if token.folded in _PREPOSITIONS and tokens[index - 1].folded in AUXILIARIES:
        return False  # "had once taught"
    for place in range(index + 1, min(index + 7, len(tokens))):
        if _MARK.search(text, tokens[place - 1].end, tokens[place].start):
            return False
        if tokens[place].folded in _BREAKS:
            return False
        if is_verb(tokens, place):
            return True
    return False


def _clause(
    passage: Passage,
    span: tuple[int, int],
    terms: Sequence[Term],
    inside: Sequence[Term],
    before: Clause | None,
) -> Clause:
    tokens, (first, past) = passage.tokens, span
    stems = {term.index: term.stem for term in inside}
    verbs = [i for i in range(first, past) if is_verb(tokens, i)]
    while len(verbs) > 1 and _is_adjective(tokens, verbs, stems):
        verbs.pop(0)
    main = _main_verb(tokens, verbs, past)
    opening = tokens[first].folded
    head = verbs[0] if verbs else past
    subject = frozenset(t.stem for t in terms if t.index < head) if verbs else frozenset()
    pronoun = any(t.folded in PRONOUNS for t in tokens[first:head]) and opening not in RELATIVES
    own = bool(subject) or (bool(verbs) and pronoun)
    if opening in RELATIVES and verbs and not subject and before is not None:
        subject = before.words if not before.predicate else before.predicate
    elif not verbs and terms and (before is None or opening in _BREAKS):
        subject = frozenset(t.stem for t in terms)
    elif not own and before is not None:
        subject = before.subject
    verb = stems.get(main, "") if main is not None else before.verb if before else ""
    return Clause(
        start=tokens[first].start,
        end=tokens[past - 1].end,
        opening=opening,
        subject=subject,
        own=own,
        verb=verb,
        verb_at=tokens[main].start if main is not None else tokens[past - 1].end,
        predicate=frozenset(t.stem for t in terms if t.index > (main or -1)),
        words=frozenset(t.stem for t in terms) | subject,
        passive=_is_passive(tokens, verbs, main, [q.start for q in passage.quantities]),
    )


def _is_adjective(tokens: Sequence[Token], verbs: Sequence[int], stems: dict[int, str]) -> bool:
    """Whether what looks like the first verb is a participle before a noun: "combined sales"."""
    first, second = verbs[:2]
    word = tokens[first].folded
    following = tokens[second].folded
    if word in AUXILIARIES or word in speech_verbs("en"):
        return False
    participle = word.endswith("ed") or word in PAST_PARTICIPLES
    if participle and tokens[first + 1].folded == "by":
        return True  # "a robot built by students won"
    if not (following in AUXILIARIES or following in PAST_PARTICIPLES or following[-2:] == "ed"):
        return False
    if word.endswith("s") or word in UNCHANGING:
        return True  # "26 states have"
    if not word.endswith("ed") or second == first + 1:
        return False
    return tokens[first + 1].folded not in _NOUNS_BEFORE_VERB and first + 1 in stems


def _main_verb(tokens: Sequence[Token], verbs: Sequence[int], past: int) -> int | None:
    """The last verb of the first verb group: "had been closed"."""
    if not verbs:
        return None
    place = verbs[0]
    for index in range(place + 1, min(place + 5, past)):
        word = tokens[index].folded
        if tokens[place].folded in AUXILIARIES and (
            is_verb(tokens, index) or _base(word) or _is_progressive(tokens, place, word)
        ):
            place = index
        elif not (word.endswith("ly") or word in {"not", "also", "still", "never", "to", "now"}):
            break
    return place


def _is_passive(
    tokens: Sequence[Token], verbs: Sequence[int], main: int | None, numbers: Sequence[int]
) -> bool:
    if main is None:
        return False
    word = tokens[main].folded
    participle = word.endswith("ed") or word in PAST_PARTICIPLES
    if participle and main + 1 < len(tokens) and tokens[main + 1].folded == "by":
        amount = any(0 <= start - tokens[main + 1].end < _AMOUNT for start in numbers)
        if not amount:
            return True  # "led by", not "grew by 2%"
    return participle and any(tokens[i].folded in _BE for i in verbs if i < main)
