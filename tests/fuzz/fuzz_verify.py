"""Look for inputs that break what the verifier promises: `python tests/fuzz/fuzz_verify.py`.

Articles and claims are built from pieces of news, odd Unicode and mutations of both. Hypothesis
shrinks whatever breaks a promise and prints it; run it again with the same seed to see it again.
The promises are in `examine`.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
import traceback
import unicodedata
from typing import TYPE_CHECKING, get_args

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from factcards.article import Article
from factcards.card import Verdict
from factcards.sentences import segment
from factcards.verify import Report, SourceText, verify_claim, verify_statement

if TYPE_CHECKING:
    from collections.abc import Callable

VERDICTS = frozenset(get_args(Verdict))
LONGEST_MESSAGE = 600  # characters
SLOWEST_CLAIM = 1.0  # seconds, once the article has been analysed
ROUND = 150  # examples between two looks at the clock
UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})

CORPUS = (
    "Mayor Ines Almada said on Tuesday that the ferry would carry 1,200 passengers a day.",
    "The port of Varnholm lost €4.5 million in 2021, up from €3 million a year earlier.",
    "“We did not close the pool,” said Tom Berg, the council's chairman.",
    "At least 14 of the 26 lifeboats may be replaced before 3 March 2027.",
    "No school failed to open, but nearly a third of pupils stayed away.",
    "Der Hafen Lindau hat am 3. März 2024 rund 1,2 Millionen Euro verloren.",
    "Le maire n'a pas dit que 60 % des « petites écoles » fermeraient.",
    "La alcaldesa afirmó que el puente costará 3.400 euros.",
    "Мэр не сказал, что 12 марта 2023 года школа закрылась.",
    "市長は3月4日、「橋を閉じない」と述べた。",
    "市长表示，这座桥将耗资1.2亿元。",
    "قال العمدة إن الجسر كلف ٣٫٥ مليون دولار.",
    "시장은 다리가 3월에 닫히지 않을 것이라고 말했다.",
)
WORDS = (
    "Ann", "Lee", "Ines Almada", "Dr", "Mr.", "President", "minister", "the", "a", "of", "and",
    "not", "n't", "no", "never", "without", "if", "may", "would", "plans to", "said", "told",
    "according to", "he", "She", "they", "it", "France", "EU", "U.S.", "Paris", "rose", "fell",
    "by", "from", "to", "more than", "nearly", "half", "a third of", "all", "some", "only", "won",
    "lost", "because", "before", "after", "until", "on Monday", "yesterday", "last year", "March",
    "3 March", "2024", "in 1999-2003", "12:30", "p.m.", "1,200", "3.5", "1 000", "$5m", "€3bn",
    "60%", "2-1", "1/2", "½", "twenty-six", "a hundred and", "million", "km", "°C", "No. 4", "1st",
    "F-16", "the bridge", "ferry", "schools", "pupils", "dogs'", "it's", "e.g.", "und", "qu'",
    "von",
)  # fmt: skip
MARKS = (
    *" .,;:!?…-–—'\"‘’“”„«»‹›「」『』()[]/%$€£°º&@#*_|\\\n\t、。，",
    "\u00a0", "\u200b", "\u2066", "\u2069", "\u202e", "\u0301", "\u20e3", "\u0000", "\u001b[31m",
    "\u2028", "\u0085", "\ud800", "\udfff", "\ufeff", "\u3000", "İ", "ß", "ﬁ", "①", "٣", "१", "千",
    "二十", "月", "日", "ア", "ー", "한", "ا", "👨‍👩‍👧", "🏳️‍🌈",
)  # fmt: skip
LANGUAGES = (
    "en", "en", "en", "en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "ko", "ja", "zh", "ar",
    "th", "und",
)  # fmt: skip

odd = st.text(st.characters(exclude_categories=()), max_size=6)  # lone surrogates as well
piece = st.one_of(
    st.sampled_from(WORDS).map(lambda word: f" {word}"), st.sampled_from(MARKS), odd,
    st.integers(0, 10**20).map(str), st.sampled_from(CORPUS),
)  # fmt: skip
repeated = st.tuples(st.lists(piece, min_size=1, max_size=3), st.integers(2, 60)).map(
    lambda pair: "".join(pair[0]) * pair[1]
)
phrase = st.lists(st.one_of(piece, piece, piece, repeated), max_size=14).map("".join)
stops = st.sampled_from((". ", ".\n", "\n\n", " ", "。", "? “", ".” "))


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A text with a few stretches removed, doubled, replaced or written in another case."""
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 12)))
        cut = text[at:end]
        text = text[:at] + draw(st.sampled_from(("", cut * 2, cut.swapcase(), " "))) + text[end:]
        text = text[:at] + draw(st.one_of(st.just(""), piece)) + text[at:]
    return text


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, str, str, tuple[int, ...]]:
    """An article, a claim, a language and the sentences that the claim cites."""
    stretches = draw(st.lists(st.tuples(phrase, stops).map("".join), max_size=8))
    article = "".join(stretches)
    seeds = st.sampled_from((*CORPUS, *stretches))
    claim = draw(st.one_of(seeds.flatmap(mutated), phrase))
    cited = draw(st.lists(st.integers(-1, 9), max_size=3))
    return article, claim, draw(st.sampled_from(LANGUAGES)), tuple(cited)


def read(text: str, lang: str) -> SourceText:
    article = Article(name="fuzz", text=text, lang=lang, published="2026-05-04")
    return SourceText(article, segment(text, lang))


def examine(text: str, claim: str, lang: str, cited: tuple[int, ...]) -> None:
    """Raise an AssertionError if a report breaks a promise.

    Args:
        text: The article.
        claim: Any text.
        lang: Language subtag of both.
        cited: Numbers of sentences, some of which the article may lack.
    """
    source = read(text, lang)
    report = verify_statement(claim, source, cited)
    sound(report, text, source)
    assert report == verify_statement(claim, source, cited), "a second look differs"
    assert report == verify_statement(claim, read(text, lang), cited), "a fresh look differs"
    took = min(timed(lambda: verify_statement(claim, source, cited)) for _ in range(2))
    assert took < SLOWEST_CLAIM, f"a claim takes {took:.1f} s"
    for sentence in source.sentences[:4]:
        same = verify_claim(sentence.text, source)
        sound(same, text, source)
        assert same.verdict != "contradicted", f"{sentence.text!r} contradicts itself: {same}"


def sound(report: Report, text: str, source: SourceText) -> None:
    """Raise an AssertionError if a report is not what its class says."""
    assert report.verdict in VERDICTS
    assert 0 <= report.score <= 1, report.score
    for passage in report.evidence:
        assert passage.quote == text[passage.start : passage.end], passage
        assert passage.quote == source.sentences[passage.sentence - 1].text, passage
    for finding in report.findings:
        message = finding.message
        assert 0 < len(message) < LONGEST_MESSAGE, f"{len(message)} characters: {message[:80]!r}"
        unprintable = {unicodedata.category(char) for char in message} & UNPRINTABLE
        assert not unprintable, f"{finding.kind}: {unprintable} in {message!r}"
        if finding.span is not None:
            assert 0 <= finding.span[0] <= finding.span[1] <= len(text), finding


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def attempt(number: int) -> None:
    """One round of examples; raises what Hypothesis makes of a failure."""

    @seed(number)
    @settings(
        max_examples=ROUND,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        report_multiple_bugs=False,
    )
    @given(cases())
    def fuzz(case: tuple[str, str, str, tuple[int, ...]]) -> None:
        examine(*case)

    fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long to go on looking")
    parser.add_argument("--seed", type=int, help="number of the first round")
    options = parser.parse_args()
    first = secrets.randbelow(10**6) if options.seed is None else options.seed
    number, end = first, time.monotonic() + options.seconds
    while time.monotonic() < end:
        try:
            attempt(number)
        except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
            traceback.print_exc(limit=-4, file=sys.stdout)
            sys.stdout.write(f"\nagain: python {sys.argv[0]} --seed {number}\n")
            return 1
        number += 1
    sys.stdout.write(f"nothing found in {(number - first) * ROUND} examples from seed {first}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
