from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factcards.escape import escape_markdown, markdown_url, one_line, printable, safe_url

COMMONMARK = MarkdownIt("commonmark")
EXTENDED = MarkdownIt("commonmark").enable(["table", "strikethrough"])

MARKUP = st.text(
    alphabet=st.sampled_from(list("\\`*_{}[]<>()#+-.!|~&:@/=^$\"' \n\t0123aw;x\u00a0é"))
)
HOSTILE = st.one_of(
    MARKUP,
    st.text(),
    st.sampled_from(
        [
            "[click](javascript:alert(1))",
            "![x](http://tracker.example/p.gif)",
            "<img src=x onerror=alert(1)>",
            "<https://evil.example>",
            "# heading #",
            "Title\n=====",
            "Title\n---",
            "1. first",
            "2024) second",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "[ref]: http://evil.example",
            "~~~\ncode",
            "&lt;script&gt; &#60; &copy;",
            "    indented",
            "line\\",
            "***",
            "=====",
            "---",
            ":-:",
            "-",
            "+ item",
            "> quote",
            "_ _ _",
            "a  \nb",
        ]
    ),
)
# Where a template may print a text, and what a reader then sees for {}.
PLACES = [
    ("{}", "{}"),
    ("## {}", "{}"),
    ("- {}", "{}"),
    ("-  {}", "{}"),
    ("> {}", "{}"),
    ("1. {}", "{}"),
    ("a line\n{}", "a line{}"),
    ("- **{}** after", "{} after"),
    ("*{}* after", "{} after"),
    ("- {}\n  > {}", "{}{}"),
    ("[{}](<http://x.example>)", "{}"),
]
HARMLESS = {"text", "softbreak", "strong_open", "strong_close", "em_open", "em_close"}
OURS = {"link_open", "link_close"}


@pytest.mark.parametrize("parser", [COMMONMARK, EXTENDED], ids=["commonmark", "extended"])
@pytest.mark.parametrize(("place", "shown"), PLACES)
@given(text=HOSTILE)
def test_escaped_text_reads_as_itself_and_is_never_markup(
    parser: MarkdownIt, place: str, shown: str, text: str
) -> None:
    words = one_line(text)
    if not words:
        return
    tokens = parser.parse(place.replace("{}", escape_markdown(text)))
    inline = [c for token in tokens if token.type == "inline" for c in token.children or ()]
    allowed = HARMLESS | OURS if "](<" in place else HARMLESS
    assert {c.type for c in inline} <= allowed
    assert "".join(c.content for c in inline if c.type == "text") == shown.replace("{}", words)
    blocks = {token.type for token in tokens}
    assert not blocks & {"fence", "code_block", "hr", "html_block", "table_open"}


def test_ordinary_prose_is_not_littered_with_backslashes() -> None:
    prose = "The £3.5 million plan (2027–31) won 31-14; AT&T's share: 6%, she said. It's $5!"
    assert escape_markdown(prose) == prose


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("see https://evil.example", r"see https\://evil.example"),
        ("see www.evil.example", r"see www\.evil.example"),
        ("write to a@b.example", r"write to a\@b.example"),
        (":-:", r"\:-:"),  # a line of it makes a table of the line before, on some sites
        ("{{ user.email }}", r"\{\{ user.email }}"),
        ("*|EMAIL|*", r"\*\|EMAIL\|\*"),
    ],
)
def test_what_renderers_and_mailers_expand_by_themselves_is_taken_apart(
    text: str, escaped: str
) -> None:
    assert escape_markdown(text) == escaped


@given(st.text(), st.text())
def test_printable_text_has_no_controls_overrides_or_surrogates(before: str, after: str) -> None:
    text = printable(f"{before}\x1b[2J\x00\x9b\u202eevil\u2066\ud800\r\n{after}")
    assert text == printable(text)
    assert not set(text) & set(map(chr, [*range(9), *range(11, 32), *range(0x7F, 0x85)]))
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    text.encode("utf-8")


def test_marks_that_scripts_and_emoji_need_survive() -> None:
    text = "می\u200cخواهم \u200fעברית 👩\u200d🚀 26\u202f000"
    assert one_line(text) == text


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip() == one_line(line)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        " data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "/relative",
        "http:no-host",
        "http://[::1",
        "",
        None,
    ],
)
def test_unsafe_addresses_are_dropped(url: str | None) -> None:
    assert safe_url(url) is None
    assert markdown_url(url) == ""


@pytest.mark.parametrize(
    "url", ["http://a.example", "HTTPS://a.example/x?y=1&z=2#s", "mailto:a@b.example"]
)
def test_safe_addresses_stay_as_they_are(url: str) -> None:
    assert safe_url(url) == url


@given(HOSTILE)
def test_an_address_in_a_markdown_link_cannot_end_it(text: str) -> None:
    url = f"https://a.example/{text}"
    document = f"[x](<{markdown_url(url)}>) end"
    (inline,) = [t for t in COMMONMARK.parse(document) if t.type == "inline"]
    kinds = [c.type for c in inline.children or ()]
    assert kinds == ["link_open", "text", "link_close", "text"]


@pytest.mark.parametrize("piece", ["&", "#", "*", "[", "9", "\n", "&a", "w", "\u202e", " "])
def test_long_runs_of_one_mark_take_linear_time(piece: str) -> None:
    start = time.perf_counter()
    escape_markdown(piece * 300_000)
    assert time.perf_counter() - start < 5
