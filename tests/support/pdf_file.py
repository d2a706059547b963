"""PDF files of a few lines of type, written by hand."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence

Placed = tuple[float, float, float, str]
"""x, y from the lower edge, size, text in Latin-1."""


def pdf(pages: Sequence[Iterable[Placed]], about: Mapping[str, str] | None = None) -> bytes:
    """A file with these pages; `about` is its information dictionary."""
    return assemble([b" ".join(_shown(*line) for line in page) for page in pages], about)


def column(
    lines: Iterable[str], *, x: float = 72, top: float = 740, size: float = 10, lead: float = 12
) -> list[Placed]:
    """Lines below each other; an empty one is a gap."""
    return [(x, top - lead * number, size, line) for number, line in enumerate(lines) if line]


def assemble(contents: Sequence[bytes], about: Mapping[str, str] | None = None) -> bytes:
    """A file with a page for each content stream."""
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(count))
    info = b" ".join(
        b"/%b (%b)" % (_latin(key), _escaped(said)) for key, said in (about or {}).items()
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (count, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< %b >>" % info,
    ]
    for number, content in enumerate(contents):
        packed = zlib.compress(content)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number)
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)
        )
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (len(objects) + 1)
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)


def _shown(x: float, y: float, size: float, text: str) -> bytes:
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%b) Tj ET" % (size, x, y, _escaped(text))


def _escaped(text: str) -> bytes:
    return _latin(text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)"))


def _latin(text: str) -> bytes:
    return text.encode("cp1252")
