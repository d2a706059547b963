"""From bytes to text: byte order marks, encodings, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from factcards.errors import SourceUnreadable
from factcards.language import detect_language

SAMPLE = 50_000
"""Bytes that the detection of an encoding looks at."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"%!PS", "a PostScript file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or a recording"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"GGUF", "a model file"),
)
_WEB_ARCHIVE = re.compile(rb"(?:From: <Saved by|MIME-Version:|Snapshot-Content-Location:)")

# As browsers read these labels: pages that declare the older set use the newer one.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
_DECLARABLE = re.compile(
    r"(?:windows-|cp)(?:125\d|874|93[26]|949|950|866)|iso-?8859-\d{1,2}|latin-?\d|us-ascii|ascii"
    r"|koi8-[ru]|gb2312|gbk|gb18030|big5(?:-hkscs)?|euc-(?:jp|kr)|shift[-_]jis|ks_c_5601-1987"
    r"|tis-620|macintosh|utf-?8"
)
_CENTRAL = frozenset({"cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"})
_WESTERN = frozenset(
    {"af", "ca", "cy", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "gl", "id", "is", "it"}
    | {"lb", "nb", "nl", "pt", "sv", "sw", "tl"}
)
_IN_PAGE = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding) ?= ?[\"']?([\w-]{2,30})", re.IGNORECASE
)
_HIGH_BYTES = bytes(range(0x80, 0x100))
_TAG = re.compile(rb"<[^<>]{0,2000}>")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Decode `data`: its byte order mark, UTF-8, what is declared, and detection, in turn.

    The mark is dropped; nothing else is changed.

    Args:
        data: The whole file.
        name: What messages call it.
        declared: The encoding that a header or the page itself names.

    Raises:
        SourceUnreadable: The bytes are empty, or no text.
    """
    if not data.strip(b" \t\r\n\x0b\x0c"):
        raise SourceUnreadable(
            "the file is empty", source=name, remedy="give it an article to read"
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    if _is_broken_utf8(text):
        return text
    return _decode_declared(data, declared) or _decode_detected(data, name)


def encoding_of(sample: bytes, name: str) -> str:
    """The encoding of a file that is read line by line, told by how it begins.

    Args:
        sample: Its first bytes, some tens of thousands where there are as many.
        name: What messages call it.

    Returns:
        A codec's name; where there is a byte order mark, of a codec that drops it.

    Raises:
        SourceUnreadable: The bytes are no text.
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding[:6]
    _refuse_binary(sample, name)
    try:
        # The last character may be cut in two.
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        text = sample.decode("utf-8", "replace")
        if _is_broken_utf8(text):
            return "utf-8"
        return _detected(sample, name)[0]
    return "utf-8"


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first 4,096 bytes."""
    match = _IN_PAGE.search(data, 0, 4096)
    return match[1].decode("ascii", "replace") if match else None


def universal_newlines(text: str) -> str:
    r"""Turn ``\r\n`` and ``\r`` into ``\n``, as Python does when it opens a text file."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_broken_utf8(text: str) -> bool:
    """Whether it is UTF-8 with a few broken sequences: cut off, or stitched together."""
    return text.count("\ufffd") * 20 < sum(char > "\x7f" for char in text)


def _refuse_binary(data: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        # Letters alone may begin an article too: "RIFF" or "ID3 tags".
        if data.startswith(signature) and (not signature.isalnum() or b"\0" in data[:4096]):
            raise SourceUnreadable(
                f"this is {kind}, not text", source=name, remedy="save the article as text or HTML"
            )
    if _WEB_ARCHIVE.match(data):
        raise SourceUnreadable(
            "this is a web archive or a mail, not a page",
            source=name,
            remedy="save the page as HTML",
        )
    if b"\0" in data:
        raise SourceUnreadable(
            "this is a binary file, not text",
            source=name,
            remedy="give a text or HTML file; text in UTF-16 needs a byte order mark",
        )


def _decode_declared(data: bytes, declared: str | None) -> str | None:
    label = (declared or "").strip().lower()
    if not _DECLARABLE.fullmatch(label):
        return None
    encoding = codecs.lookup(label).name
    try:
        return data.decode(_SUPERSETS.get(encoding, encoding))
    except UnicodeDecodeError:
        return None


def _decode_detected(data: bytes, name: str) -> str:
    encodings = _detected(data, name)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(encodings[-1], "replace")


def _detected(data: bytes, name: str) -> tuple[str, str]:
    """The likeliest encoding, and what the detector itself takes it for."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most files are UTF-8

    sample = _TAG.sub(b" ", data[: 4 * SAMPLE])[:SAMPLE]
    # Cut behind a byte of ASCII, so that no character of several bytes is cut in two.
    best = from_bytes(sample.rstrip(_HIGH_BYTES) or sample).best()
    if best is None:
        raise SourceUnreadable("its encoding is unknown", source=name, remedy="save it as UTF-8")
    return _likely(best.encoding, detect_language(str(best))), best.encoding


def _likely(encoding: str, lang: str) -> str:
    """Correct a guess by the language that it makes of the text.

    Single-byte Latin encodings look alike to a detector that counts characters; the
    language, recognised by unaccented words, tells which of them it must be.
    """
    if lang in _WESTERN:
        return "cp1252"
    if lang == "tr":
        return "cp1254"
    return "cp1250" if lang in _CENTRAL and not encoding.startswith("iso") else encoding
