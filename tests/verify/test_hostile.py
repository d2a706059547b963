"""Texts made to break the verifier: it answers, in bounded time, whatever it is given."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from factcards.article import Article
from factcards.card import Verdict
from factcards.sentences import segment
from factcards.verify import Report, SourceText, verify_statement
from factcards.verify.attribution import find_speaker
from factcards.verify.coreference import anaphors
from factcards.verify.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FUZZ = Path(__file__).resolve().parents[1] / "fuzz" / "fuzz_verify.py"
ARTICLE = (
    "Mayor Ann Lee said on Monday that 12 ferries would cross the bay.\n"
    "“We close no pool in 2027,” she said. The fare of $4 did not rise."
)
CLAIM = "Ann Lee said on Monday that 12 ferries would “cross the bay” at a fare of $4."

QUICK = 1.0  # seconds for a claim, once its article is analysed
HANG = 20  # seconds by the clock for one test
SLOW = 6.0  # seconds for an article of 150,000 characters; news of that length takes half a second
DOUBLED = 3.2  # how much longer twice the text may take; its square would be 4


@pytest.fixture(autouse=True)
def _bounded() -> Iterator[None]:
    """A hang fails its own test, and the others still run."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"no answer after {HANG} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, HANG)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def read(text: str, lang: str = "en") -> SourceText:
    return SourceText(Article(name="-", text=text, lang=lang), segment(text, lang))


def seconds(act: Callable[[], object]) -> float:
    """Processor time, so that a busy machine makes no difference."""
    began = time.process_time()
    act()
    return time.process_time() - began


def check(report: Report, source: SourceText) -> None:
    assert report.verdict in get_args(Verdict)
    for passage in report.evidence:
        assert passage.quote == source.article.text[passage.start : passage.end]


UNITS = {
    "one line without a full stop": "and so the dogs ate it while others slept ",
    "one word": "x",
    "digits": "7",
    "opening marks": "“",
    "straight marks": '"',
    "guillemets": "«",
    "apostrophes": "'",
    "newlines": "\n",
    "conditions": "if ",
    "commas": ",",
    "dots": ".",
    "spaces": " ",
    "ideographs": "中",
    "Chinese numerals": "一百",
    "towers of marks": "a\u0301\u0302\u0303\u0300\u0327",
    "invisible characters": "\u200b",
    "overrides and isolates": "\u202e\u2066ab\u2069 ",
    "mixed directions": "ab \u0627\u0644 12 ",
    "control characters": "\x00\x1b[31m",
    "lone surrogates": "\ud800",
    "names": "Ann Lee, ",
    "capitals": "Ab ",
    "numbers": "12 ",
    "grouped numbers": "1,",
    "amounts": "$5m ",
    "times": "12:30 ",
    "dates": "3 March 2024, ",
    "hyphens": "a-",
    "possessives": "dogs' ",
    "brackets": "(",
    "negations": "not ",
    "reporting": "said Ann. ",
    "pronouns": "He said so. ",
    "roles": "The minister of France said it. ",
    "speech": "“No,” he said. ",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_a_long_article_of_one_thing_is_answered_in_bounds(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + "\n" + ARTICLE
    source: list[SourceText] = []
    assert seconds(lambda: source.append(read(text))) < SLOW
    assert seconds(lambda: check(verify_statement(CLAIM, source[0]), source[0])) < SLOW
    assert seconds(lambda: verify_statement(CLAIM, source[0])) < QUICK


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_a_long_claim_of_one_thing_is_answered_at_once(unit: str) -> None:
    source = read(ARTICLE)
    for size in (1_900, 100_000):
        claim = "Ann Lee said " + unit * (size // len(unit))
        assert seconds(lambda c=claim: check(verify_statement(c, source), source)) < QUICK  # type: ignore[misc]


@pytest.mark.parametrize("unit", ["12 ", "中", "“", "Ab ", "not ", "he said ", "$5m, "])
def test_a_long_claim_against_a_long_sentence_is_answered_at_once(unit: str) -> None:
    source = read(unit * (100_000 // len(unit)) + "dogs in Paris.\n" + ARTICLE)
    claim = "It is " + unit * (1_900 // len(unit))
    verify_statement(CLAIM, source)
    assert seconds(lambda: check(verify_statement(claim, source), source)) < QUICK


def test_five_thousand_quotation_marks_in_a_sentence_are_paired_at_once() -> None:
    for mark in "“”«»„‘'\"「":
        source = read(f"Ann Lee said {'a ' + mark} b {mark * 5_000} and left Paris.")
        assert seconds(lambda s=source: verify_statement(CLAIM, s)) < 2 * QUICK  # type: ignore[misc]


@pytest.mark.parametrize("line", ["“We eat good dogs here daily\n", "“We eat good dogs here.” "])
def test_speech_that_goes_on_for_ever_has_a_speaker_or_none(line: str) -> None:
    source = read("Ann Lee said so.\n" + line * 3_000)
    assert seconds(lambda: find_speaker(source.quotations[-1], source)) < QUICK


def chronicle(words: int) -> str:
    """News in which names, pronouns, roles and numbers keep coming."""
    lines = []
    for number in range(words // 33):
        name = "".join(chr(97 + int(digit) * 2) for digit in str(number * 7919)).title()
        lines.append(
            f"Anna {name}, the minister of {name}ton, said the company had lost {number} million. "
            "She told the president it was not their plan. “We will build it,” the mayor said."
        )
    return "\n".join(lines)


def test_an_article_twice_as_long_takes_no_more_than_twice_as_long() -> None:
    def analyse(words: int) -> float:
        text = chronicle(words)
        return min(seconds(lambda: verify_statement(CLAIM, read(text))) for _ in range(2))

    analyse(1_000)
    assert analyse(24_000) < DOUBLED * analyse(12_000)


def test_fifty_thousand_words_are_analysed_in_seconds() -> None:
    source = read(chronicle(50_000))
    assert seconds(lambda: verify_statement(CLAIM, source)) < SLOW
    assert seconds(lambda: verify_statement(CLAIM, source)) < QUICK


def test_a_sentence_full_of_pronouns_and_roles_yields_a_bounded_number_of_them() -> None:
    assert len(list(anaphors(Passage("the minister he " * 1_000, "en"), "en"))) <= 50


def test_the_fuzz_target_runs_and_finds_nothing() -> None:
    command = [sys.executable, str(FUZZ), "--seconds", "1", "--seed", "1"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert "nothing found in" in result.stdout
