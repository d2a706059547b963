"""Pages without an article are refused with the reason; articles never are."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcards.sources.found import Found
from factcards.sources.pagesigns import PageSigns
from factcards.sources.refusal import Refusal, refusal
from factcards.sources.webpage import read_page

PAGES = Path(__file__).parent / "pages"
SENTENCE = "The harbour bridge reopened to traffic on Monday after two years of repairs. "


def judge(name: str, *, old: str = "", new: str = "", url: str | None = None) -> Refusal | None:
    page = (PAGES / name).read_text(encoding="utf-8")
    assert old in page
    return refusal(*read_page(page.replace(old, new) if old else page, url=url))


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("cookie_wall.html", "cookie notice"),
        ("cookie_wall_de.html", "cookie notice"),
        ("front_page.html", "leads to articles"),
        ("section.html", "leads to articles"),
        ("paywall.html", "for subscribers"),
        ("paywall_fr.html", "for subscribers"),
        ("script_shell.html", "only with JavaScript"),
        ("not_found.html", "error page"),
        ("captcha.html", "proof that a person"),
        ("standings.html", "only a table"),
    ],
)
def test_a_page_without_an_article_is_refused_with_the_reason(page: str, reason: str) -> None:
    found = judge(page)
    assert found is not None
    assert reason in found.reason
    assert found.remedy


@pytest.mark.parametrize(
    "page", ["article.html", "brief.html", "hover_card.html", "layout_table.html"]
)
def test_an_article_passes(page: str) -> None:
    assert judge(page) is None


def test_a_front_page_is_one_by_its_address_too() -> None:
    teaser = '<li><h3><a href="/{0}">Headline number {0} of the day</a></h3></li>'
    page = (
        "<html><body><p>"
        + SENTENCE * 5
        + "</p><ul>"
        + "".join(teaser.format(number) for number in range(12))
        + "</ul></body></html>"
    )
    assert refusal(*read_page(page, url="https://tern.example/bridge")) is None
    found = refusal(*read_page(page, url="https://tern.example/"))
    assert found is not None
    assert "front page" in found.reason


def test_a_full_article_passes_although_the_metadata_speaks_of_payment() -> None:
    assert (
        judge(
            "article.html",
            old='"@type": "NewsArticle",',
            new='"@type": "NewsArticle", "isAccessibleForFree": false,',
        )
        is None
    )


@pytest.mark.parametrize(
    "ending",
    [
        "Sign up for our newsletter. We use cookies to keep you logged in.",
        "Subscribe now to read more stories like this.",
        "Error 404 and captcha pages are covered in a separate article.",
        "The app needs JavaScript.",
    ],
)
def test_an_article_passes_although_it_mentions_such_things(ending: str) -> None:
    text = "\n".join([SENTENCE * 4, SENTENCE * 4, SENTENCE * 4, ending])
    assert refusal(Found(text=text), PageSigns(visible=text, words=160)) is None


def test_a_brief_of_sixty_words_in_two_sentences_passes() -> None:
    text = (
        "An earthquake of magnitude 5.1 shook the coast of Kessin early on Tuesday, the national "
        "observatory said, adding that nobody had been hurt and that no damage had been reported "
        "from the villages. The quake struck at a depth of ten kilometres, some forty kilometres "
        "west of the port, and was felt by fishermen who were out at sea at the time."
    )
    assert refusal(Found(text=text)) is None


def test_a_page_with_hard_line_breaks_passes() -> None:
    text = SENTENCE.replace(" on", "\non").replace(" two", "\ntwo").replace(" of", "\nof") * 8
    assert refusal(Found(text=text), PageSigns(visible=text, words=104)) is None


def test_wrapped_plain_text_is_running_text() -> None:
    text = (
        (SENTENCE * 6).replace(" to traffic", "\nto traffic").replace(" of repairs", "\nof repairs")
    )
    assert refusal(Found(text=text)) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no text"),
        ("Word", "only 1 word of text"),
        (SENTENCE * 2, "only 26 words of text"),
        ("item\n" * 60, "only headings or a list"),
        ("Selwyn\t61\t19\t4\n" * 30, "only a table"),
        ("一座桥。" * 10, "only 15 words of text"),
    ],
)
def test_too_little_text_is_refused_whatever_the_source(text: str, reason: str) -> None:
    found = refusal(Found(text=text))
    assert found is not None
    assert reason in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "市议会星期一决定，旧桥将禁止卡车通行。市长在会后表示，工程至少需要两年时间。" * 4,
        "市議会は月曜日、古い橋へのトラックの進入を禁止することを決めた。" * 5,
        "시의회는 월요일에 낡은 다리의 트럭 통행을 금지하기로 결정했다. " * 6,
        "สภาเมืองมีมติเมื่อวันจันทร์ให้ปิดสะพานเก่าสำหรับรถบรรทุก งานจะใช้เวลาอย่างน้อยสองปี " * 4,
        "नगर परिषद ने सोमवार को पुराने पुल को ट्रकों के लिए बंद करने का फैसला किया। " * 4,
        "قرر مجلس المدينة يوم الاثنين إغلاق الجسر القديم أمام الشاحنات. " * 6,
    ],
    ids=["zh", "ja", "ko", "th", "hi", "ar"],
)
def test_texts_in_other_scripts_are_measured_fairly(text: str) -> None:
    assert refusal(Found(text=text)) is None
    assert refusal(Found(text=text), PageSigns()) is None


def test_front_matter_does_not_count_as_text() -> None:
    front = "---\n" + SENTENCE * 10 + "\n---\n"
    found = refusal(Found(text=front + "A word.", body=len(front)))
    assert found is not None
    assert "only 2 words" in found.reason
