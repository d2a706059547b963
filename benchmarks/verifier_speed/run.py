"""How long does the verifier take, how much memory, and does it grow with the article alone?

Articles of any length are made from the long fixture article: its paragraphs again and again,
each time with other names and other numbers, so that vocabulary, names and numbers grow as they
do in real text. Claims are sentences of the article: as they are, shortened, with a number
changed, with a negation, or two of them spliced. Each measurement that has to do with memory or
start-up is a process of its own.

    python benchmarks/verifier_speed/run.py [--json FILE] [--huge]
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify import SourceText, verify_statement

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "articles"
FIXTURE = FIXTURES / "harbour-city-longread.txt"
CLAIMS = 8
SHORT = 600  # words
ARTICLES = 40  # of that length
LENGTHS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)  # words
HUGE = 10_000_000  # characters
PLAIN = range(8, 61)  # words of sentences that make claims
STARTS = 7

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")  # a capital inside a sentence
_LATER_DIGIT = re.compile(r"(?<=\d)\d")
_ENDINGS = ("a", "e", "i", "o", "ton", "ley", "wick", "berg", "sen", "ov", "ini", "escu", "dale")
_FIRST_CLAIM = """
from factcards.article import Article
from factcards.sentences import segment
from factcards.verify import SourceText, verify_statement
text = "Mayor Ann Lee said on Monday that 12 ferries would cross the bay. The fare is $4."
source = SourceText(Article(name="-", text=text, lang="en"), segment(text, "en"))
verify_statement("Ann Lee said that 14 ferries would cross the bay.", source)
"""


def paragraphs(seed: int) -> Iterator[str]:
    """Paragraphs without end: the fixture's, in rounds that differ in names and numbers."""
    chance = random.Random(seed)
    lines = [line for line in FIXTURE.read_text(encoding="utf-8").split("\n") if line.strip()]
    while True:
        chance.shuffle(lines)
        names = {name for line in lines for name in _NAME.findall(line)}
        others = {name: name[:-1] + chance.choice(_ENDINGS) for name in sorted(names)}
        for line in lines:
            renamed = _NAME.sub(lambda found, known=others: known[found.group()], line)  # type: ignore[misc]
            yield renumbered(renamed, chance)


def renumbered(text: str, chance: random.Random) -> str:
    """A text with other digits, but for the first of each number: a year remains one."""
    return _LATER_DIGIT.sub(lambda _: chance.choice("0123456789"), text)


def article(words: int, seed: int = 0) -> Article:
    """An article of at least so many words, and at most one sentence more."""
    kept: list[str] = []
    have = 0
    for paragraph in paragraphs(seed):
        pieces: list[str] = []
        for sentence in segment(paragraph, "en"):
            if have < words:
                pieces.append(sentence.text)
                have += len(sentence.text.split())
        kept.append(" ".join(pieces))
        if have >= words:
            break
    return Article(name="-", text="\n".join(kept), lang="en", published="2026-05-04")


def claims(source: SourceText, seed: int = 0) -> list[str]:
    """Eight claims about an article, true and false."""
    chance = random.Random(seed)
    texts = [s.text for s in source.sentences if len(s.text.split()) in PLAIN]
    made = []
    for number, text in enumerate(chance.sample(texts, CLAIMS)):
        words = text.split()
        other = chance.choice(texts).split()
        middle = len(words) // 2
        made.append(
            (
                text,
                " ".join(words[: -(len(words) // 4)]),
                " ".join([*words[:middle], *other[len(other) // 2 :]]),
                renumbered(text, chance),
                " ".join([*words[:middle], "not", *words[middle:]]),
            )[number % 5]
        )
    return made


def read(text: Article) -> SourceText:
    return SourceText(text, segment(text.text, text.lang))


def times(made: list[str], source: SourceText) -> list[float]:
    """Seconds of processor that each claim takes; the first has the article analysed."""
    marks = [time.process_time()]
    for claim in made:
        verify_statement(claim, source)
        marks.append(time.process_time())
    return [after - before for before, after in pairwise(marks)]


def warm() -> None:
    """Load what is loaded once in a process."""
    source = read(article(SHORT, seed=-1))
    times(claims(source), source)


def per_claim() -> dict[str, float]:
    """Milliseconds per claim: about an article new to the verifier, and once it knows it."""
    warm()
    known: list[float] = []
    new: list[float] = []
    for seed in range(ARTICLES):
        text = article(SHORT, seed)
        made = claims(read(text), seed)
        began = time.process_time()
        source = read(text)
        times(made, source)
        new.append((time.process_time() - began) / CLAIMS)
        known += times(made, source)
    return {
        "new_article_median_ms": 1e3 * statistics.median(new),
        "new_article_worst_ms": 1e3 * max(new),
        "known_article_median_ms": 1e3 * statistics.median(known),
        "known_article_p99_ms": 1e3 * statistics.quantiles(known, n=100)[-1],
    }


def one_length(words: int, characters: int) -> dict[str, float]:
    """Seconds and peak memory of one article with eight claims, in this process alone."""
    text = article(words)
    if characters:
        text = text.model_copy(update={"text": text.text[:characters]})
    warm()
    began = time.process_time()
    source = read(text)
    segmented = time.process_time() - began
    first, *rest = times(claims(source), source)
    return {
        "words": len(text.text.split()),
        "characters": len(text.text),
        "segmented_s": segmented,
        "first_claim_s": first,
        "all_claims_s": first + sum(rest),
        "later_claim_median_ms": 1e3 * statistics.median(rest),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def alone(*arguments: str) -> dict[str, float]:
    """What this script prints in a process of its own."""
    command = [sys.executable, __file__, *arguments]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    measured: dict[str, float] = json.loads(found)
    return measured


def start(code: str) -> float:
    """Median seconds, by the clock, of a new process that runs some code."""
    marks = [time.perf_counter()]
    for _ in range(STARTS):
        subprocess.run([sys.executable, "-c", code], check=True)
        marks.append(time.perf_counter())
    return statistics.median(after - before for before, after in pairwise(marks))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, help="write all figures to this file as well")
    parser.add_argument("--huge", action="store_true", help="also an article of 10 MB (a minute)")
    parser.add_argument("--length", type=int, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.length:
        print(json.dumps(one_length(*options.length)))
        return
    report: dict[str, Any] = {
        "python": platform.python_version(),
        "start": {
            "python_s": start("pass"),
            "import_s": start("import factcards.verify"),
            "first_claim_s": start(_FIRST_CLAIM),
        },
        "claim": per_claim(),
        "lengths": [alone("--length", str(words), "0") for words in LENGTHS],
    }
    if options.huge:
        report["lengths"].append(alone("--length", str(HUGE // 5), str(HUGE)))
    show(report)
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def show(report: dict[str, Any]) -> None:
    for name, value in report["start"].items():
        print(f"start: {name[:-2].replace('_', ' ')}: {value:.2f} s")
    for name, value in report["claim"].items():
        print(
            f"{SHORT} words, {CLAIMS} claims: {name[:-3].replace('_', ' ')}: {value:.2f} ms a claim"
        )
    print(f"\n{'words':>9} {'cut, s':>7} {'first, s':>8} {'all 8, s':>8} {'ms/1k words':>11}"
          f" {'later, ms':>9} {'peak MB':>8}")  # fmt: skip
    for row in report["lengths"]:
        whole = row["segmented_s"] + row["all_claims_s"]
        print(
            f"{row['words']:>9,} {row['segmented_s']:>7.2f} {row['first_claim_s']:>8.2f} "
            f"{row['all_claims_s']:>8.2f} {whole * 1e6 / row['words']:>11.2f} "
            f"{row['later_claim_median_ms']:>9.2f} {row['peak_mb']:>8.0f}"
        )


if __name__ == "__main__":
    main()
