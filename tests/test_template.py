from __future__ import annotations

import os
from pathlib import Path

import pytest

from factcards.card import Card
from factcards.errors import TemplateError
from factcards.render import Format, eject, list_templates, render, template_source

HERE = Path(__file__).parent
BUILTIN = ("card.html", "card.md", "card.txt")


@pytest.fixture(scope="module")
def card() -> Card:
    return Card.model_validate_json((HERE / "data/sample_card.json").read_text(encoding="utf-8"))


def run(card: Card, source: str, form: Format, directory: Path) -> str:
    """What the user's own template makes of the card."""
    path = directory / f"own.{form}.j2"
    path.write_text(source, encoding="utf-8")
    return render(card, form, template=str(path))


def test_the_built_in_templates_are_listed_by_name_and_format() -> None:
    infos = {info.name: info for info in list_templates()}
    assert set(BUILTIN) <= set(infos)
    assert all(info.path.is_file() and info.origin == "built in" for info in infos.values())


def test_the_user_s_templates_are_listed_and_hide_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "card.md.j2").write_text("mine")
    (tmp_path / "brief.txt.j2").write_text("brief")
    infos = {info.name: info for info in list_templates(tmp_path)}
    assert infos["card.md"].path == tmp_path / "card.md.j2"
    assert infos["brief.txt"].origin == "user"
    assert infos["card.html"].origin == "built in"


def test_the_source_of_a_template_is_its_file(tmp_path: Path) -> None:
    (tmp_path / "brief.txt.j2").write_text("brief {{ card.headline }}")
    assert template_source("brief", tmp_path) == "brief {{ card.headline }}"
    assert template_source("card.md") == template_source("card.md.j2")
    assert "{% block facts %}" in template_source("card.md")


@pytest.mark.parametrize(
    ("name", "problem"),
    [("card", "several templates have this name"), ("nothing", "there is no such template")],
)
def test_a_source_that_is_not_one_template_is_refused_with_the_choice(
    name: str, problem: str
) -> None:
    with pytest.raises(TemplateError, match=rf"{name}: {problem}; choose one of .*card\.html"):
        template_source(name)


def test_ejecting_copies_every_built_in_template(tmp_path: Path) -> None:
    paths = eject(tmp_path / "new" / "place")
    assert {path.name for path in paths} == {info.path.name for info in list_templates()}
    for info in list_templates():
        assert (tmp_path / "new/place" / info.path.name).read_bytes() == info.path.read_bytes()


def test_ejecting_overwrites_nothing_and_then_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "card.md.j2").write_text("mine")
    with pytest.raises(TemplateError) as caught:
        eject(tmp_path)
    assert caught.value.source == str(tmp_path / "card.md.j2")
    assert [path.name for path in tmp_path.iterdir()] == ["card.md.j2"]
    assert (tmp_path / "card.md.j2").read_text() == "mine"


def test_ejecting_into_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(TemplateError, match="cannot be copied here"):
        eject(tmp_path / "taken")


def test_ejected_templates_render_the_same(card: Card, tmp_path: Path) -> None:
    eject(tmp_path)
    for form in ("md", "html", "txt"):
        assert render(card, form, templates_dir=tmp_path) == render(card, form)


def test_the_user_s_directory_is_searched_first(card: Card, tmp_path: Path) -> None:
    (tmp_path / "card.txt.j2").write_text("mine: {{ card.headline }}")
    assert render(card, "txt", templates_dir=tmp_path) == f"mine: {card.headline}\n"
    assert "WHAT THE ARTICLE SAYS" in render(card, "txt")


@pytest.mark.parametrize("name", ["brief", "brief.txt"])
def test_a_template_is_named_with_or_without_its_format(
    card: Card, tmp_path: Path, name: str
) -> None:
    (tmp_path / "brief.txt.j2").write_text("brief")
    assert render(card, "txt", template=name, templates_dir=tmp_path) == "brief\n"


def test_a_template_in_the_working_directory_is_found_by_its_file_name(
    card: Card, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.j2").write_text("a {{ card.lang }}")
    Path("own.page").write_text("b {{ card.lang }}")
    assert render(card, "txt", template="own.j2") == "a en\n"
    assert render(card, "txt", template="own.page") == "b en\n"


@pytest.mark.parametrize("block", ["head", "style", "kicker", "headline", "summary", "figures"])
def test_a_block_of_the_page_can_be_replaced(card: Card, tmp_path: Path, block: str) -> None:
    source = f'{{% extends "card.html.j2" %}}{{% block {block} %}}<i>mine</i>{{% endblock %}}'
    page = run(card, source, "html", tmp_path)
    assert "<i>mine</i>" in page
    assert "How this card was made" in page


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_every_format_has_the_same_blocks_for_its_sections(form: str) -> None:
    source = template_source(f"card.{form}")
    names = ("kicker", "headline", "summary", "figures", "facts", "quotes", "people", "timeline")
    for block in (*names, "source", "footer"):
        assert f"{{% block {block} %}}" in source


def test_macros_of_the_page_serve_an_overriding_block(card: Card, tmp_path: Path) -> None:
    source = '{% extends "card.html.j2" %}{% block facts %}{{ badges(["<mine>"]) }}{% endblock %}'
    assert "&lt;mine&gt;</span>" in run(card, source, "html", tmp_path)


def test_a_template_of_a_built_in_s_name_can_extend_the_built_in_one(
    card: Card, tmp_path: Path
) -> None:
    (tmp_path / "card.md.j2").write_text(
        '{% extends "card.md.j2" %}{% block footer %}\nMy footer{% endblock %}'
    )
    output = render(card, "md", templates_dir=tmp_path)
    assert output.startswith(f"## {card.headline}")
    assert output.endswith("My footer\n")


def test_a_template_can_include_its_neighbours(card: Card, tmp_path: Path) -> None:
    (tmp_path / "part.j2").write_text("part of {{ card.headline }}")
    assert run(card, '{% include "part.j2" %}', "txt", tmp_path) == f"part of {card.headline}\n"


@pytest.mark.parametrize(
    ("form", "shown"),
    [("html", "&lt;b&gt; [x](y)"), ("md", r"\<b> \[x\](y)"), ("txt", "<b> [x](y)")],
)
def test_what_a_template_prints_is_escaped_for_its_format(
    card: Card, tmp_path: Path, form: Format, shown: str
) -> None:
    source = (
        "{% macro m(x) %}({{ x }}){% endmacro %}{{ t }}{{ m(t) }}{% set s %}{{ t }}{% endset %}"
    )
    source = '{% set t = "<b> [x](y)" %}' + source + "{{ s }}{{ t|e }}"
    assert run(card, source, form, tmp_path) == f"{shown}({shown}){shown}{shown}\n"


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_a_template_s_own_separators_keep_their_spaces(
    card: Card, tmp_path: Path, form: Format
) -> None:
    source = '{% for x in "abc" %}{{ x }}{{ ", " if not loop.last }}{% endfor %}{{ " & " }}.'
    shown = "a, b, c &amp; ." if form == "html" else "a, b, c & ."
    assert run(card, source, form, tmp_path) == f"{shown}\n"


def test_an_edited_template_is_used_at_once(card: Card, tmp_path: Path) -> None:
    for words in ("one", "two"):
        (tmp_path / "card.txt.j2").write_text(words)
        os.utime(tmp_path / "card.txt.j2", (0, ord(words[0])))
        assert render(card, "txt", templates_dir=tmp_path) == f"{words}\n"


def test_dates_are_in_the_language_of_each_card(card: Card) -> None:
    months = [render(card.model_copy(update={"lang": x}), "txt") for x in ("en", "de")]
    assert ["12 March 2026" in months[0], "12. März 2026" in months[1]] == [True, True]


def test_nothing_is_printed_for_none(card: Card, tmp_path: Path) -> None:
    assert run(card, "[{{ none }}]", "txt", tmp_path) == "[]\n"


ERRORS = [
    ("{% if %}", 1, "Expected an expression"),
    ("a\n\n{{ card.headline", 3, "unexpected end of template"),
    ("{% endfor %}", 1, "unknown tag 'endfor'"),
    ("\n{{ nothing }}", 2, "'nothing' is undefined"),
    ("\n{{ card.title }}", 2, "has no attribute 'title'"),
    ("\n\n{{ card.headline|shout }}", 3, "No filter named 'shout'"),
    ("\n{{ 1 // 0 }}", 2, "ZeroDivisionError"),
    ("\n{{ card.facts[0:'a'] }}", 2, "TypeError"),
    ('\n{% include "gone.j2" %}', 2, "there is no template 'gone.j2' to extend or include"),
    ("{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}", 2, "RecursionError"),
    ("\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
    ("\n{{ render.__globals__ }}", 2, "'render' is undefined"),
    ("\n{{ place.__globals__ }}", 2, "unsafe"),
    ("\n{{ card.facts.append(1) }}", 2, "has no attribute 'append'"),
    ("\n{{ card.provenance.parameters.clear() }}", 2, "unsafe"),
    ("\n{{ card.parse_file('/etc/hostname') }}", 2, "unsafe"),
    ("\n{{ card.model_construct() }}", 2, "unsafe"),
    ("\n{{ card.source.parse_raw('{}') }}", 2, "unsafe"),
    ("\n{% for i in range(10 ** 9) %}{% endfor %}", 2, "OverflowError"),
    ("\n{{ 'x' * 10 ** 9 }}", 2, "more than 100,000 repetitions"),
    ("\n{{ 10 ** 9 * [1] }}", 2, "more than 100,000 repetitions"),
    ("\n{{ 2 ** 1048576 }}", 2, "the exponent is too big"),
]


@pytest.mark.parametrize(("source", "line", "problem"), ERRORS)
def test_a_failing_template_is_reported_with_file_and_line(
    card: Card, tmp_path: Path, source: str, line: int, problem: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        run(card, source, "html", tmp_path)
    assert caught.value.source == f"{tmp_path / 'own.html.j2'}:{line}"
    assert problem in caught.value.problem
    assert "\n" not in str(caught.value)


def test_an_error_in_a_block_names_the_template_that_holds_it(card: Card, tmp_path: Path) -> None:
    (tmp_path / "base.j2").write_text("a\n{% block b %}{% endblock %}")
    with pytest.raises(TemplateError) as caught:
        run(card, '{% extends "base.j2" %}\n\n{% block b %}{{ x }}{% endblock %}', "md", tmp_path)
    assert caught.value.source == f"{tmp_path / 'own.md.j2'}:3"


def test_an_error_in_an_included_template_names_that_one(card: Card, tmp_path: Path) -> None:
    (tmp_path / "part.j2").write_text("a\n{{ x }}")
    with pytest.raises(TemplateError) as caught:
        run(card, '{% include "part.j2" %}', "md", tmp_path)
    assert caught.value.source == f"{tmp_path / 'part.j2'}:2"


@pytest.mark.parametrize("name", ["nothing", "nothing.html", "/no/such.html.j2", "../card", ""])
def test_an_unknown_template_is_refused_with_the_choice(card: Card, name: str) -> None:
    with pytest.raises(TemplateError, match="there is no such html template; name a file or"):
        render(card, "html", template=name)


def test_a_template_that_is_not_text_is_refused(card: Card, tmp_path: Path) -> None:
    path = tmp_path / "own.md.j2"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateError, match="not UTF-8") as caught:
        render(card, "md", template=str(path))
    assert caught.value.source == str(path)
    with pytest.raises(TemplateError, match="not UTF-8"):
        template_source("own.md", tmp_path)


def test_endless_output_is_cut_off(card: Card, tmp_path: Path) -> None:
    source = (
        "{% for i in range(99999) %}{% for j in range(99999) %}"
        "{{ 'x' * 9999 }}{% endfor %}{% endfor %}"
    )
    with pytest.raises(TemplateError, match="longer than 20,000,000 characters"):
        run(card, source, "html", tmp_path)


@pytest.mark.parametrize("name", ["tojson", "urlize", "xmlattr"])
def test_filters_that_print_html_are_not_for_other_formats(
    card: Card, tmp_path: Path, name: str
) -> None:
    with pytest.raises(TemplateError, match=f"No filter named '{name}'"):
        run(card, f"{{{{ card.headline|{name} }}}}", "md", tmp_path)
