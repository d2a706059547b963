"""The report as a page: charts and tables from the content of ``report.json``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from factcards.batch.report_words import UNKNOWN, count, dollars, duration, percent, rate
from factcards.escape import printable
from factcards.template import TemplateRunner

_MOST_TICKS: Final = 2  # beside the first: more would overlap on a small screen

_STATES: Final = {
    "done": "Cards made",
    "failed": "Failed",
    "refused": "Refused",
    "duplicate": "Duplicates",
}
ENDINGS: Final = {
    "complete": "It went through all articles.",
    "interrupted": "It was interrupted; the same command goes on where it stopped.",
    "error": "It could not go on; the same command goes on where it stopped.",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart.

    Attributes:
        label: What it stands for.
        value: Its value in words.
        height: In percent of the chart's.
        full: Whether it is one to be set apart.
    """

    label: str
    value: str
    height: float
    full: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart, which is a table too.

    Attributes:
        name: For ids on the page.
        title: Its heading.
        description: What it shows, in a sentence with its main figures.
        head: Of the two columns of its table.
        bars: From left to right.
        ticks: Words below it, each with its place from 0 to 100.
        top: What the upper edge stands for.
    """

    name: str
    title: str
    description: str
    head: tuple[str, str]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    top: str


def report_page(content: dict[str, Any], templates_dir: Path | None = None) -> str:
    """The page for a report.

    Args:
        content: What ``report.json`` holds.
        templates_dir: Templates of the user's own.

    Raises:
        TemplateError: The template fails.
    """
    run, folder = content["run"], content["folder"]
    runner = TemplateRunner(
        extension="html",
        escape=None,
        clean=printable,
        filters={"moment": _moment},
        templates_dir=templates_dir.absolute() if templates_dir else None,
    )
    context = {
        "report": content,
        "run": run,
        "folder": folder,
        "ending": ENDINGS[run["ending"]],
        "run_figures": _run_figures(run),
        "run_charts": _run_charts(run),
        "run_reasons": _reasons(run["reasons"]),
        "folder_figures": _folder_figures(folder),
        "folder_charts": _given(
            _by_share(folder, "folder-share"), _by_seconds(folder, "folder-seconds")
        ),
        "folder_reasons": _reasons(folder["reasons"]),
        "settings": _settings(run),
    }
    return runner.run("report", context)


def _run_figures(run: dict[str, Any]) -> list[tuple[str, str]]:
    made = [(words, count(run["articles"][state])) for state, words in _STATES.items()]
    tokens, requests = run["tokens"], run["requests"]
    each = run["requests_per_card"]
    return [
        *made,
        ("Finished before", count(run["finished_before"])),
        ("Claims verified", percent(run["verified_share"])),
        ("Time", duration(run["seconds"])),
        ("Articles", rate(run["articles_per_second"])),
        ("Requests", count(requests["requests"]) if requests else UNKNOWN),
        ("Requests for a card", UNKNOWN if each is None else f"{each:.2f}"),
        ("Replies from the cache", count(run["replies_from_cache"])),
        ("Tokens in", count(tokens["prompt_tokens"])),
        ("Tokens out", count(tokens["completion_tokens"])),
        ("Cost", dollars(run["cost"])),
    ]


def _folder_figures(folder: dict[str, Any]) -> list[tuple[str, str]]:
    states = [(words, count(folder["states"][state])) for state, words in _STATES.items()]
    return [
        *states,
        ("Cards in it", count(folder["cards"])),
        ("Claims verified", percent(folder["verified_share"])),
        ("Attempts", count(folder["attempts"])),
        ("Requests", count(folder["requests"])),
        ("Tokens in", _at_least(folder["prompt_tokens"], count)),
        ("Tokens out", _at_least(folder["completion_tokens"], count)),
        ("Cost", _at_least(folder["cost"], dollars)),
    ]


def _at_least(total: dict[str, Any], words: Callable[[float | None], str]) -> str:
    """A sum of which parts may be unknown: then it is a lower bound, if it says anything."""
    known, unknown = total["known"], total["unknown"]
    if not unknown:
        return words(known or 0)
    return f"at least {words(known)}" if known else UNKNOWN


def _run_charts(run: dict[str, Any]) -> tuple[Chart, ...]:
    return _given(
        _by_share(run, "run-share"),
        _by_seconds(run, "run-seconds"),
        _over_time(run),
        _spending(run),
    )


def _given(*charts: Chart | None) -> tuple[Chart, ...]:
    return tuple(chart for chart in charts if chart is not None)


def _by_share(figures: dict[str, Any], name: str) -> Chart | None:
    """Cards by the part of their claims that is verified."""
    bins = figures["cards_by_share"]
    if not bins:
        return None
    number = sum(row["count"] for row in bins)
    whole = sum(row["count"] for row in bins if row["from"] == row["to"])
    by_bound = {(row["from"], row["to"]): row["count"] for row in bins}
    tenths = [(tenth / 10, (tenth + 1) / 10) for tenth in range(10)]
    counts = [by_bound.get(bounds, 0) for bounds in tenths]
    labels = [f"{low:.0%} to less than {high:.0%}" for low, high in tenths]
    rows = list(zip([*labels, "100%"], [*counts, whole], strict=True))
    return Chart(
        name,
        "Cards by share of verified claims",
        f"{count(whole)} of {count(number)} cards have all of their claims verified; "
        f"over all claims it is {percent(figures['verified_share'])}.",
        ("Claims verified", "Cards"),
        _bars(rows, count, last_full=True),
        ((0.0, "0%"), (50.0 * 10 / 11, "50%"), (100.0, "100%")),
        count(max(value for _, value in rows)),
    )


def _by_seconds(figures: dict[str, Any], name: str) -> Chart | None:
    """Cards by the time that each took."""
    spread = figures["seconds_per_article"]
    bins = spread["bins"]
    if not bins:
        return None
    rows = [(f"{duration(b['from'])} to {duration(b['to'])}", b["count"]) for b in bins]
    edges = [b["from"] for b in bins] + [bins[-1]["to"]]
    return Chart(
        name,
        "Cards by time from start to end",
        f"Half of the cards took up to about {duration(spread['median'])}, nine of ten up to "
        f"about {duration(spread['p90'])}, and the slowest {duration(spread['longest'])}.",
        ("Time", "Cards"),
        _bars(rows, count),
        _ticks([duration(edge) for edge in edges]),
        count(max(value for _, value in rows)),
    )


def _over_time(run: dict[str, Any]) -> Chart | None:
    """Articles a second in each step of the run."""
    steps = run["over_time"]
    if len(steps) < 2:  # noqa: PLR2004 - one bar tells nothing that the figures do not
        return None
    rows = [
        (_span(step), (step["done"] + step["others"]) / max(step["to"] - step["from"], 0.1))
        for step in steps
    ]
    best = max(value for _, value in rows)
    return Chart(
        "run-speed",
        "Articles over time",
        f"Articles that ended: {rate(run['articles_per_second'])} on average over "
        f"{duration(run['seconds'])}, and {rate(best)} at best.",
        ("Time since the start", "Articles"),
        _bars(rows, rate),
        _ticks([duration(step["from"]) for step in steps] + [duration(steps[-1]["to"])]),
        rate(best),
    )


def _spending(run: dict[str, Any]) -> Chart | None:
    """Cost over time, or tokens where no price is known."""
    steps = run["over_time"]
    if len(steps) < 2:  # noqa: PLR2004
        return None
    for what, title, words in (
        ("cost", "Cost over time", dollars),
        ("tokens", "Tokens over time", count),
    ):
        if all(step[what] is not None for step in steps) and steps[-1][what]:
            rows = [(_span(step), step[what]) for step in steps]
            end = words(steps[-1][what])
            unpriced = " The price is unknown, and so is the cost." if what == "tokens" else ""
            return Chart(
                "run-spending",
                title,
                f"From the start to the end it came to {end}.{unpriced}",
                ("Time since the start", what.capitalize()),
                _bars(rows, words),
                _ticks([duration(step["from"]) for step in steps] + [duration(steps[-1]["to"])]),
                end,
            )
    return None


def _span(step: dict[str, Any]) -> str:
    return f"{duration(step['from'])} to {duration(step['to'])}"


def _bars(
    rows: Sequence[tuple[str, float]],
    words: Callable[[float | None], str],
    *,
    last_full: bool = False,
) -> tuple[Bar, ...]:
    most = max((value for _, value in rows), default=0) or 1
    return tuple(
        Bar(label, words(value), round(100 * value / most, 2), last_full and at == len(rows) - 1)
        for at, (label, value) in enumerate(rows)
    )


def _ticks(edges: Sequence[str]) -> tuple[tuple[float, str], ...]:
    """A few of the edges between bars, first and last among them."""
    last = len(edges) - 1
    number = min(_MOST_TICKS, last)
    places = dict.fromkeys(round(last * at / number) for at in range(number + 1))
    return tuple((round(100 * place / last, 2), edges[place]) for place in places)


def _reasons(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Reasons, each with the length of its bar."""
    most = max((row["count"] for row in rows), default=1)
    return [
        {
            "state": row["state"],
            "words": ": ".join(filter(None, (row["error"], row["reason"]))) or "no reason given",
            "count": count(row["count"]),
            "length": round(100 * row["count"] / most, 1),
            "examples": row.get("examples", []),
        }
        for row in rows
    ]


def _settings(run: dict[str, Any]) -> list[tuple[str, str]]:
    s = run["settings"]
    found: Iterable[tuple[str, Any]] = (
        ("Sources", ", ".join(run["sources"])),
        ("More sources", run["more_sources"]),
        ("Model", s["model"]),
        ("Endpoint", s["endpoint"] or "embedded: nothing left this machine"),
        ("Prompt", _prompt(s["prompt"])),
        ("Judge", _prompt(s["judge"])),
        ("Policy", s["policy"]),
        ("Language", s["lang"]),
        ("Formats", ", ".join(s["formats"])),
        ("Template", s["template"]),
        ("Price", _price(s["price"])),
        ("Requests in flight", s["most_in_flight"] and f"at most {s['most_in_flight']}"),
        ("Processes", s["workers"]),
        ("Duplicates left out", s["dedupe"] and "yes"),
        ("Failed ones tried again", s["retry_failed"] and "yes"),
        ("At most", s["max_articles"] and f"{count(s['max_articles'])} articles"),
        ("Cost at most", None if s["max_cost"] is None else dollars(s["max_cost"])),
        ("Since", s["since"]),
        ("Columns", ", ".join(f"{ours}={theirs}" for ours, theirs in s["map"].items())),
        ("Replies kept", "yes" if s["cached"] else "no"),
    )
    return [(name, str(value)) for name, value in found if value]


def _prompt(ref: dict[str, str] | None) -> str | None:
    return f"{ref['name']}@{ref['version']} ({ref['digest'][:12]})" if ref else None


def _price(price: Sequence[float] | None) -> str:
    if price is None:
        return UNKNOWN
    return f"US${price[0]:g} in, US${price[1]:g} out, for a million tokens"


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).strftime("%d %B %Y, %H:%M UTC").lstrip("0")
