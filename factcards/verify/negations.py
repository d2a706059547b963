"""How languages say no: cues, the side their scope lies on, and what ends it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from factcards.verify.stopwords import listed

Side = Literal["after", "around", "before"]


@dataclass(frozen=True, slots=True)
class Negations:
    """The negation cues of a language.

    Attributes:
        cues: Folded words that negate.
        verbs: Folded words that negate the verb after them: "refused to go".
        phrases: Folded cues of several words.
        side: Where the negated words stand: after the cue, before it, or in its clause.
        breaks: Words that begin a new clause.
    """

    cues: frozenset[str]
    verbs: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    side: Side
    breaks: frozenset[str]


_CUES = {
    "en": """not no never without neither nor none nobody nothing nowhere cannot n't hardly barely
        scarcely""",
    "de": """nicht kein keine keinen keinem keiner keines keinerlei nie niemals niemand nichts ohne
        weder nirgends""",
    "fr": "pas aucun aucune jamais sans ni rien personne nul nulle guère",
    "es": "no nunca jamás sin ningún ninguna ninguno nada nadie tampoco ni",
    "it": "non mai senza nessun nessuno nessuna nulla niente né neanche nemmeno neppure",
    "pt": "não nunca jamais sem nenhum nenhuma nada ninguém nem tampouco",
    "nl": "niet geen nooit zonder niemand niets noch nergens",
    "ru": "не нет без никогда никто ничего ни никакой никаких никакого нельзя",
    "uk": "не немає нема без ніколи ніхто нічого ні жоден жодного жодних жодної",
    "ar": "لا لم لن ليس ليست ليسوا بدون دون غير ما عدم",
}
_VERBS = {
    "en": """refuse refuses refused refusing fail fails failed failing deny denies denied denying
        decline declines declined declining lack lacks lacked lacking avoid avoids avoided
        avoiding prevent prevents prevented preventing forbid forbids forbade forbidden unable
        unlikely unwilling stopped stops halted ceased""",
    "de": """verweigert verweigerte weigert weigerte weigerten dementiert dementierte bestreitet
        bestritt verhindert verhinderte scheitert scheiterte""",
    "fr": "refuse refusé refusent refusait nie nié dément démenti échoue échoué évite évité",
    "es": "niega negó niegan rehúsa rehusó evita evitó carece",
    "it": "rifiuta rifiutato nega negato smentisce smentito evita evitato",
    "pt": "recusa recusou nega negou evita evitou desmentiu",
    "nl": "weigert weigerde ontkent ontkende ontbreekt",
    "ru": "отказался отказалась отказались отказывается отрицает отрицал опроверг",
    "uk": "відмовився відмовилася відмовились заперечує заперечив спростував",
}
_PHRASES = {
    "en": (
        "no longer",
        "rather than",
        "instead of",
        "ruled out",
        "rule out",
        "rules out",
        "far from",
        "yet to",
        "neither of",
        "disputed that",
        "disputes that",
    ),
    "de": ("statt dessen", "anstatt"),
    "fr": ("au lieu de",),
    "es": ("en lugar de", "en vez de", "rechazó que", "rechaza que"),
    "it": ("invece di",),
    "pt": ("em vez de",),
}
# "not only X but Y" affirms X; "no doubt" affirms what follows.
_AFFIRMING = {
    "en": ("not only", "not just", "not merely", "not simply", "no doubt", "no wonder",
           "not least", "no matter", "no less", "no fewer", "not until", "nothing but",
           "or not", "without doubt", "not all", "not every", "not always",
           "not everyone", "no one but", "no sooner", "why not", "no secret", "no shortage",
           "nothing short", "no small", "no stranger", "none other", "not unlike", "not to mention",
           "no later than", "not long", "no mean"),
    "de": ("nicht nur", "nicht zuletzt", "nicht bloß", "nicht allein"),
    "fr": ("pas seulement", "sans doute", "pas uniquement", "pas moins"),
    "es": ("no solo", "no sólo", "no solamente", "sin duda", "sin embargo", "no obstante"),
    "it": ("non solo", "non soltanto", "senza dubbio"),
    "pt": ("não só", "não apenas", "não somente", "sem dúvida"),
    "nl": ("niet alleen", "niet slechts"),
    "ru": ("не только", "не менее", "не просто"),
    "uk": ("не лише", "не тільки", "не менше"),
}  # fmt: skip
_BREAKS = {
    "en": """but although though while whereas because since which who whom whose that when where
        why how what after before until unless if whether and or despite however except
        said says""",
    "de": "aber sondern obwohl während weil dass wenn als ob und oder doch jedoch",
    "fr": "mais bien que qui parce quand lorsque si et ou alors",
    "es": "sino pero aunque mientras porque que cuando si y o",
    "it": "ma bensì anche mentre perché che quando se e o",
    "pt": "mas embora enquanto porque que quando se e ou",
    "nl": "maar hoewel terwijl omdat dat wanneer als en of",
    "ru": "но а хотя пока потому что когда если и или",
    "uk": "але а хоча поки тому що коли якщо і й або та",
    "ar": "لكن ولكن بل لأن عندما إذا",
}
# "Stopped sailing" denies the sailing; "stopped the ship" denies nothing.
ENDING = listed("stopped stops halted ceased")
# "Declined to sail" denies the sailing; "sales declined" denies nothing.
DECLINING = listed("decline declines declined declining fail fails failed failing")
# Nouns that only say in what way something is not so: "no plans to send", "no sign of rain".
LIGHT = listed(
    """plan plans sign signs evidence version intention intentions need way chance right reason hint
    indication indications prospect possibility question case proof able true correct"""
)
# Words that say no without being a negation: what one text denies another may reject, drop or
# call untrue. "Lifted" and the like undo what they are said of.
REFUSING = listed(
    """reject rejects rejected rejecting dismiss dismisses dismissed dismissing refute refutes
    refuted rebuff rebuffed spurn spurned deny denies denied denying dispute disputes disputed
    refuse refuses refused refusing decline declines declined untrue false wrong baseless
    unfounded fabricated unsuccessful failed fails fail failing failure turned drop drops dropped
    dropping abandon abandons abandoned abandoning scrap scraps scrapped scrapping cancel cancels
    cancelled canceled cancelling shelve shelved ditch ditched axe axed withdraw withdrew withdrawn
    stop stops stopped stopping halt halts halted halting cease ceases ceased ceasing end ended
    ending quit exclude excludes excluded excluding omit omits omitted ban bans banned banning
    prohibit prohibits prohibited bar bars barred forbid forbids forbidden forbade outlawed block
    blocked blocks veto vetoed oppose opposes opposed opposing objected against absence lack lacks
    lacked lacking without missing impossible unlikely unable unwilling undecided unpaid
    unfinished unknown unclear unchanged avoid avoided avoids prevent prevented prevents
    unless hardly barely scarcely overturned quashed revoked repealed suspended short shortage
    scarce insufficient gave defeat defeated"""
)
LIFTING = listed(
    """lift lifts lifted lifting end ends ended ending drop drops dropped dropping remove removes
    removed removing scrap scraps scrapped scrapping overturn overturned repeal repealed repealing
    revoke revoked quash quashed suspend suspended abolish abolished reverse reversed avoid avoids
    avoided avert averted prevent prevented stop stopped stops halt halted cancel cancelled
    abandon abandoned reject rejected resist resisted oppose opposed against"""
)
_SIDES: dict[str, Side] = {"de": "around", "nl": "around"}


@lru_cache(maxsize=32)
def negations(lang: str) -> Negations | None:
    """The cues of a language, or None where we have none."""
    lang = "en" if lang == "und" else lang
    if lang not in _CUES:
        return None
    return Negations(
        frozenset(_CUES[lang].split()),
        frozenset(_VERBS.get(lang, "").split()),
        tuple(tuple(phrase.split()) for phrase in _PHRASES.get(lang, ())),
        _SIDES.get(lang, "after"),
        frozenset(_BREAKS.get(lang, "").split()),
    )


@lru_cache(maxsize=32)
def affirming(lang: str) -> tuple[tuple[str, ...], ...]:
    """Phrases that hold a cue and negate nothing."""
    lang = "en" if lang == "und" else lang
    return tuple(tuple(phrase.split()) for phrase in _AFFIRMING.get(lang, ()))


# Languages without spaces, and Korean, negate inside the word or beside it: cue, and whether
# the negated words stand before it.
UNSPACED_CUES: dict[str, tuple[tuple[str, ...], bool]] = {
    "zh": (
        ("没有", "沒有", "不", "没", "沒", "未", "无", "無", "非", "别", "勿", "拒绝", "否认"),
        False,
    ),
    "ja": (("ない", "なかった", "なく", "ません", "無い", "否定"), True),
    "ko": (("않", "없", "아니", "못", "거부", "부인"), True),
}
UNSPACED_EXCEPTIONS = {
    "zh": ("不仅", "不但", "不只", "不断", "不同", "非常", "无论", "不过", "不少", "未来",
           "别的", "没关系", "特别", "分别", "个别", "级别", "非洲", "除非"),
    "ja": ("だけでなく", "ばかりでなく", "かもしれない", "に違いない", "少なく", "少ない"),
    "ko": ("뿐만 아니라", "뿐 아니라", "아니라", "못지"),
}  # fmt: skip
