"""What a document is, and that none may define entities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.errors import SourceUnreadable
from factcards.intake.xmlfiles import parser, root_of


@pytest.mark.parametrize(
    ("start", "root"),
    [
        (b"<rss version='2.0'>", "rss"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <html> --><feed xmlns='x'>", "feed"),
        (b"<rdf:RDF xmlns:rdf='x'>", "rdf"),
        (b"<?xml-stylesheet href='a'?><!DOCTYPE rss SYSTEM 'http://a.test/rss.dtd'>\n<rss>", "rss"),
        (b"<!doctype html>\n<HTML>", "html"),
        ("<urlset>".encode("utf-16"), "urlset"),
        (b"text", ""),
        (b"{}", ""),
        (b" ", ""),
        (b"<!-- without an end", ""),
    ],
)
def test_the_outermost_element_is_found(start: bytes, root: str) -> None:
    assert root_of(start, "x") == root


BOMB = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>\n<rss>&c;</rss>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_defines_entities_is_refused(encoding: str) -> None:
    data = BOMB.decode().encode(encoding)
    with pytest.raises(SourceUnreadable, match="it defines entities"):
        root_of(data, "x")
    with pytest.raises(SourceUnreadable, match="it defines entities"):
        parser("x").Parse(data, True)


@given(st.text(st.sampled_from("<>!-?[]ad: \n"), max_size=80) | st.text())
def test_any_start_has_a_root_or_none(text: str) -> None:
    try:
        assert root_of(text.encode(), "x") == root_of(text.encode(), "x").lower()
    except SourceUnreadable as error:
        assert error.problem  # noqa: PT017 - either outcome is fine


def test_the_search_for_the_root_takes_no_time() -> None:
    assert root_of(b"<!--" * 20_000, "x") == ""
    assert root_of(b"<?" * 40_000, "x") == ""
    assert root_of(b"<!doctype " + b"a" * 60_000, "x") == ""
