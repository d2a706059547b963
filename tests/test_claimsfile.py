"""Claims by the thousand: rows in, answers out, whatever the rows hold."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count, islice
from typing import Any, cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factcards.claimsfile import ClaimRow, ClaimVerdict, claim_row, read_claims, verify_claims
from factcards.claimsfile_desk import Desk, source_of
from factcards.claimsfile_rows import COMPRESSED, LONGEST_ROW
from factcards.errors import FactcardsError, SourceUnreadable

TEXT = (
    "Visitors to the lighthouse of Skerrow climb 214 steps. The keeper, Ines Molander, retired "
    "in 2019. Since then a foundation has run it, which plans to repair the lamp next year."
)
GOOD = {"id": "good", "article": TEXT, "claim": "Visitors climb 214 steps."}
BROKEN = cast("str", 7)  # a date that is no text: the checker breaks down over it

UNREADABLE = {
    "half an object": (b'{"id": 1', "not JSON: "),
    "no object but a list": (b"[1]", "a list, not an object"),
    "no object but nothing": (b"null", "null, not an object"),
    "no id": ({"id": None}, 'it has no "id"'),
    "an id that is true": ({"id": True}, '"id" is a boolean; give a string or a whole number'),
    "an id with a fraction": ({"id": 1.5}, '"id" is a number'),
    "no article": ({"article": None}, 'it has no "article"'),
    "an article of blanks": ({"article": " \n"}, '"article" is empty'),
    "an empty claim": ({"claim": ""}, '"claim" is empty'),
    "a list for a claim": ({"claim": ["a"]}, '"claim" is a list; give a string'),
    "one number for a list": ({"sentences": 3}, '"sentences" is a number; give a list'),
    "a name for a number": ({"sentences": ["1"]}, '"sentences" holds a string'),
    "truth for a number": ({"sentences": [True]}, '"sentences" holds a boolean'),
    "too many citations": ({"sentences": [1] * 201}, '"sentences" holds 201 numbers'),
    "no language": ({"lang": "no such!"}, '"lang" is "no such!"'),
    "an object for a title": ({"title": {}}, '"title" is an object'),
    "no such language": ({"lang": "xx"}, '"lang" is "xx"'),
    "no date": ({"published": "banana"}, '"published" is "banana", no day that can be read'),
    "an impossible date": ({"published": "2026-13-45"}, "no day that can be read"),
    "a number for a date": ({"published": 2024}, '"published" is a number'),
    "not a number": ({"weight": float("nan")}, "NaN is no JSON value"),
    "an endless number": (b'{"id": ' + b"9" * 5000 + b"}", "not JSON: Exceeds the limit"),
    "not UTF-8": (b'{"id": "\xe9"}', "not UTF-8: 0xe9 at byte 9; save the file in UTF-8"),
    "lists within lists": (b"[" * 100_000, "nested too deeply"),
    "objects within objects": (b'{"a":' * 100_000, "nested too deeply"),
    "an endless line": (b'{"id": "' + b"x" * LONGEST_ROW + b'"}', "longer than 32 MiB"),
    "blanks before the row": (b" " * LONGEST_ROW + b'{"id": 1}', "longer than 32 MiB"),
}


def line(**fields: Any) -> bytes:
    return json.dumps(GOOD | fields).encode()


def read(content: bytes) -> tuple[list[ClaimRow], list[str]]:
    errors: list[str] = []
    rows = list(read_claims(io.BytesIO(content), "f.jsonl", lambda e: errors.append(str(e))))
    return rows, errors


def tale(number: int, **fields: Any) -> ClaimRow:
    """One of endlessly many rows, every five of them about the same article, one in three wrong."""
    boats = 20 + number // 5
    told = boats + (number % 3 == 2)
    article = f"Last year {boats} boats called at the harbour of Dunmarra. None stayed overnight."
    fields = {"claim": f"There were {told} boats at the harbour of Dunmarra."} | fields
    return ClaimRow(number, article, **fields)


def check(row: ClaimRow) -> ClaimVerdict:
    """The answer to one row, which the checker must be able to give."""
    (verdict,) = verify_claims([row])
    assert not verdict.failed, verdict
    return verdict


@pytest.mark.parametrize(("bad", "problem"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_bad_row_is_named_by_its_line_and_the_others_are_read(
    bad: bytes | dict[str, object], problem: str
) -> None:
    content = bad if isinstance(bad, bytes) else line(**bad)
    rows, errors = read(line(id=1) + b"\n\n" + content + b"\n" + line(id=4))
    assert [row.id for row in rows] == [1, 4]
    assert len(errors) == 1
    assert errors[0].startswith("f.jsonl:3: ")
    assert problem in errors[0]


def test_blank_lines_byte_order_marks_and_other_line_ends_do_no_harm() -> None:
    content = b"\xef\xbb\xbf" + line(id=1) + b"\r\n\r\n \t\n\xef\xbb\xbf" + line(id=2)
    rows, errors = read(content)
    assert ([row.id for row in rows], errors) == ([1, 2], [])


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_file_is_said_to_be_one(pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(SourceUnreadable, match="it is compressed; unpack it"):
        read(pack(line()))


def test_a_list_of_rows_is_told_to_be_lines() -> None:
    _, (error,) = read(b"[" + line() + b"]")
    assert "on a line of its own" in error


def test_other_keys_are_ignored_and_null_is_as_good_as_absent() -> None:
    row = claim_row(GOOD | {"label": "false", "lang": None, "sentences": None, "title": None})
    assert row == ClaimRow("good", TEXT, "Visitors climb 214 steps.")


def test_the_last_of_two_equal_keys_counts() -> None:
    rows, _ = read(b'{"id": 1, ' + line(id=2)[1:])
    assert [row.id for row in rows] == [2]


def test_rows_about_the_same_article_share_its_text() -> None:
    rows, _ = read(b"\n".join(line(id=number) for number in range(3)))
    assert rows[0].article is rows[1].article is rows[2].article


def test_a_file_that_fails_midway_is_an_error_of_the_file() -> None:
    class Torn(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().readline(size)

    rows = read_claims(Torn(line() + b"\n" + line()), "f.jsonl", lambda _: None)
    assert next(rows).id == "good"
    with pytest.raises(SourceUnreadable, match="beyond line 1: Input/output error"):
        next(rows)


@given(st.lists(st.binary(max_size=40).filter(lambda piece: b"\n" not in piece)))
def test_every_line_that_is_not_blank_is_a_row_or_an_error(lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    assume(not content.startswith(COMPRESSED))
    rows, errors = read(content)
    written = [piece for piece in lines if piece.removeprefix(b"\xef\xbb\xbf").strip()]
    assert len(rows) + len(errors) == len(written)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
FIELDS = ("id", "article", "claim", "sentences", "lang", "published", "title")


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_a_field_of_any_shape_is_taken_or_refused_in_one_line(fields: dict[str, object]) -> None:
    rows, errors = read(line(**fields))
    assert len(rows) + len(errors) == 1
    assert all(message.startswith("f.jsonl:1: ") and "\n" not in message for message in errors)
    for row in rows:
        assert isinstance(row.id, str | int)
        assert row.article.strip()
        assert row.claim.strip()


def test_only_what_the_article_says_whole_is_supported() -> None:
    said = check(ClaimRow(1, TEXT, "Ines Molander, the keeper, retired in 2019."))
    wrong = check(ClaimRow(2, TEXT, "Visitors climb 241 steps."))
    assert (said.id, said.verdict, said.grade) == (1, "supported", "verified")
    assert (wrong.id, wrong.verdict, wrong.grade) == (2, "unsupported", "contradicted")
    assert [finding.kind for finding in wrong.findings] == ["figure"]


def test_a_claim_that_cannot_be_read_alone_may_be_supported_all_the_same() -> None:
    verdict = check(ClaimRow(1, TEXT, "She retired in 2019."))
    assert [finding.kind for finding in verdict.findings] == ["reference"]
    assert verdict.verdict == "supported"


def test_the_cited_sentence_is_the_evidence() -> None:
    verdict = check(ClaimRow(1, TEXT, "The keeper retired in 2019.", (2,)))
    assert [passage.sentence for passage in verdict.evidence] == [2]


def test_a_citation_of_a_sentence_that_is_not_there_is_noted() -> None:
    verdict = check(ClaimRow(1, TEXT, "The keeper retired in 2019.", (0, 2, 9)))
    assert [finding.message for finding in verdict.findings] == [
        "the claim cites sentence 0; the article has 3",
        "the claim cites sentence 9; the article has 3",
    ]


@pytest.mark.parametrize(
    ("given_lang", "lang"), [("pt-BR", "pt"), (None, "en"), ("und", "en"), ("DE", "de")]
)
def test_the_language_is_the_given_one_or_else_that_of_the_text(
    given_lang: str | None, lang: str
) -> None:
    assert source_of(ClaimRow(1, TEXT, "x", lang=given_lang)).lang == lang


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [("2024-03-12", "2024-03-12"), ("12 March 2024", "2024-03-12"), ("one day", "None")],
)
def test_the_day_of_publication_is_read_where_it_can_be(printed: str, read_as: str) -> None:
    assert str(source_of(ClaimRow(1, TEXT, "x", published=printed)).published) == read_as


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\n\r\n"])
def test_offsets_are_those_of_the_row_whatever_its_line_ends(end: str) -> None:
    article = end.join(["\ud800 Prices at the fair", *TEXT.split(". ")])
    verdict = check(ClaimRow(1, article, "Visitors climb 214 steps."))
    assert verdict.verdict == "supported"
    passage = verdict.evidence[0]
    assert passage.quote == article[passage.start : passage.end]
    assert passage.quote.startswith("Visitors to")


def test_an_answer_is_one_line_with_these_fields_in_this_order() -> None:
    verdict = check(ClaimRow(1, TEXT + "\u2028\x85", "Visitors climb 241 steps."))
    text = verdict.line().decode()
    assert text.endswith("}\n")
    assert len(text.splitlines()) == 1
    record = json.loads(text)
    assert list(record) == ["id", "verdict", "grade", "score", "findings", "evidence"]
    assert list(record["findings"][0]) == ["kind", "severity", "claim", "message"]
    assert list(record["evidence"][0]) == ["sentence", "quote", "start", "end", "match"]


ODD = st.lists(
    st.sampled_from(
        [
            *("\ud800", "\udfff", "\0", "\x1b", "\r", "\n", "\x85", "\u2028", "\u202e", "\u200b"),
            *("aE 9.,-%€'\"“”«»（。の年万۳"),
            *("10", "St. ", "not ", "Ana Silva "),
        ]
    ),
    min_size=1,
    max_size=60,
).map("".join)


@settings(max_examples=60)
@given(ODD, ODD, ODD)
def test_whatever_the_texts_hold_the_answer_is_one_line_that_can_be_read(
    name: str, article: str, claim: str
) -> None:
    verdict = check(ClaimRow(name, article, claim))
    content = verdict.line()
    assert content.endswith(b"\n")
    assert len(content.decode("utf-8").splitlines()) == 1
    record = json.loads(content)
    assert record["id"] == json.loads(json.dumps(name))  # which joins two halves to one
    for passage in record["evidence"]:
        assert len(passage["quote"]) == passage["end"] - passage["start"]


@pytest.mark.parametrize("number", range(6))
def test_an_answer_does_not_depend_on_the_rows_before_it(number: int) -> None:
    rows = [tale(other) for other in range(6)]
    assert list(verify_claims(rows))[number] == check(rows[number])


def test_a_row_that_breaks_the_checker_is_refused_and_no_other() -> None:
    good, bad, after = verify_claims([tale(0), tale(1, published=BROKEN), tale(3)])
    assert (good.verdict, bad.verdict, after.verdict) == ("supported", "unsupported", "supported")
    assert bad.failed
    assert (bad.id, bad.grade, bad.score, bad.evidence) == (1, "unsupported", 0.0, ())
    assert bad.findings[0].severity == "unsupported"
    assert bad.findings[0].message.startswith("the checker failed on this claim (AttributeError")


def test_an_article_is_analysed_once_for_rows_that_follow_each_other() -> None:
    desk = Desk()
    first = desk._source(tale(0))
    assert desk._source(tale(4)) is first
    assert desk._source(tale(4, lang="de")) is not first


def test_only_a_few_articles_are_kept() -> None:
    desk = Desk()
    for number in range(0, 500, 5):
        desk._source(tale(number))
    assert len(desk._sources) == 8
    desk._source(ClaimRow(1, "Long. " * 100_000, "Long."))
    assert len(desk._sources) == 1


def test_one_process_answers_each_row_before_it_reads_the_next() -> None:
    taken = []

    def rows() -> Iterator[ClaimRow]:
        for number in range(3):
            taken.append(number)
            yield tale(number)

    for verdict in verify_claims(rows()):
        assert taken[-1] == verdict.id


def test_few_rows_are_answered_without_other_processes() -> None:
    for _ in verify_claims([tale(number) for number in range(40)], jobs=4):
        assert multiprocessing.active_children() == []


def test_several_processes_give_the_same_answers_in_the_same_order() -> None:
    rows = [tale(number) for number in range(250)]
    rows[7] = tale(7, published=BROKEN)
    rows[200] = ClaimRow("long", "Nothing happened. " * 30_000, "Nothing happened.")
    together = [verdict.line() for verdict in verify_claims(rows, jobs=3)]
    assert together == [verdict.line() for verdict in verify_claims(rows)]
    assert multiprocessing.active_children() == []


def test_an_endless_file_is_read_no_further_than_a_little_ahead() -> None:
    taken = 0

    def rows() -> Iterator[ClaimRow]:
        nonlocal taken
        for taken in count():
            yield tale(taken)

    with closing(verify_claims(rows(), jobs=2)) as verdicts:
        got = [verdict.id for verdict in islice(verdicts, 400)]
        assert taken < 400 + 400
    assert got == list(range(400))
    assert multiprocessing.active_children() == []


def test_a_row_that_takes_long_holds_up_the_reading_of_those_behind_it() -> None:
    taken = 0

    def rows() -> Iterator[ClaimRow]:
        nonlocal taken
        yield ClaimRow("slow", "Nothing happened. " * 60_000, "Nothing happened.")
        for taken in count():
            yield tale(taken)

    with closing(verify_claims(rows(), jobs=2)) as verdicts:
        assert next(verdicts).id == "slow"
        assert taken < 250


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_process_that_is_killed_is_an_error_and_leaves_no_other_behind() -> None:
    verdicts = verify_claims(map(tale, count()), jobs=2)
    next(verdicts)
    victim = multiprocessing.active_children()[0].pid
    assert victim is not None
    os.kill(victim, signal.SIGKILL)
    with pytest.raises(FactcardsError, match=r"ended by itself \(status -9\)"):
        list(verdicts)
    assert multiprocessing.active_children() == []
