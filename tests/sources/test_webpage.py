"""HTML pages: the text of the article, its metadata, and nothing around it."""

from __future__ import annotations

import logging
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.errors import NotAnArticle
from factcards.sources.found import Found
from factcards.sources.webpage import MOST_ELEMENTS, read_page

PAGES = Path(__file__).parent / "pages"
PARAGRAPH = (
    "<p>The harbour bridge in Port Selwyn reopened to traffic on Monday, two years after "
    "inspectors found cracks in its girders. The repairs cost 48 million euros, the city said.</p>"
)


def read(page: str, url: str | None = None) -> Found:
    return read_page(page, url=url)[0]


@pytest.fixture(scope="module")
def article() -> Found:
    return read((PAGES / "article.html").read_text(encoding="utf-8"))


def test_the_article_is_extracted_paragraph_by_paragraph(article: Found) -> None:
    lines = article.text.split("\n")
    assert lines[0].startswith("The harbour bridge in Port Selwyn reopened")
    assert lines[-1].endswith("Construction is not to begin before 2029.")
    assert "- New sensors measure the load on each pillar." in lines
    assert len(lines) == 8


@pytest.mark.parametrize(
    "noise", ["cookies", "newsletter", "Ferry operator", "reader99", "All rights", "Home"]
)
def test_what_surrounds_the_article_is_left_out(article: Found, noise: str) -> None:
    assert noise not in article.text


def test_the_metadata_is_read(article: Found) -> None:
    assert article.title == "Harbour bridge reopens after two years of repairs"
    assert article.byline == "Ada Marsh, Tom Reed"
    assert article.published == "2026-03-03"
    assert article.publisher == "The Tern"
    assert article.canonical == "https://tern.example/2026/03/harbour-bridge-reopens"
    assert article.lang == "en"


def test_a_saved_page_has_the_address_that_it_calls_canonical(article: Found) -> None:
    assert article.url == article.canonical


def test_a_retrieved_page_has_the_address_that_it_came_from() -> None:
    page = '<html><head><link rel="canonical" href="/b?x=1"></head><body>' + PARAGRAPH * 3
    found = read(page, "https://www.tern.example/a")
    assert (found.url, found.canonical) == (
        "https://www.tern.example/a",
        "https://www.tern.example/b?x=1",
    )
    assert found.publisher == "tern.example"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://[bad", "", "mailto:a@b.c"])
def test_an_address_that_is_none_is_not_canonical(link: str) -> None:
    page = f'<html><head><link rel="canonical" href="{link}"></head><body>' + PARAGRAPH * 3
    assert read(page).canonical is None


@pytest.mark.parametrize(
    ("head", "headings", "title"),
    [
        ("<title>Bridge reopens | The Tern</title>", "<h1>The Tern</h1>", "Bridge reopens"),
        ("<title>Bridge reopens - Tern</title>", "<h1>Bridge reopens</h1>", "Bridge reopens"),
        ("<title>x</title><meta property=og:title content='Bridge – back'>", "", "Bridge – back"),
        (
            "<meta property=og:site_name content=Tern><meta name=title content='A – b – Tern'>",
            "",
            "A – b",
        ),
        (
            "<meta property=og:title content='Bridge reopens at last | All news of today'>",
            "<h1>Tern</h1><h1>Bridge reopens at last</h1>",
            "Bridge reopens at last",
        ),
    ],
)
def test_the_title_is_the_headline_without_the_site(head: str, headings: str, title: str) -> None:
    page = f"<html><head>{head}</head><body>{headings}<article>{PARAGRAPH * 3}</article></body>"
    assert read(page).title == title


def test_a_logo_as_only_heading_is_no_title() -> None:
    page = (
        "<html><head><title>Bridge reopens after two years - Tern</title></head>"
        f"<body><h1>Coastal Media Group</h1><article>{PARAGRAPH * 3}</article></body></html>"
    )
    assert read(page).title == "Bridge reopens after two years"


def test_admin_is_nobody() -> None:
    page = f"<html><head><meta name=author content='Admin'></head><body>{PARAGRAPH * 3}</body>"
    assert read(page).byline is None


def test_the_printed_date_is_found_where_the_metadata_has_none() -> None:
    page = f"<html><body><article><p>Published: 3 March 2026, 10:22</p>{PARAGRAPH * 3}</article>"
    found = read_page(page, today=date(2026, 4, 1))[0]
    assert found.published is not None
    assert found.published.startswith("2026-03-03")


def test_no_date_is_invented() -> None:
    page = f"<html><body><article>{PARAGRAPH * 3}</article><footer>© 2019 The Tern</footer></body>"
    assert read(page).published is None


def test_the_words_outweigh_the_language_of_the_template() -> None:
    german = (
        "<p>Die Hafenbrücke ist am Montag nach zwei Jahren wieder für den Verkehr geöffnet worden. "
        "Die Arbeiten haben 48 Millionen Euro gekostet, teilte die Stadt mit.</p>"
    )
    assert (
        read(f'<html lang="en-US"><body><article>{german * 3}</article></body></html>').lang == "de"
    )


def test_a_card_under_the_pointer_does_not_split_its_sentence() -> None:
    found = read((PAGES / "hover_card.html").read_text(encoding="utf-8"))
    assert found.text.startswith("Governor Kim Lee is defending the slogan of a campaign")


def test_links_stay_in_their_sentences() -> None:
    linked = PARAGRAPH.replace("cracks in its girders", '<a href="/c">cracks in its girders</a>')
    assert "inspectors found cracks in its girders. The" in read(f"<html><body>{linked * 3}").text


def test_an_article_inside_a_table_for_layout_is_text() -> None:
    found = read((PAGES / "layout_table.html").read_text(encoding="utf-8"))
    assert len(found.text.split("\n")) == 3
    assert "|" not in found.text


def test_a_short_chinese_page_is_extracted_whole_and_in_paragraphs() -> None:
    paragraphs = (
        "市议会星期一决定，旧桥将禁止卡车通行。市长在会后表示，工程至少需要两年时间。",
        "该桥建于一九六二年，每天约有两万三千辆车通过。检查人员在主梁上发现了裂缝，随后立即封闭了桥面。",
        "渡轮公司已经宣布增加班次，市政府将承担通勤者的船票费用直到工程结束为止。",
    )
    page = "<html><body><article><p>" + "</p><p>".join(paragraphs) + "</p></article></body></html>"
    assert read(page).text == "\n".join(paragraphs)


def test_a_table_of_data_keeps_its_rows() -> None:
    found = read((PAGES / "standings.html").read_text(encoding="utf-8"))
    assert "| 2 | Kessin Town | 55 | 16 | 7 | 3 |" in found.text.split("\n")


@pytest.mark.parametrize(
    "page", ["", "   ", "plain words", "<p>x</p>", "<html></html>", "<", "<!---->"]
)
def test_next_to_nothing_yields_next_to_nothing(page: str) -> None:
    assert len(read(page).text) <= len("plain words")


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(NotAnArticle, match=r"big\.html: more than 30,000 elements"):
        read_page("<html><body>" + "<b>x</b>" * (MOST_ELEMENTS + 1), "big.html")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "text",
        '<a href="x">' * 10_000 + "word " * 200,
        "<table><tr><td>" * 2_000 + "word " * 200,
        '<script type="application/ld+json">' + '{"@type":[' * 20_000 + "</script>" + PARAGRAPH * 3,
        "<!--" * 50_000,
        '<p title="' + "a" * 1_000_000,
        "<h2><a href=x>A headline that leads elsewhere</a></h2>" * 5_000,
    ],
    ids=["nested", "links", "tables", "data", "comments", "attribute", "headings"],
)
def test_hostile_pages_take_seconds_at_most(page: str) -> None:
    start = time.perf_counter()
    read_page(page)
    assert time.perf_counter() - start < 10


@given(
    st.lists(
        st.sampled_from(
            [
                *("<p>", "</p>", "<div>", "</div>", "<a href='", "'>", "</a>", "<table>", "<td>"),
                *("<h1>", "<title>", "<script>", "</script>", "<!--", "-->", "&#xD800;", "&amp"),
                *("He came. ", "\x00", "\ud800", "\x0c", "<html lang='", "<svg>", "🎉", "|"),
            ]
        ),
        max_size=40,
    )
)
def test_any_markup_yields_a_text(parts: list[str]) -> None:
    found, signs = read_page("".join(parts))
    assert isinstance(found.text, str)
    assert signs.words >= 0


def test_the_extraction_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("trafilatura").setLevel(logging.NOTSET)
    read("")
    read("<html><head><script type='application/ld+json'>{broken</script></head></html>")
    assert capfd.readouterr() == ("", "")
