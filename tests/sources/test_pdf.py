"""PDF files, read by the process that takes them apart."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from pdf_file import assemble, column, pdf
from pypdf import PdfWriter

from factcards.errors import NotAnArticle, SourceUnreadable
from factcards.sources import pdf as pdf_module
from factcards.sources.load import load
from factcards.sources.pdf import MOST_PAGES, read_pdf
from factcards.sources.pdf_pages import take_apart

BODY = [
    "The ferry to the islands will run twice a day from May, the port authority said on",
    "Monday, after a trial in which 14,000 passengers used the additional sailing that the",
    "county had paid for. The boat leaves at seven in the morning and at four o'clock.",
    "",
    "Shopkeepers on the larger island welcomed the decision. They had collected more than",
    "900 signatures for it in the winter and say that visitors will stay for longer now.",
]


def described(about: Mapping[str, str], top: tuple[str, ...] = ()) -> bytes:
    return pdf([column([*top, "", *BODY])], about)


def test_lines_become_paragraphs() -> None:
    found = read_pdf(pdf([column(BODY)]), "x.pdf")
    assert found.text == f"{' '.join(BODY[:3])}\n\n{' '.join(BODY[4:])}"


def test_a_pdf_is_loaded_like_any_other_article(tmp_path: Path) -> None:
    path = tmp_path / "ferry.pdf"
    path.write_bytes(described({"Title": "Ferry to run twice a day"}))
    article = load(str(path))
    assert (article.name, article.title, article.lang) == (
        str(path),
        "Ferry to run twice a day",
        "en",
    )


def test_a_pdf_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_bytes(pdf([column(BODY)]))
    assert load(str(path)).text.startswith("The ferry to the islands")


@pytest.mark.parametrize(
    "title",
    ["Microsoft Word - ferry_v2.doc", "ferry.indd", "untitled", "C:\\temp\\a", "Ferry", " "],
)
def test_a_title_that_is_none_is_not_taken(title: str) -> None:
    assert read_pdf(described({"Title": title}), "x.pdf").title is None


def test_a_short_title_counts_where_it_is_printed() -> None:
    found = read_pdf(described({"Title": "More ferries"}, ("MORE FERRIES",)), "x.pdf")
    assert found.title == "More ferries"


def test_what_is_printed_largest_is_the_title_where_the_file_has_none() -> None:
    heading = (72.0, 770.0, 20.0, "Two boats a day")
    assert read_pdf(pdf([[heading, *column(BODY)]]), "x.pdf").title == "Two boats a day"


@pytest.mark.parametrize(
    ("author", "byline"),
    [("Ada Byron", "Ada Byron"), ("jdoe", None), ("Windows User", None), ("a@b.example x", None)],
)
def test_an_author_is_a_person(author: str, byline: str | None) -> None:
    assert read_pdf(described({"Author": author}), "x.pdf").byline == byline


def test_the_printed_author_and_date_come_first() -> None:
    about = {"Author": "Ada Byron", "CreationDate": "D:20240101000000Z"}
    found = read_pdf(described(about, ("By Grace Hopper", "", "4 March 2024")), "x.pdf")
    assert (found.byline, found.published) == ("Grace Hopper", "2024-03-04")


@pytest.mark.parametrize(
    ("about", "published"),
    [
        ({"CreationDate": "D:20240304101500+01'00'"}, "2024-03-04"),
        ({"CreationDate": "D:20240304101500Z", "ModDate": "D:20240304110000Z"}, "2024-03-04"),
        ({"CreationDate": "D:20240304101500Z", "ModDate": "D:20250101000000Z"}, None),
        ({"CreationDate": "D:20240304101500Z", "Producer": "Skia/PDF m150"}, None),
        ({"CreationDate": "D:20240399101500Z"}, None),
        ({"CreationDate": "D:20270101101500Z"}, None),
        ({"CreationDate": "yesterday"}, None),
    ],
)
def test_the_day_of_making_counts_where_it_makes_sense(
    about: Mapping[str, str], published: str | None
) -> None:
    assert read_pdf(described(about), "x.pdf", today=date(2026, 1, 1)).published == published


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf([column(BODY)])))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_is_asked_for_by_nobody() -> None:
    with pytest.raises(SourceUnreadable, match="it is encrypted; save it without a password"):
        read_pdf(locked("secret"), "x.pdf")


def test_a_file_that_is_locked_against_printing_alone_can_be_read() -> None:
    assert read_pdf(locked(""), "x.pdf").text.startswith("The ferry")


def test_a_scan_is_refused() -> None:
    with pytest.raises(NotAnArticle, match="only pictures; recognise its text first"):
        read_pdf(assemble([b"q 100 0 0 100 0 0 cm Q"] * 2), "x.pdf")


def test_a_book_is_refused() -> None:
    with pytest.raises(NotAnArticle, match="it has 101 pages; give a single article"):
        read_pdf(assemble([b""] * (MOST_PAGES + 1)), "x.pdf")


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<", pdf([column(BODY)])[:300], b"%PDF-" + b"\0" * 99],
)
def test_a_damaged_file_is_said_to_be_one(data: bytes) -> None:
    with pytest.raises(SourceUnreadable, match="this PDF cannot be read: it is damaged"):
        read_pdf(data, "x.pdf")


def test_fonts_without_letters_are_refused() -> None:
    hidden = "".join(chr(0xE000 + number) for number in range(100))
    with pytest.raises(SourceUnreadable, match="do not say what letters they show"):
        pdf_module._check_letters(hidden, "x.pdf")


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "SECONDS", 0.01)
    with pytest.raises(SourceUnreadable, match=r"takes more than 0\.01 seconds"):
        read_pdf(pdf([column(BODY)]), "x.pdf")


def test_a_reader_that_dies_is_an_error_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(SourceUnreadable, match="it makes the reader fail"):
        read_pdf(pdf([column(BODY)]), "x.pdf")


def test_without_pypdf_the_remedy_is_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "find_spec", lambda _: None)
    with pytest.raises(SourceUnreadable, match=r"pip install 'factcards\[bulk\]'"):
        read_pdf(pdf([column(BODY)]), "x.pdf")


def test_the_parts_carry_their_places() -> None:
    answer = take_apart(pdf([[(72, 700, 10, "One"), (90, 680, 12, "Two")], []]), 5)
    assert answer["pages"] == [[[72.0, 700.0, 10.0, "One"], [90.0, 680.0, 12.0, "Two"]], []]


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcards.sources.pdf_pages.MOST_CHARACTERS", 100)
    assert take_apart(pdf([column(BODY)]), 5) == {"problem": "it has more than 100 characters"}
