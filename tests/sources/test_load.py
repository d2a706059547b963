"""The one door: files, addresses and standard input become articles."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_file import column, pdf
from web_site import Site, serve

from factcards.errors import FetchError, NotAnArticle, SettingsError, SourceUnreadable
from factcards.sources.load import MOST_BYTES, load, load_record

PAGES = Path(__file__).parent / "pages"
NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
BODY = (
    "The harbour bridge in Port Selwyn reopened to traffic on Monday, two years after inspectors "
    "found cracks in its main girders. The repairs cost 48 million euros, the city said.\n"
    "About 23,000 vehicles a day had used the crossing before it was closed in February 2024. "
    "Ferries carried commuters in the meantime, and the council paid for the tickets.\n"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_a_text_file_becomes_an_article(tmp_path: Path) -> None:
    source = write(tmp_path / "a.txt", f"Harbour bridge reopens\n- 4.03.2026, 22:07\n{BODY}")
    article = load(source, now=NOW)
    assert article.name == source
    assert article.title == "Harbour bridge reopens"
    assert (article.published, article.lang) == ("2026-03-04T22:07", "en")
    assert article.retrieved == NOW


@given(
    st.lists(st.sampled_from(["\r\n", "\r", "\n", "\u2028", "\x85", "é", "🎉", "\t ", "x. "])).map(
        "".join
    )
)
def test_the_text_is_what_python_reads_from_the_file(
    tmp_path_factory: pytest.TempPathFactory, noise: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.txt"
    source = write(path, BODY + noise + BODY)
    assert load(source).text == path.read_text(encoding="utf-8")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert load(write(tmp_path / "a.txt", b"\xef\xbb\xbf" + BODY.encode())).text == BODY


def test_markdown_keeps_its_front_matter_in_the_text(tmp_path: Path) -> None:
    text = f"---\ntitle: Open again\nlang: en\n---\n# Bridge\n\n{BODY}"
    article = load(write(tmp_path / "a.md", text))
    assert (article.title, article.text) == ("Open again", text)


def test_a_saved_page_becomes_an_article() -> None:
    article = load(str(PAGES / "article.html"), now=NOW)
    assert article.title == "Harbour bridge reopens after two years of repairs"
    assert article.url == article.canonical == "https://tern.example/2026/03/harbour-bridge-reopens"
    assert (article.publisher, article.published) == ("The Tern", "2026-03-03")


def test_a_date_after_the_day_of_reading_is_not_believed() -> None:
    early = datetime(2020, 1, 1, tzinfo=UTC)
    assert load(str(PAGES / "article.html"), now=early).published is None


def test_a_json_file_becomes_an_article(tmp_path: Path) -> None:
    record = {"title": "Bridge", "text": BODY, "url": "https://tern.example/b", "lang": "en-GB"}
    article = load(write(tmp_path / "a.JSON", json.dumps(record)))
    assert (article.title, article.text, article.lang) == ("Bridge", BODY, "en")
    assert article.url == "https://tern.example/b"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "/local", "https://a b"]
)
def test_an_address_that_a_card_must_not_link_to_is_dropped(tmp_path: Path, url: str) -> None:
    record = {"text": BODY, "url": url, "canonical": url}
    article = load(write(tmp_path / "a.json", json.dumps(record)))
    assert (article.url, article.canonical) == (None, None)


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (f"Bridge reopens\n\n{BODY}", "Bridge reopens"),
        (json.dumps({"text": BODY, "title": "Bridge"}), "Bridge"),
        ((PAGES / "brief.html").read_text(encoding="utf-8"), "Quake off Kessin coast"),
        ("\n <!-- saved -->\n" + (PAGES / "brief.html").read_text(), "Quake off Kessin coast"),
        ("{Editor's note} Bridge reopens\n\n" + BODY, "{Editor's note} Bridge reopens"),
        ("[Reuters] Bridge reopens\n\n" + BODY, "[Reuters] Bridge reopens"),
    ],
    ids=["text", "json", "html", "html after a comment", "brace", "bracket"],
)
def test_standard_input_is_sniffed(data: str, title: str) -> None:
    article = load("-", stdin=io.BytesIO(data.encode()), now=NOW)
    assert (article.name, article.title) == ("-", title)


def test_a_file_without_a_known_suffix_is_sniffed(tmp_path: Path) -> None:
    page = (PAGES / "brief.html").read_bytes()
    assert load(write(tmp_path / "index.php", page)).title == "Quake off Kessin coast"


def test_a_text_file_that_shows_markup_stays_text(tmp_path: Path) -> None:
    text = "<html> is the root element of a page\n\n" + BODY
    assert load(write(tmp_path / "a.txt", text)).text == text


def test_a_page_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset=windows-1251><title>Мост открыт</title></head><body><article>"
        "<p>Портовый мост в понедельник снова открыли для движения. Работы заняли два года и "
        "обошлись городу в 48 миллионов евро, сообщила мэрия. Всё это время ходили паромы.</p>"
        "<p>По словам главного инженера, заменили 312 из 900 стальных листов. Теперь мост должен "
        "прослужить до 2070 года. Плату за проезд городской совет решил не вводить.</p>"
    )
    article = load(write(tmp_path / "a.html", page.encode("cp1251")))
    assert (article.title, article.lang) == ("Мост открыт", "ru")


def test_stray_nul_bytes_in_a_page_are_passed_over(tmp_path: Path) -> None:
    page = (PAGES / "article.html").read_bytes().replace(b"<main>", b"<main>\0")
    assert load(write(tmp_path / "a.html", page)).title is not None


def test_the_callers_language_overrides_all_others(tmp_path: Path) -> None:
    record = json.dumps({"text": BODY, "lang": "en"})
    assert load(write(tmp_path / "a.json", record), lang="fr-CA").lang == "fr"


@pytest.mark.parametrize("lang", ["english", "", "und", "x"])
def test_a_language_that_is_no_tag_is_a_settings_error(lang: str) -> None:
    with pytest.raises(SettingsError, match="no language tag"):
        load("-", stdin=io.BytesIO(BODY.encode()), lang=lang)


def test_the_time_of_reading_is_in_utc() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    article = load("-", stdin=io.BytesIO(BODY.encode()), now=there)
    assert article.retrieved == NOW
    assert article.retrieved is not None
    assert article.retrieved.tzinfo is UTC


def test_the_time_of_reading_is_now_by_default() -> None:
    article = load("-", stdin=io.BytesIO(BODY.encode()))
    assert article.retrieved is not None
    assert abs(datetime.now(UTC) - article.retrieved) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("empty.html", b" \n", "the file is empty"),
        ("empty.json", b"", "the file is empty"),
        ("paper.txt", b"%PDF-1.7\n", "this PDF cannot be read"),
        ("paper.html", b"PK\x03\x04", "office document"),
        ("noise.txt", b"text\0text", "binary file"),
        ("broken.json", b"{", "not valid JSON"),
        ("big.txt", b"x" * (MOST_BYTES + 1), "more than 10 MB"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    source = write(tmp_path / name, content)
    with pytest.raises(SourceUnreadable) as caught:
        load(source)
    line = str(caught.value)
    assert line.startswith(f"{source}: ")
    assert problem in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("source", "problem", "remedy"),
    [
        ("no/such/file.txt", "no such file", "check the path"),
        ("www.tern.example/bridge", "no such file", "https://www.tern.example/bridge"),
        ("tern.example/bridge", "no such file", "https://tern.example/bridge"),
        ("ftp://tern.example/bridge", "only http and https", "save the page"),
        ("a\0b", "cannot be opened", "check the path"),
        ("x" * 5_000, "cannot be opened", "check the path"),
        ("", "directory", "name a file"),
    ],
)
def test_what_is_not_there_is_told_with_a_remedy(source: str, problem: str, remedy: str) -> None:
    with pytest.raises(SourceUnreadable) as caught:
        load(source)
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="this is a directory"):
        load(str(tmp_path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    source = write(tmp_path / "a.txt", BODY)
    Path(source).chmod(0)
    with pytest.raises(SourceUnreadable, match="may not be read"):
        load(source)


@pytest.mark.parametrize("page", ["cookie_wall", "front_page", "paywall", "script_shell"])
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        load(str(PAGES / f"{page}.html"))
    assert caught.value.source.endswith(f"{page}.html")
    assert caught.value.remedy


def test_a_page_is_loaded_from_its_address(site: Site) -> None:
    site.answer("/old", 301, location="/new")
    url = site.page(
        "/new", gzip.compress((PAGES / "article.html").read_bytes()), content_encoding="gzip"
    )
    article = load(f"{site.address}/old", now=NOW)
    assert (article.name, article.url) == (f"{site.address}/old", url)
    assert article.canonical == "https://tern.example/2026/03/harbour-bridge-reopens"
    assert article.publisher == "The Tern"


def test_text_and_json_are_loaded_from_an_address_too(site: Site) -> None:
    text = load(site.page("/a.txt", BODY.encode(), "text/plain"))
    record = load(site.page("/a.json", json.dumps({"text": BODY}).encode(), "application/json"))
    assert text.text == record.text == BODY
    assert (text.url, record.url) == (f"{site.address}/a.txt", f"{site.address}/a.json")


def test_the_charset_of_the_header_is_believed_where_utf8_fails(site: Site) -> None:
    page = "<html><body><article>" + f"<p>{BODY}</p>" * 2 + "<p>Café, naïve, ½ – été.</p>"
    url = site.page("/a", page.encode("cp1252"), "text/html; charset=windows-1252")
    assert "Café, naïve, ½ – été." in load(url).text


@pytest.mark.parametrize("status", [404, 500])
def test_an_error_of_the_server_is_a_fetch_error(site: Site, status: int) -> None:
    with pytest.raises(FetchError, match=str(status)):
        load(site.answer("/a", status, BODY.encode(), content_type="text/plain"))


def test_importing_the_door_loads_nothing_heavy() -> None:
    heavy = ("trafilatura", "lxml", "httpx2", "babel", "yaml", "charset_normalizer", "simplemma")
    code = f"import sys, factcards.sources.load; print(sorted({{*{heavy!r}}} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_pdf_is_loaded_from_its_address(site: Site) -> None:
    data = pdf([column(["Harbour bridge reopens", "", *BODY.splitlines()])])
    for media in ("application/pdf", "application/octet-stream"):
        assert load(site.page("/a.pdf", data, media)).text.endswith("the tickets.")


def test_an_address_that_a_file_names_may_not_be_private(site: Site) -> None:
    with pytest.raises(FetchError, match=r"a private host that only list\.urls leads to"):
        load(site.page("/a", BODY.encode(), "text/plain"), via="list.urls")


def test_a_record_becomes_an_article() -> None:
    record = {"text": BODY, "title": "Bridge reopens", "published": "4 March 2026", "lang": "en-GB"}
    article = load_record(record, "rows.jsonl#7", now=NOW)
    assert (article.name, article.text) == ("rows.jsonl#7", BODY)
    assert (article.title, article.published) == ("Bridge reopens", "2026-03-04")
    assert (article.lang, article.retrieved) == ("en", NOW)


def test_a_record_is_refused_where_it_holds_no_article() -> None:
    with pytest.raises(NotAnArticle, match=r"rows\.jsonl#7: only 2 words of text"):
        load_record({"text": "Too short."}, "rows.jsonl#7")


def test_a_record_without_text_is_unreadable() -> None:
    with pytest.raises(SourceUnreadable, match='x#1: it has no "text"'):
        load_record({"title": "Bridge"}, "x#1")


def test_the_callers_language_counts_for_a_record_too() -> None:
    assert load_record({"text": BODY, "lang": "en"}, "x#1", lang="de").lang == "de"
    with pytest.raises(SettingsError):
        load_record({"text": BODY}, "x#1", lang="no tag")


MARKUP = "".join(f"<p class='a'>{line} <b>More</b> &amp; more.</p>\n" for line in BODY.splitlines())


@pytest.mark.parametrize("text", [MARKUP, f"PORT SELWYN (dpa) {MARKUP}"])
def test_the_text_of_a_record_may_be_markup(text: str) -> None:
    article = load_record(
        {"text": text, "title": "Bridge reopens", "url": "https://a.test/1"}, "x#1"
    )
    assert "<" not in article.text
    assert "More & more." in article.text
    assert (article.title, article.url) == ("Bridge reopens", "https://a.test/1")


def test_a_json_file_may_hold_markup(tmp_path: Path) -> None:
    article = load(write(tmp_path / "a.json", json.dumps({"text": MARKUP, "byline": "Ada Byron"})))
    assert (article.text[:11], article.byline) == ("The harbour", "Ada Byron")
