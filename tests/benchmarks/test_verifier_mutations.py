"""The generators of the verifier's benchmark: what they alter is false, the rest stays true."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from benchmarks.verifier import run
from benchmarks.verifier.cases import ALTERING, REWORDING, cases
from benchmarks.verifier.chart import draw
from benchmarks.verifier.corpus import HERE, Document, Truth, documents, written
from benchmarks.verifier.inflect import inflect
from benchmarks.verifier.lexicon import pairs
from benchmarks.verifier.results import Row, judge, tabulate, wilson
from factcards.article import Article
from factcards.sentences import segment
from factcards.verify import SourceText

if TYPE_CHECKING:
    from benchmarks.verifier.inflect import Form

TEXT = (
    "Anna Rowe and Bert Sims met in Oslo on 4 March 2025. Carla Dunn, the mayor, was not invited. "
    "“We have 26 good reasons to leave early,” said Bert Sims. About 1,200 people live in Oslo. "
    "The plant cost €3.5 million and covers 12 hectares. Anna Rowe sued Carla Dunn in 2024."
)


@pytest.fixture(scope="module")
def document() -> Document:
    article = Article(name="test", text=TEXT, lang="en")
    return Document(
        name="test",
        split="dev",
        source=SourceText(article, segment(TEXT, "en")),
        people=("Anna Rowe", "Bert Sims", "Carla Dunn"),
        places=("Oslo",),
        organisations=(),
    )


def made(cls: str, text: str, document: Document, cited: tuple[int, ...] = ()) -> set[str]:
    """All that a rule makes of a text, over a few seeds."""
    rule = {**ALTERING, **REWORDING}[cls]
    truth = Truth(text, cited, "restatement")
    return {new for seed in range(12) for new in rule(truth, document, Random(seed))}


@pytest.mark.parametrize(
    ("cls", "text", "expected"),
    [
        ("unit", "It is 12 km long.", "It is 12 miles long."),
        ("unit", "It cost €35.", "It cost $35."),
        ("scale", "It cost 3 million euros.", "It cost 3 billion euros."),
        ("scale", "About 1,200 people live there.", "About 12,000 people live there."),
        ("negation", "The plant was closed.", "The plant was not closed."),
        ("negation", "She did not come.", "She did come."),
        ("negation", "The council rejected it.", "The council did not reject it."),
        ("antonym", "Prices have risen sharply.", "Prices have fallen sharply."),
        ("antonym", "She wants to lower taxes.", "She wants to raise taxes."),
        ("quantifier", "Most of the seats are taken.", "All of the seats are taken."),
        ("quantifier", "Half the seats are taken.", "All of the seats are taken."),
        ("modality", "She plans to close it.", "She closed it."),
        ("modality", "He allegedly stole it.", "He stole it."),
        ("attribution", "“It is late,” said Bert Sims.", "“It is late,” said Carla Dunn."),
        ("role-swap", "Anna Rowe sued Carla Dunn.", "Carla Dunn sued Anna Rowe."),
        ("comparison", "It is larger than before the war.", "It is smaller than before the war."),
        ("name-swapped", "Carla Dunn was late.", "Bert Sims was late."),
        ("quotes", "“It’s late,” he said.", '"It\'s late," he said.'),
        ("separators", "About 1,200 people came.", "About 1200 people came."),
        ("number-words", "It has 26 rooms.", "It has twenty-six rooms."),
        ("number-words", "It cost 1.2 million euros.", "It cost 1,200,000 euros."),
        ("abbreviations", "It rose by 4%.", "It rose by 4 per cent."),
        ("title-dropped", "President Anna Rowe left.", "Anna Rowe left."),
        ("surname-only", "Then Anna Rowe left.", "Then Rowe left."),
        ("clause-order", "In March, the old plant was shut.", "The old plant was shut in March."),
        ("synonyms", "The lorry is late.", "The truck is late."),
    ],
)
def test_a_rule_makes_what_it_is_for(
    cls: str, text: str, expected: str, document: Document
) -> None:
    assert expected in made(cls, text, document)


@pytest.mark.parametrize(
    ("cls", "text"),
    [
        ("name-swapped", "Anna Rowe and Bert Sims met in private."),
        ("number", "It happened on 4 March 2025."),
        ("negation", "Nobody was invited."),
        ("negation", "He asked whether it was late."),
        ("antonym", "Prices rise and fall."),
        ("antonym", "The council decides whether to ban it."),
        ("antonym", "They cut off the water."),
        ("quantifier", "A third lander is planned."),
        ("quantifier", "She is not one of them."),
        ("modality", "She said that it will close."),
        ("role-swap", "Anna Rowe met Carla Dunn."),
        ("comparison", "It is no more than a start."),
        ("comparison", "The dog slept under the table."),
        ("quote-word", "She called it “too late”."),
        ("number-words", "“I have 26 reasons,” she said."),
        ("clause-order", "In March, it rained and she left."),
        ("title-dropped", "The mayor of Oslo left."),
    ],
)
def test_a_rule_leaves_alone_what_it_cannot_safely_change(
    cls: str, text: str, document: Document
) -> None:
    assert made(cls, text, document) == set()


def test_a_bound_is_only_moved_to_its_false_side(document: Document) -> None:
    texts = made("number", "More than 300 people came.", document)
    values = [int(text.split()[2]) for text in texts]
    assert values
    assert min(values) > 300


def test_an_altered_number_is_nowhere_in_the_article(document: Document) -> None:
    texts = made("number", "It has 62 rooms.", document)
    assert texts
    assert not any(number in text for text in texts for number in (" 26 ", " 12 "))


def test_no_speaker_is_put_in_who_stands_in_the_evidence(document: Document) -> None:
    text = "“It is late,” said Bert Sims."
    assert made("attribution", text, document, cited=(1,)) == {"“It is late,” said Carla Dunn."}


def test_an_altered_quotation_differs_in_one_word_within_its_marks(document: Document) -> None:
    old = "“We have good reasons to leave early,” said Bert Sims."
    texts = made("quote-word", old, document)
    assert texts
    for text in texts:
        changed = [a for a, b in zip(old.split(), text.split(), strict=True) if a != b]
        assert len(changed) == 1
        assert changed[0] not in {"said", "Bert", "Sims."}


def test_an_invented_cause_joins_sentences_that_are_apart(document: Document) -> None:
    texts = made("cause", "Bert Sims left.", document, cited=(1,))
    reasons = (
        "about 1,200 people live in Oslo.",
        "the plant cost €3.5 million and covers 12 hectares.",
    )
    assert texts == {f"Bert Sims left because {reason}" for reason in reasons}


@pytest.mark.parametrize(
    ("verb", "form", "expected"),
    [
        ("stop", "past", "stopped"),
        ("open", "past", "opened"),
        ("agree", "past", "agreed"),
        ("deny", "third", "denies"),
        ("write", "participle", "written"),
        ("step down", "past", "stepped down"),
        ("close", "ing", "closing"),
        ("die", "ing", "dying"),
        ("permit", "ing", "permitting"),
        ("visit", "past", "visited"),
    ],
)
def test_a_verb_is_inflected(verb: str, form: Form, expected: str) -> None:
    assert inflect(verb, form) == expected


def test_the_list_of_opposites_is_long_and_has_no_pair_twice() -> None:
    listed = [frozenset((pair.sort, pair.one, pair.other)) for pair in pairs("antonyms")]
    assert len(listed) >= 300
    assert [pair for pair, count in Counter(listed).items() if count > 1] == []


def test_every_article_is_listed_and_holds_the_names_listed_for_it() -> None:
    listed = {document.name: document for document in documents()}
    stems = {path.stem for path in (HERE / "articles").iterdir()}
    assert stems <= set(listed)
    for document in listed.values():
        lost = [n for names in document.names for n in names if n not in document.text]
        assert (document.name, lost) == (document.name, [])


def test_the_halves_have_as_many_articles() -> None:
    splits = Counter(document.split for document in documents())
    assert splits["dev"] + splits["test"] == splits.total()
    assert abs(splits["dev"] - splits["test"]) <= 2


@pytest.mark.parametrize("kind", ["restatements", "altered", "harmless"])
def test_what_people_wrote_cites_sentences_of_listed_articles(kind: str) -> None:
    lengths = {document.name: len(document.source.sentences) for document in documents()}
    rows = [json.loads(line) for line in (HERE / f"{kind}.jsonl").read_text("utf-8").splitlines()]
    assert rows
    for row in rows:
        assert all(1 <= number <= lengths[row["article"]] for number in row["sentences"]), row
        assert row["sentences"], row
    texts = Counter((row["article"], row["text"]) for row in rows)
    assert texts.most_common(1)[0][1] == 1


def test_classes_that_rules_cannot_fill_have_claims_by_hand() -> None:
    counts = Counter(w.cls for claims in written("altered").values() for w in claims)
    for cls in ("modality", "attribution", "quantifier", "role-swap", "cause"):
        assert counts[cls] >= 25
    assert set(counts) <= set(ALTERING)


def test_the_same_seed_makes_the_same_cases_and_another_one_others() -> None:
    document = next(documents("test"))
    first = list(cases(document, 1))
    assert first == list(cases(document, 1))
    assert first != list(cases(document, 2))


def test_an_altered_claim_is_no_sentence_of_its_article() -> None:
    for document in documents():
        for case in cases(document, 1):
            if case.kind == "altered":
                assert case.text not in document.text, case
                assert case.text != case.origin


@pytest.mark.parametrize(
    ("hits", "n", "expected"),
    [(0, 10, (0.0, 0.2775)), (5, 10, (0.2366, 0.7634)), (10, 10, (0.7225, 1.0)), (0, 0, (0, 1))],
)
def test_wilson_interval(hits: int, n: int, expected: tuple[float, float]) -> None:
    assert wilson(hits, n) == pytest.approx(expected, abs=1e-4)


def test_a_case_counts_as_alone_only_if_its_original_is_verified(document: Document) -> None:
    truth = document.truths[-1].text
    ours = [case for case in cases(document, 1) if case.cls == "date" and case.origin == truth]
    outcomes = list(judge(ours, document))
    assert [outcome.alone for outcome in outcomes] == [True]
    row = tabulate(outcomes)[0]
    assert (row.cls, row.n, row.alone) == ("date", 1, 1)


def test_the_chart_is_well_formed_and_names_every_class() -> None:
    rows = [Row("altered", "number", 10, 9, 9, 8, 8), Row("harmless", "a<b", 4, 1, 1, 4, 1)]
    root = ET.fromstring(draw(rows, "caption & more"))
    texts = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"number", "a<b", "90.0% of 10", "25.0% of 4"} <= texts


def test_the_benchmark_writes_what_went_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, chart = tmp_path / "out.json", tmp_path / "out.svg"
    options = ["--split", "test", "--class", "cause", "--json", str(out), "--svg", str(chart)]
    monkeypatch.setattr(sys, "argv", ["run.py", *options])
    run.main()
    result = json.loads(out.read_text("utf-8"))
    assert [row["class"] for row in result["classes"]] == ["cause", "all"]
    assert {row["split"] for row in result["wrong"]} <= {"test"}
    assert "cause" in capsys.readouterr().out
    assert chart.read_text("utf-8").startswith("<svg")
