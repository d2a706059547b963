"""From bytes to text, and what is refused as no text."""

from __future__ import annotations

import codecs
import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.errors import SourceUnreadable
from factcards.sources.decode import declared_encoding, decode, encoding_of, universal_newlines

GERMAN = (
    "Der Stadtrat hat beschlossen, die alte Brücke für Lastwagen zu sperren. Die Kosten "
    "übersteigen die Schätzung um 48 Millionen Euro, hieß es nach der Sitzung. „Das ist kein "
    "Grund zur Freude“, sagte die Bürgermeisterin."
)
POLISH = (
    "Rada miasta zdecydowała, że stary most zostanie zamknięty. Prace potrwają co najmniej dwa "
    "lata, a koszty są wyższe niż się spodziewano, powiedziała burmistrz po posiedzeniu."
)
RUSSIAN = (
    "Городской совет решил закрыть старый мост для грузовиков. Работы займут не менее двух лет, "
    "сказала мэр после заседания, и обойдутся дороже, чем ожидалось."
)
JAPANESE = "市議会は月曜日、古い橋へのトラックの進入を禁止することを決めた。工事は二年かかる。"


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode("utf-8")
    try:
        decoded = decode(data, "x")
    except SourceUnreadable as error:
        assert "not text" in error.problem or "web archive" in error.problem  # noqa: PT017 - a signature
        return
    assert decoded == text.removeprefix("\ufeff")


@given(st.text(st.sampled_from("ab\r\n\u2028\x0b\x85")))
def test_newlines_are_those_of_a_text_file_opened_by_python(text: str) -> None:
    expected = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8").read()
    assert universal_newlines(text) == expected


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark: bytes, encoding: str) -> None:
    assert decode(mark + GERMAN.encode(encoding), "x") == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc-jp"),
    ],
)
def test_an_undeclared_encoding_is_detected(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    assert decode("ćma".encode("iso-8859-2"), "x", "iso-8859-2") == "ćma"


def test_latin_1_is_read_as_windows_1252_as_browsers_do() -> None:
    assert decode("„nein“".encode("cp1252"), "x", "iso-8859-1") == "„nein“"


@pytest.mark.parametrize("declared", ["utf-8", "euc-kr", "no-such", "base64", "rot13", "idna"])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    assert decode(GERMAN.encode("cp1252"), "x", declared) == GERMAN


def test_utf8_declared_as_something_else_is_still_utf8() -> None:
    assert decode(GERMAN.encode(), "x", "windows-1251") == GERMAN


def test_a_broken_sequence_does_not_turn_utf8_into_another_encoding() -> None:
    data = (GERMAN * 5).encode() + b"\xc3"
    assert decode(data, "x") == GERMAN * 5 + "\ufffd"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META CHARSET=koi8-r>", "koi8-r"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">', "euc-kr"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?>', "iso-8859-2"),
        (b"<title>charset=none</title>", None),
    ],
)
def test_a_page_names_its_encoding(head: bytes, encoding: str | None) -> None:
    assert declared_encoding(b"<html>" + head) == encoding


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(SourceUnreadable, match="file is empty"):
        decode(data, "x")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04\x14\x00", "office document"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"GIF89a\x01\x00", "image"),
        (b"{\\rtf1\\ansi", "rich text"),
        (gzip.compress(b"text"), "gzip"),
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: x", "web archive"),
        (b"text\x00with a hole", "binary"),
        ("UTF-16 without its mark".encode("utf-16-le"), "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_its_kind(data: bytes, kind: str) -> None:
    with pytest.raises(SourceUnreadable, match=kind) as caught:
        decode(data, "note.txt")
    assert caught.value.source == "note.txt"
    assert caught.value.remedy


@pytest.mark.parametrize("text", ["RIFF raff, the choir sang.", "ID3 tags explained", "GIF89a?"])
def test_an_article_may_begin_like_a_binary_file(text: str) -> None:
    assert decode(text.encode(), "x") == text


@given(st.binary(max_size=400), st.none() | st.text(max_size=12))
def test_any_bytes_are_decoded_or_refused(data: bytes, declared: str | None) -> None:
    try:
        assert isinstance(decode(data, "x", declared), str)
    except SourceUnreadable as error:
        assert error.remedy  # noqa: PT017 - either outcome is fine


@pytest.mark.parametrize(
    ("sample", "encoding"),
    [
        (b"plain", "utf-8"),
        ("Brücke".encode(), "utf-8"),
        ("Brücke".encode()[:3], "utf-8"),
        (codecs.BOM_UTF8 + b"x", "utf-8-sig"),
        ("x".encode("utf-16"), "utf-16"),
        ("x".encode("utf-32"), "utf-32"),
        (GERMAN.replace("„", '"').replace("“", '"').encode("latin-1"), "cp1252"),
        (("Всё о мосте через реку и о том, кто за него платит. " * 9).encode("cp1251"), "cp1251"),
    ],
)
def test_the_beginning_of_a_file_tells_its_encoding(sample: bytes, encoding: str) -> None:
    assert encoding_of(sample, "x") == encoding


def test_the_encoding_of_a_binary_file_is_refused() -> None:
    with pytest.raises(SourceUnreadable, match="binary"):
        encoding_of(b"a\0b", "x")


@given(st.binary(min_size=1, max_size=400))
def test_any_beginning_has_an_encoding_or_is_refused(sample: bytes) -> None:
    try:
        codecs.lookup(encoding_of(sample, "x"))
    except SourceUnreadable as error:
        assert error.remedy  # noqa: PT017 - either outcome is fine
