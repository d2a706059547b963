"""Sentences: the article cut into numbered spans that claims can cite.

The cuts come from sentencex, which knows the abbreviations of many languages. What this
module adds are repairs that news text needs: attributions stay with their quotation,
marks stay with their sentence, and offsets stay exact whatever the text holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcards.article import Sentence
from factcards.sentences_markup import Prose, Span, read_prose

LONG_QUOTATION = 400  # characters: longer ones are cut between their own sentences
_CHUNK = 10_000  # characters
_WINDOW = 80  # characters on either side of a cut that decide whether it stands

# Single quotation marks double as apostrophes; sentencex would pair "boys'" with "'tis".
_MASK = str.maketrans(dict.fromkeys("'‘‚‛", "’"))
_UNQUOTE = str.maketrans(dict.fromkeys('"“”„«»‹›', "’"))
_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDE_SPACE = re.compile(r"[^\S \n]")  # sentencex panics on "A\u00a0."

_CLOSING = frozenset("”’»›)]}」』）】》〉")  # and the two-faced ones, where nothing follows
_OPENING = frozenset("„«‹([{「『（【《〈")
_TWO_FACED = frozenset("\"'“‘")
_BRACKETS = {"「": "」", "『": "』", "（": "）", "“": "”", "《": "》", "【": "】"}
_CJK_STOP = re.compile(r"[。！？｡]+[\"'”’»›)\]}」』）】》〉]*")
_PAREN_STOP = re.compile(
    r"(?:^|(?<=[.!?…)]\s))\([^()]{2,300}[.!?…][”\"’»]?\)\s+(?=[^\W\d_]|[(“\"])"
)

# Words that the library takes for abbreviations and news does not.
_NO_ABBREVIATION = {
    "es": re.compile(r"\b(?:contra|sobre|ante|tras|entre|nos)\.\s+(?=[^\W\d_a-z])"),
    "it": re.compile(r"\b(?:ore|sia|con|fra)\.\s+(?=[^\W\d_a-z])"),
}
_INVISIBLE = frozenset("\u200b\u200e\u200f\u061c\u202c\u2069")

_LAST_WORD = re.compile(r"(?:^|[\s(\[«“\"„’-])([^\s(\[«“\"„’-]{1,12})\.$")
_QUOTED_STOP = re.compile(r"[.?!…,]\s?[\"”’“»›]+$")
_DIALOGUE = re.compile(r"[—–-]\s*(?=[^\W\d_])")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[IVXivx]{1,4})[.)]$")
_HALF_WORD = re.compile(r"[ºª°]|\w\.")
_ATTRIBUTION = re.compile(
    r"(?:[A-Z][\w’.-]*\s+){1,3}(?:said|says|asked|asks|told|wrote|writes|added|replied|tweeted)\b"
)
_TIME_TAIL = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:[CEMP][SD]?T|GMT|UTC|BST|CEST)\b"
)
_NOON = re.compile(r"\b[ap]\.m\.$")
_ORDINAL_STOP = re.compile(r"\b(?i:der|die|das|dem|den|des|am|im|vom|zum|zur|beim)\s+\d{1,2}\.$")
_QUOTATIVE = re.compile(r"と(?!ころ|ても)|って|라고|이라고|고\s|라며|며\s")

# Abbreviations that never end a sentence, where sentencex does not know them.
_LINKED = {
    lang: frozenset(words.split())
    for lang, words in {
        "en": "mr mrs ms messrs dr prof gen lt col sgt capt cmdr adm sen rep gov rev hon st supt "
        "al approx vs cf e.g i.e viz",
        "de": "fa hr hrn dr prof dipl ing st z.b d.h u.a v.a z.t ca bzw evtl inkl ggf sog",
        "fr": "m mm mme mmes mlle mlles mgr dr pr me ste st",
        "es": "d dña sr sra srta sres dr dra av avda ing lic gral gta ud uds",
        "it": "sig sigg dott ing avv on s",
        "pt": "sr sra srs dr dra av eng exmo d",
        "nl": "dhr mevr mw dr ir mr drs prof d.w.z bijv o.a m.b.t t.o.v z.g",
        "ru": "т т.е т.н т.к им ул пр просп акад проф г-н г-жа св млн млрд тыс трлн",
        "uk": "т т.зв т.з ім вул просп акад проф св млн млрд тис трлн",
        "pl": "np m.in tzw ul al im prof dr św tj mln mld tys",
        "ar": "د أ م",
        "sv": "t.ex bl.a d.v.s ca",
    }.items()
}
# ... and those that do not end one before a number.
_NUMBERED = (
    "approx art app bd bl ch chap ca c circa est fig figs kap n no nos núm nr nrs num p pág págs "
    "pag pp par rs s sec sect str tel vol vols v т с стр рис гл ст п см"
)
_BEFORE_NUMBERS = frozenset(_NUMBERED.split())


def segment(text: str, lang: str = "und") -> tuple[Sentence, ...]:
    """Cuts `text` into sentences.

    Args:
        text: The article; a line is a paragraph, and no sentence crosses a line end.
        lang: Language subtag that chooses the abbreviations; ``und`` where unknown.

    Returns:
        Sentences in order, numbered from 1, that do not overlap, carry no outer white
        space and cover every letter and digit of the text's prose. Lines without any are
        left out, but counted as paragraphs unless they are blank. What Markdown has beside
        prose is in no sentence, nor are marks around one.
    """
    prose = read_prose(text)
    safe = _WIDE_SPACE.sub(" ", _SURROGATE.sub("\ufffd", prose.text)).translate(_MASK)
    # A mark at the edge of a sentence stays if its other half is within: "*Not* now."
    opening, closing = _edges(prose)
    sentences: list[Sentence] = []
    paragraph = 0
    offset = 0
    for line in safe.split("\n"):
        if line.strip():
            for start, end in _spans(line, lang):
                begin, stop = offset + start, offset + end
                opened = [s.start for s in opening.get(begin, ()) if s.inner_end < stop]
                closed = [s.end for s in closing.get(stop, ()) if s.inner_start > begin]
                begin, stop = min(opened, default=begin), max(closed, default=stop)
                number = len(sentences) + 1
                sentences.append(Sentence(number, begin, stop, text[begin:stop], paragraph))
            paragraph += 1
        offset += len(line) + 1
    return tuple(sentences)


def _edges(prose: Prose) -> tuple[dict[int, list[Span]], dict[int, list[Span]]]:
    """What is marked, by the offsets of its first word and just past its last one."""
    opening: dict[int, list[Span]] = {}
    closing: dict[int, list[Span]] = {}
    for span in prose.spans:
        words = prose.text[span.inner_start : span.inner_end]
        opening.setdefault(span.inner_end - len(words.lstrip()), []).append(span)
        closing.setdefault(span.inner_start + len(words.rstrip()), []).append(span)
    return opening, closing


def _spans(line: str, lang: str) -> Iterator[tuple[int, int]]:
    """Trimmed spans of the sentences of one line."""
    cuts = sorted({*_boundaries(line, lang), *_missed(line, lang)})
    cuts = [_beside_marks(line, cut) for cut in _split_long_quotations(line, lang, cuts)]
    start = 0
    for cut in _between_words(line, cuts):
        if not _joined(line, start, cut, lang):
            yield from _trimmed(line, start, cut)
            start = cut
    yield from _trimmed(line, start, len(line))


def _between_words(line: str, cuts: list[int]) -> list[int]:
    """The cuts that leave a letter or digit on either side; marks go to what precedes."""
    kept: list[int] = []
    start = 0
    for cut in sorted(set(cuts)):
        if _has_word(line[start:cut]):
            kept.append(cut)
        elif kept:
            kept[-1] = cut
        start = cut
    if kept and not _has_word(line[start:]):
        kept.pop()
    return kept


def _trimmed(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = line[start:end]
    if _has_word(piece):
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _has_word(piece: str) -> bool:
    return any(map(str.isalnum, piece))


def _boundaries(line: str, lang: str) -> list[int]:
    """Inner boundaries according to sentencex, asked in chunks since it can be quadratic."""
    cuts: list[int] = []
    start = 0
    while start < len(line):
        chunk = line[start : start + _CHUNK]
        found = [start + cut for cut in _asked(chunk, lang)]
        cuts += found
        whole = start + len(chunk) == len(line) or not found
        start = start + len(chunk) if whole else found[-1]
    return cuts


def _asked(chunk: str, lang: str) -> list[int]:
    # A native library without type hints: loaded where text is segmented.
    import sentencex  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        found = sentencex.get_sentence_boundaries(lang, chunk)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which no `except Exception` would stop
            raise
        return []
    return [boundary["start_index"] for boundary in found if boundary["start_index"] > 0]


def _missed(line: str, lang: str) -> Iterator[int]:
    """Boundaries that sentencex passes over: CJK stops before digits, bracketed sentences."""
    if "(" in line:
        yield from (match.end() for match in _PAREN_STOP.finditer(line))
    if lang in _NO_ABBREVIATION:
        yield from (match.end() for match in _NO_ABBREVIATION[lang].finditer(line))
    stops = [] if line.isascii() else [match.end() for match in _CJK_STOP.finditer(line)]
    if stops:
        inside = _bracketed(line)
        yield from (stop for stop in stops if not inside[stop])


def _bracketed(line: str) -> list[bool]:
    """For each position, whether it is inside a pair of brackets or quotation marks."""
    changes = [0] * (len(line) + 2)
    opened: dict[str, list[int]] = {}
    for position, char in enumerate(line):
        if char in _BRACKETS:
            opened.setdefault(_BRACKETS[char], []).append(position)
        elif opened.get(char):
            changes[opened[char].pop() + 1] += 1
            changes[position + 1] -= 1
    depth = 0
    return [(depth := depth + change) > 0 for change in changes]


def _split_long_quotations(line: str, lang: str, cuts: list[int]) -> list[int]:
    """Adds the boundaries inside stretches too long to be cited as one sentence."""
    more: list[int] = []
    for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True):
        if end - start > LONG_QUOTATION:
            piece = line[start:end].translate(_UNQUOTE)
            more += [start + cut for cut in _boundaries(piece, lang)]
            more += [start + match.end() for match in _CJK_STOP.finditer(piece)]
    return sorted({*cuts, *more}) if more else cuts


def _beside_marks(line: str, cut: int) -> int:
    """Moves a cut so that closing marks stay with what they close, opening ones go on."""
    while 0 < cut < len(line) - 1 and line[cut] in _INVISIBLE and line[cut + 1].isspace():
        cut += 1
    while 0 < cut < len(line) and not line[cut - 1].isspace():
        after = line[cut + 1 : cut + 2]
        bare = not after or after.isspace()
        if not (line[cut] in _CLOSING or (line[cut] in _TWO_FACED and bare)):
            break
        cut += 1
    end = cut
    while end > 0 and line[end - 1].isspace():
        end -= 1
    opening = end
    while opening > 0 and (
        line[opening - 1] in _OPENING or (end == cut and line[opening - 1] in _TWO_FACED | {"’"})
    ):
        opening -= 1
    return opening if opening < end and line[opening - 1 : opening].isspace() else cut


def _joined(line: str, start: int, cut: int, lang: str) -> bool:
    """Whether the text before and after a cut is one sentence after all."""
    before = line[max(start, cut - _WINDOW) : cut].strip()
    after = line[cut : cut + _WINDOW].lstrip()
    tight = not line[cut - 1].isspace() and not line[cut].isspace()
    if tight and (_HALF_WORD.match(after) or (_QUOTED_STOP.search(before) and after[0].islower())):
        return True
    if before[-1:] in '”」』"’' and _QUOTATIVE.match(after):
        return True
    if _LIST_NUMBER.fullmatch(before) and cut - start < _WINDOW:
        return True
    if _DIALOGUE.match(after) and after.lstrip("—–- ")[:1].islower():
        return True
    if _quotation_goes_on(before, after, lang):
        return True
    first = line[start : start + _WINDOW].lstrip()[:1]
    return before.endswith(".") and _abbreviated(before, after, first, lang)


def _quotation_goes_on(before: str, after: str, lang: str) -> bool:
    if not _QUOTED_STOP.search(before):
        return False
    return after[0].islower() or (lang == "en" and _ATTRIBUTION.match(after) is not None)


def _abbreviated(before: str, after: str, first: str, lang: str) -> bool:
    """Whether the full stop at the end of `before` belongs to an abbreviation."""
    word = _LAST_WORD.search(before)
    last = word.group(1).casefold() if word else ""
    if last in _LINKED.get(lang, ()) or (last in _BEFORE_NUMBERS and after[0].isdigit()):
        return True
    if lang == "en" and _NOON.search(before) and _TIME_TAIL.match(after):
        return True
    if lang == "de" and _ORDINAL_STOP.search(before):
        return True
    first_word = after.split(maxsplit=1)[0]
    # Writers who use no capitals at all still end their sentences.
    return first_word.islower() and after[0].islower() and not first.islower()
