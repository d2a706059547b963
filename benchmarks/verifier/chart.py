"""The bar chart: one bar for each class, as an SVG that needs no script and no font."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.verifier.results import Row

_WIDTH, _LABEL, _BAR, _STEP = 760, 150, 440, 22
_COLOURS = {"altered": "#1f5f8b", "harmless": "#a8440c"}
_HEADINGS = {
    "altered": "Altered claims caught (more is better)",
    "harmless": "Harmless claims rejected (less is better)",
}
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#222}.h{font-weight:600;font-size:15px}.s{fill:#555}"
)


def draw(rows: Sequence[Row], caption: str) -> str:
    """The chart of a table.

    Args:
        rows: The classes, the kinds one after another.
        caption: One line for its foot.

    Returns:
        An SVG document; every figure is in its text as well as in its shapes.
    """
    parts: list[str] = []
    y = 12
    for kind, heading in _HEADINGS.items():
        ours = [row for row in rows if row.kind == kind]
        if not ours:
            continue
        y += 24
        parts.append(f'<text class="h" x="16" y="{y}">{escape(heading)}</text>')
        for row in ours:
            y += _STEP
            parts.extend(_bar(row, y))
        y += 20
    y += 12
    parts.append(
        f'<text class="s" x="16" y="{y}">{escape(caption)}; whiskers: 95% intervals</text>'
    )
    title = "What the verifier catches and what it rejects without cause"
    summary = "; ".join(f"{row.kind} {row.cls} {row.hits / row.n:.1%} of {row.n}" for row in rows)
    height = y + 16
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" aria-labelledby="title desc">\n'
        f'<title id="title">{title}</title>\n<desc id="desc">{escape(summary)}</desc>\n'
        f'<style>{_STYLE}</style>\n<rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _bar(row: Row, y: int) -> Iterator[str]:
    share = row.hits / row.n
    low, high = (_LABEL + 16 + bound * _BAR for bound in row.interval)
    left, middle = _LABEL + 16, y - 4.5
    yield f'<text x="{_LABEL + 8}" y="{y}" text-anchor="end">{escape(row.cls)}</text>'
    yield f'<rect x="{left}" y="{y - 12}" width="{_BAR}" height="15" fill="#eee"/>'
    yield (
        f'<rect x="{left}" y="{y - 12}" width="{share * _BAR:.1f}" height="15" '
        f'fill="{_COLOURS[row.kind]}"/>'
    )
    yield (
        f'<path d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 4}v8M{high:.1f} '
        f'{middle - 4}v8" stroke="#111" fill="none"/>'
    )
    yield f'<text x="{left + _BAR + 10}" y="{y}">{share:.1%} of {row.n}</text>'
