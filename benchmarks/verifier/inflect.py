"""Just enough English inflection to put another verb, or its past, in a verb's place."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

Form = Literal["base", "third", "past", "participle", "ing"]

_IRREGULAR = """
arise arose arisen; be was been; bear bore borne; beat beat beaten; become became become;
begin began begun; break broke broken; bring brought brought; build built built; buy bought bought;
catch caught caught; choose chose chosen; come came come; cost cost cost; cut cut cut;
deal dealt dealt; do did done; draw drew drawn; drive drove driven; eat ate eaten; fall fell fallen;
feel felt felt; fight fought fought; find found found; fly flew flown; forbid forbade forbidden;
forget forgot forgotten; forgive forgave forgiven; get got got; give gave given;
go went gone; grow grew grown; have had had; hear heard heard; hide hid hidden;
hurt hurt hurt; hit hit hit; hold held held;
keep kept kept; know knew known; lead led led; leave left left; lend lent lent; let let let;
lose lost lost; make made made; mean meant meant; meet met met; pay paid paid; put put put;
read read read; rise rose risen; run ran run; say said said; see saw seen; seek sought sought;
sell sold sold; send sent sent; set set set; shrink shrank shrunk; shut shut shut; sink sank sunk;
sit sat sat; sleep slept slept; speak spoke spoken; spend spent spent; spread spread spread;
stand stood stood; stick stuck stuck; strike struck struck; take took taken; teach taught taught;
tell told told; think thought thought; throw threw thrown; understand understood understood;
wake woke woken; wear wore worn; win won won; withdraw withdrew withdrawn; write wrote written;
overturn overturned overturned; uphold upheld upheld; undergo underwent undergone;
undo undid undone; overrun overran overrun; outsell outsold outsold; shoot shot shot; bid bid bid
"""
_TABLE = {
    base: (past, participle)
    for base, past, participle in (entry.split() for entry in _IRREGULAR.split(";"))
}
# Stress on the last syllable doubles the consonant; these do although they are longer.
_DOUBLING = frozenset(
    [
        "acquit",
        "admit",
        "permit",
        "commit",
        "submit",
        "omit",
        "prefer",
        "refer",
        "defer",
        "occur",
        "recur",
        "rebut",
    ]
)


@cache
def inflect(verb: str, form: Form) -> str:
    """A form of a verb; of a phrase such as ``give up`` its first word is inflected."""
    head, _, tail = verb.partition(" ")
    new = _inflect(head, form)
    return f"{new} {tail}" if tail else new


def _inflect(verb: str, form: Form) -> str:
    if form == "base":
        return verb
    if form in {"past", "participle"} and verb in _TABLE:
        return _TABLE[verb][form == "participle"]
    if form == "third":
        return _third(verb)
    suffix = "ing" if form == "ing" else "ed"
    if verb.endswith("ie") and suffix == "ing":
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + suffix
    if verb.endswith("ee") and suffix == "ed":
        return verb + "d"
    if suffix == "ed" and re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + suffix


def _third(verb: str) -> str:
    if verb in {"be", "have"}:
        return {"be": "is", "have": "has"}[verb]
    if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    return re.sub(r"([^aeiou])y$", r"\1ie", verb) + "s"


def _doubles(verb: str) -> bool:
    single = re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", verb) and not verb.endswith("k")
    return bool(single) or verb in _DOUBLING or verb.endswith(("cancel", "travel", "expel"))
