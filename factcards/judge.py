"""The judge: a model's opinion of one claim, asked for on request and never trusted alone.

    report -> open to an opinion? -> sentences and claim -> completion -> judgement -> report

Code keeps the last word. What it found to be wrong stays wrong without the model being asked,
and words that are the article's own need nobody's opinion. A model can only refuse a claim
that code let pass, or confirm one whose wording alone was too free for code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from factcards.card import Finding
from factcards.completion import Completion, Message, Request
from factcards.proposal import shown
from factcards.verify.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcards.card import Severity
    from factcards.completion import Completer
    from factcards.prompt import Prompt
    from factcards.verify import Report, SourceText

Opinion = Literal["supported", "unsupported", "contradicted"]

PROMPT = "judge"
MOST_SENTENCES = 15
LONGEST_SENTENCE = 1000  # code points shown of one; a longer one is no sentence
_LONGEST_REASON = 300  # code points kept
# What a model may confirm: that other words say the same. Figures, dates, names, quotations
# and negations are compared better by code than by any model.
_WORDING = frozenset({("support", "unsupported")})
_SEVERITY: Mapping[Opinion | None, Severity] = {
    "supported": "note",
    "contradicted": "contradiction",
    "unsupported": "unsupported",
    None: "unsupported",
}
_JOINERS = "\u200c\u200d"  # they shape letters in Persian, Hindi and emoji


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a model answered about a claim.

    Attributes:
        verdict: Its opinion; None where its reply was not a verdict.
        reason: Its words, or what was wrong with the reply.
        model: Its name.
    """

    verdict: Opinion | None
    reason: str
    model: str


class _Answer(BaseModel):
    """The one shape of a reply that counts."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    verdict: Opinion
    reason: str


async def judge_claim(
    claim: str,
    source: SourceText,
    report: Report,
    completer: Completer,
    prompt: Prompt,
    *,
    may_confirm: bool = True,
) -> Report:
    """Ask a model about one claim and settle what that means for the report.

    Args:
        claim: The words that the report is on.
        source: The article.
        report: What code found.
        completer: Whom to ask.
        prompt: How to ask: ``load_prompt(PROMPT)``.
        may_confirm: Whether the model may confirm a rewording (see `combine`).

    Returns:
        The combined report; `report` itself, and nothing asked, where no opinion counts.

    Raises:
        EndpointError: The model cannot be asked.
        PromptError: The prompt does not render.
    """
    if not is_open(report):
        return report
    completion = await completer.complete(question(claim, source, report, prompt))
    return combine(report, read_judgement(completion), may_confirm=may_confirm)


def is_open(report: Report) -> bool:
    """Whether a model's opinion of a claim counts at all.

    It does for claims that stand in words of their own, and for those in which nothing but
    the wording was found too free.
    """
    if report.verdict == "contradicted" or not report.evidence or _is_verbatim(report):
        return False
    failing = {(f.kind, f.severity) for f in report.findings if f.severity != "note"}
    return failing <= _WORDING and bool(failing) == (report.verdict != "verified")


def combine(report: Report, judgement: Judgement, *, may_confirm: bool = True) -> Report:
    """What a report becomes with a model's opinion beside it.

    A report that is not open to one (see `is_open`) is returned as it is: no opinion overrules
    a contradiction, or any finding on a figure, a date, a name, a quotation or a negation.

    Args:
        report: What code found.
        judgement: What the model answered. No verdict counts as ``unsupported``.
        may_confirm: Whether ``supported`` lifts a claim whose wording alone failed. Not on
            cards: these are checked again by code alone, which would refuse it.

    Returns:
        The report with a finding of the kind ``judge``: a note where the model supports the
        claim, otherwise one of the severity that its opinion has.
    """
    if not is_open(report):
        return report
    verdict, severity, findings = report.verdict, _SEVERITY[judgement.verdict], report.findings
    if severity != "note":
        verdict = "contradicted" if severity == "contradiction" else "unsupported"
    elif may_confirm:
        verdict = "verified"
        findings = tuple(finding.model_copy(update={"severity": "note"}) for finding in findings)
    opinion = Finding(
        kind="judge", severity=severity, claim=report.claim[:200], message=_message(judgement)
    )
    return replace(report, verdict=verdict, findings=(*findings, opinion))


def question(claim: str, source: SourceText, report: Report, prompt: Prompt) -> Request:
    """The request: the evidence with a sentence on either side, then the claim.

    Whatever a sentence says, it stays on a line of its own behind its number, so it cannot
    pose as another sentence, as the claim or as a question of ours.

    Raises:
        PromptError: The prompt does not render.
    """
    cited = [passage.sentence for passage in report.evidence]
    numbers = sorted(_with_neighbours(cited, len(source.sentences)))
    variables: dict[str, Any] = {
        "title": _bounded(source.article.title or ""),
        "published": _bounded(source.article.published or ""),
        "sentences": [
            {"number": n, "text": _bounded(source.sentences[n - 1].text)} for n in numbers
        ],
        # Never cut: what the model does not see it cannot refuse.
        "claim": one_line(claim),
    }
    return Request(
        messages=(
            Message("system", prompt.system),
            Message("user", prompt.render("user", variables)),
        ),
        schema_name="judgement",
        schema=prompt.render_schema("schema", variables),
        parameters=prompt.meta.parameters,
    )


def one_line(text: str) -> str:
    """The text as the model sees it: on one line, with nothing invisible in it."""
    plain = "".join(c if c.isprintable() or c in _JOINERS else " " for c in shown(text))
    return " ".join(plain.split())


def _bounded(text: str) -> str:
    return one_line(text[:LONGEST_SENTENCE])


def _message(judgement: Judgement) -> str:
    if judgement.verdict is None:
        return f"the model {judgement.model} gave no verdict: {judgement.reason}"
    reason = f": {judgement.reason}" if judgement.reason else ""
    return f"the model {judgement.model} answers “{judgement.verdict}”{reason}"


def read_judgement(completion: Completion) -> Judgement:
    """Read a reply strictly: the JSON that was asked for and nothing else is a verdict.

    Prose around it, a further key, a key given twice, another spelling, a reply cut off or
    withheld: none of them is guessed at.
    """
    verdict: Opinion | None = None
    reason = f"the reply ended by “{completion.finish_reason}”"
    if completion.finish_reason == "stop":
        try:
            fields = json.loads(completion.text, object_pairs_hook=_each_once)
            answer = _Answer.model_validate(fields)
            verdict, reason = answer.verdict, answer.reason
        except (ValueError, RecursionError) as error:
            reason = _problem(error)
    return Judgement(verdict, one_line(reason)[:_LONGEST_REASON], one_line(completion.model)[:80])


def _problem(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        if first["loc"]:
            return f"{first['loc'][0]}: {first['msg']}"
    elif not isinstance(error, (json.JSONDecodeError, RecursionError)):
        return str(error)
    return "the reply is not the JSON that was asked for"


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a key is given twice")
    return fields


def _with_neighbours(cited: Iterable[int], count: int) -> list[int]:
    """The numbers and those next to them; cited ones first, as many as a question may have."""
    cited = list(cited)
    near = [n + step for n in cited for step in (-1, 1) if 1 <= n + step <= count]
    return list(dict.fromkeys([*cited, *near]))[:MOST_SENTENCES]


def _is_verbatim(report: Report) -> bool:
    """Whether the claim is a whole sentence of the article."""
    words = _bare(report.claim)
    return any(_bare(e.quote) == words for e in report.evidence if e.match != "fuzzy")


def _bare(text: str) -> str:
    return fold(text.strip()).text.rstrip(" .。")
