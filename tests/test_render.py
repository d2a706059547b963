from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factcards.article import Article
from factcards.card import Card
from factcards.errors import CardError, TemplateError
from factcards.escape import one_line
from factcards.render import Format, render
from factcards.sentences_markup import unmarked
from factcards.wrap import columns

HERE = Path(__file__).parent
FORMATS: tuple[Format, ...] = get_args(Format)
TEMPLATED: tuple[Format, ...] = ("md", "html", "txt")


@pytest.fixture(scope="module")
def card() -> Card:
    return Card.model_validate_json((HERE / "data/sample_card.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def article(card: Card) -> Article:
    source = card.source
    return Article(
        name="sample_article.txt",
        text=(HERE / "data/sample_article.txt").read_text(encoding="utf-8"),
        title=source.title,
        url=source.url,
        publisher=source.publisher,
        byline=source.byline,
        published=source.published,
        lang="en",
    )


def changed(card: Card, **fields: Any) -> Card:
    """The card with other fields, validated again."""
    return Card.model_validate(card.model_dump() | fields)


def reworded(value: Any, words: str) -> Any:
    """A card's data with `words` after every text that is not an offset, a date or an enum."""
    fixed = {"verdict", "action", "match", "kind", "severity", "precision", "lang", "dir"}
    fixed |= {"id", "schema_version", "sha256", "digest", "schema_digest", "endpoint", "field"}
    fixed |= {"policy"}
    fixed |= {"date", "url", "canonical"}
    if isinstance(value, dict):
        return {k: v if k in fixed else reworded(v, words) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [reworded(item, words) for item in value]
    return f"w{words}" if isinstance(value, str) else value


class Structure(HTMLParser):
    """The elements of a page, its words and the attributes that could do something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.ids: Counter[str] = Counter()
        self.words = ""
        self._style = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self._style = tag == "style"
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src"}:
                self.links.add(value or "")
            if name == "id":
                self.ids[value or ""] += 1

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        self.words += "" if self._style else data


@pytest.mark.parametrize("form", TEMPLATED)
def test_the_sample_card_renders_as_reviewed(card: Card, article: Article, form: Format) -> None:
    golden = HERE / f"golden/sample.{form}"
    output = render(card, form, article=article)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(output, encoding="utf-8", newline="\n")
    assert output == golden.read_text(encoding="utf-8")


def test_json_is_the_card_itself_with_other_scripts_unescaped(card: Card) -> None:
    output = render(card, "json")
    assert Card.model_validate_json(output) == card
    assert output.endswith("}\n")
    assert "£412 million" in output
    assert json.loads(output) == card.model_dump(mode="json")


def test_json_can_be_written_even_of_broken_characters(card: Card) -> None:
    output = render(changed(card, headline="a\ud800b"), "json")
    output.encode("utf-8")
    assert Card.model_validate_json(output) == changed(card, headline="a\ufffdb")


@pytest.mark.parametrize("form", ["json", "terminal"])
def test_a_format_without_templates_refuses_one(card: Card, form: Format) -> None:
    with pytest.raises(TemplateError, match="takes no template"):
        render(card, form, template="card")


@pytest.mark.parametrize("form", TEMPLATED)
def test_another_article_than_the_card_s_is_refused(
    card: Card, article: Article, form: Format
) -> None:
    other = Article(name=article.name, text=article.text + " ")
    with pytest.raises(CardError, match="not the text that the card was made from"):
        render(card, form, article=other)


def test_markdown_is_plain_commonmark_with_the_source_linked(card: Card) -> None:
    tokens = MarkdownIt("commonmark").parse(render(card, "md"))
    inline = [c for t in tokens if t.type == "inline" for c in t.children or ()]
    assert [c.attrs["href"] for c in inline if c.type == "link_open"] == [card.source.canonical]
    assert next(t.content for t in tokens if t.type == "inline") == card.headline
    assert [t.tag for t in tokens if t.type == "heading_open"][:2] == ["h2", "h3"]
    assert not {"html_block", "html_inline", "fence", "code_block"} & {t.type for t in tokens}


def test_markdown_shows_each_evidence_passage_under_its_fact(card: Card) -> None:
    lines = render(card, "md").splitlines()
    for fact in card.facts:
        at = next(i for i, line in enumerate(lines) if line.startswith(f"- {fact.text}"))
        below = "\n".join(lines[at : at + 2 * len(fact.evidence) + 1])
        for evidence in fact.evidence:
            assert evidence.quote in below
            assert f"(sentence {evidence.sentence})" in below


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_not_plainly_verified_says_so(card: Card, form: Format) -> None:
    output = " ".join(render(card, form).replace("│", " ").split())
    if form == "json":
        assert '"verdict": "partial"' in output
    else:
        assert "partly" in output.lower()
        assert "citation corrected" in output
        assert "8 of 10 claims match the source; 1 only in part, 1 left out." in output


@pytest.mark.parametrize("form", TEMPLATED)
def test_a_partly_supported_fact_says_so_and_why(card: Card, form: Format) -> None:
    findings = [
        {"kind": "support", "severity": severity, "claim": "x", "span": None, "message": message}
        for severity, message in (
            ("unsupported", "no word of terns"),
            ("unsupported", "nor of May"),
        )
    ]
    facts = [card.facts[5].model_dump() | {"findings": findings}]
    output = " ".join(render(changed(card, facts=facts), form).split())
    if form == "html":
        assert "Partly supported: sentence&nbsp;11" in output
        assert "<li>no word of terns</li>" in output
        assert "<li>nor of May</li>" in output
    else:
        assert "(partly supported: no word of terns; nor of May)" in output
    assert output.lower().count("partly supported") == 1


def test_text_lines_are_at_most_72_columns(card: Card) -> None:
    wide = changed(card, headline="東京" * 40, summary="x" * 300)
    lines = render(wide, "txt").splitlines()
    assert max(columns(line) for line in lines) == 72
    assert all(line == line.rstrip() for line in lines)


@pytest.fixture(scope="module")
def bare(card: Card) -> Card:
    """A card with nothing that may be missing."""
    nothing = dict.fromkeys(("url", "canonical", "title", "publisher", "byline", "published"))
    empty = ("facts", "figures", "quotes", "people", "organisations", "places", "timeline")
    return changed(
        card,
        **dict.fromkeys(empty, ()),
        preheader="",
        summary="",
        why_it_matters=None,
        source=card.source.model_dump() | nothing,
        verification={"checked": 1, "verified": 1, "repaired": 0, "rejected": 0, "verdicts": ()},
    )


@pytest.mark.parametrize("form", ["md", "html", "txt", "terminal"])
def test_empty_sections_leave_no_trace(bare: Card, form: Format) -> None:
    output = render(bare, form)
    output = Structure(output).words if form == "html" else output
    for heading in ("Key figures", "What the article", "own words", "People", "Timeline", "Why it"):
        assert heading.lower() not in output.lower()
    assert "None" not in output
    assert "1 of 1 claim matches the source." in output
    if form in {"md", "txt"}:
        assert "\n\n\n" not in output
        assert not output.startswith("\n")


@pytest.mark.parametrize("form", ["md", "txt"])
def test_sections_are_separated_by_exactly_one_blank_line(card: Card, form: Format) -> None:
    assert "\n\n\n" not in render(card, form)


NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% for x in y %} {# c #}",
    "</style></title><!--",
    "[a](javascript:alert(1)) ![b](http://c.example) `d` *e* | f |",
    "a\n\n# b\n\n- c\n---\n",
    "\x1b[2J\x1b]0;title\x07 \u202eoverride \u2066isolate",
    "&lt;b&gt; &amp;",
    "[bold red]rich[/] [link=http://a.example]b[/link] :smile:",
    "👩\u200d👩\u200d👧 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "x" * 300,
]


@pytest.mark.parametrize("beside", [True, False], ids=["beside the article", "alone"])
@pytest.mark.parametrize("words", NASTY)
def test_foreign_words_add_no_element_to_the_page(
    card: Card, article: Article, words: str, *, beside: bool
) -> None:
    given_article = article if beside else None
    data = card.model_dump()
    plain = Structure(
        render(Card.model_validate(reworded(data, "")), "html", article=given_article)
    )
    dirty = Structure(
        render(Card.model_validate(reworded(data, words)), "html", article=given_article)
    )
    assert dirty.elements == plain.elements
    assert dirty.attributes == plain.attributes
    assert dirty.links == plain.links
    assert "script" not in dirty.elements
    assert one_line(words)[:20] in one_line(dirty.words)


@given(words=st.text(max_size=60))
@settings(max_examples=30, deadline=None)
def test_any_text_leaves_the_structure_of_the_page_alone(words: str) -> None:
    assume(unmarked(words) == words)  # a passage without its marks is no longer its fact's words
    card = Card.model_validate_json((HERE / "data/sample_card.json").read_text(encoding="utf-8"))
    data = card.model_dump()
    plain = Structure(render(Card.model_validate(reworded(data, "")), "html"))
    dirty = Structure(render(Card.model_validate(reworded(data, words)), "html"))
    assert dirty.elements == plain.elements
    assert dirty.links == plain.links


@given(words=st.one_of(st.text(max_size=60), st.sampled_from(NASTY)))
@settings(max_examples=40, deadline=None)
def test_any_text_leaves_the_structure_of_the_markdown_alone(words: str) -> None:
    assume(unmarked(words) == words)
    card = Card.model_validate_json((HERE / "data/sample_card.json").read_text(encoding="utf-8"))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shapes = []
    for foreign in ("", words):
        tokens = parser.parse(
            render(Card.model_validate(reworded(card.model_dump(), foreign)), "md")
        )
        inline = [
            c.type
            for t in tokens
            if t.type == "inline"
            for c in t.children or ()
            if c.type != "text"
        ]
        shapes.append(([t.type for t in tokens], inline))
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("form", [*TEMPLATED, "terminal"])
@pytest.mark.parametrize("words", NASTY)
def test_template_tags_in_the_source_come_out_literally(
    card: Card, words: str, form: Format
) -> None:
    dirty = changed(card, headline=words, summary="{{ 7 * 7 }}")
    output = render(dirty, form)
    digests = (dirty.provenance.prompt.digest, dirty.provenance.article.sha256)
    for digest in digests:
        output = output.replace(digest, "")
    assert "49" not in output
    assert ("{{ 7 * 7 }}" if form != "md" else r"\{\{ 7 \* 7 }}") in output


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_no_control_character_reaches_the_output(card: Card, form: Format) -> None:
    data = reworded(card.model_dump(), "\x1b[31m\x07\u202e\ud800")
    output = render(Card.model_validate(data), form)
    assert not set(output) & set("\x1b\x07\u202e\ud800")
    output.encode("utf-8")


def test_an_address_that_is_not_for_the_web_is_not_linked(card: Card) -> None:
    source = card.source.model_dump() | {"url": "javascript:alert(1)", "canonical": "data:x"}
    dirty = changed(card, source=source)
    assert "javascript:" not in render(dirty, "html")
    assert "](" not in render(dirty, "md")
    assert "javascript:" not in render(dirty, "txt")


@pytest.mark.parametrize("form", TEMPLATED)
def test_all_of_forty_facts_are_on_the_card(card: Card, form: Format) -> None:
    facts = [card.facts[0].model_dump() | {"text": f"Fact number {i}."} for i in range(40)]
    output = render(changed(card, facts=facts), form)
    assert all(f"Fact number {i}." in output for i in range(40))


def test_a_page_with_forty_facts_folds_all_but_seven_away(card: Card) -> None:
    facts = [card.facts[0].model_dump() | {"text": f"Fact number {i}."} for i in range(40)]
    page = render(changed(card, facts=facts), "html")
    assert page.index("Fact number 6.") < page.index("33 more") < page.index("Fact number 7.")


def test_a_right_to_left_card_says_so(card: Card) -> None:
    page = render(changed(card, lang="ar", dir="rtl", headline="بلدية"), "html")
    assert '<html lang="ar" dir="rtl">' in page
    assert "12 مارس 2026" in page


def test_a_card_in_no_known_language_claims_none(card: Card) -> None:
    assert '<html lang="" dir="ltr">' in render(changed(card, lang="und"), "html")


@pytest.mark.parametrize("beside", [True, False], ids=["beside the article", "alone"])
def test_every_link_within_the_page_has_one_target(
    card: Card, article: Article, *, beside: bool
) -> None:
    page = Structure(render(card, "html", article=article if beside else None))
    targets = {link[1:] for link in page.links if link.startswith("#")}
    assert {f"s{e.sentence}" for fact in card.facts for e in fact.evidence} <= targets
    assert {f"f{i}" for i in range(1, len(card.facts) + 1)} <= targets
    assert targets <= set(page.ids)
    assert set(page.ids.values()) == {1}


def test_the_whole_article_stands_beside_the_card(card: Card, article: Article) -> None:
    page = render(card, "html", article=article)
    words = " ".join(Structure(page).words.split())
    for line in article.text.split("\n"):
        assert all(word in words for word in line.split())
    assert "<mark>Vessmouth town council voted" in page
    assert "<mark>Not everyone is persuaded" not in page


def test_the_page_asks_for_nothing_from_elsewhere(card: Card, article: Article) -> None:
    page = render(card, "html", article=article)
    structure = Structure(page)
    assert {"script", "img", "iframe", "object"}.isdisjoint(structure.elements)
    elsewhere = {link for link in structure.links if not link.startswith(("#", "data:"))}
    assert elsewhere == {card.source.canonical}
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_what_was_left_out_is_on_the_page_with_its_reason(card: Card) -> None:
    page = render(card, "html")
    assert "The lagoon will power 220,000 homes" in page
    assert "the article says about 22,000 homes (sentence 2); the claim says 220,000" in page


def test_sentences_are_found_by_offset_where_numbering_has_changed(
    card: Card, article: Article
) -> None:
    facts = card.model_dump()["facts"]
    for evidence in facts[1]["evidence"]:
        evidence["sentence"] = 99
    page = render(changed(card, facts=facts), "html", article=article)
    assert "#s99" not in page
    assert "#s2" in page


def test_importing_it_loads_neither_rich_nor_babel_nor_a_segmenter() -> None:
    heavy = "{'rich', 'babel', 'sentencex', 'openai', 'xllamacpp'}"
    script = f"import sys, factcards.render; print({heavy} & set(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "set()"
