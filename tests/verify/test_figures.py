"""The check of figures: what it catches, and, as important, what it lets pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.card import Finding
from factcards.sentences import segment
from factcards.verify.figures import check_figures
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText

PIECES = st.sampled_from([
    "26 countries ", "more than ", "nearly a third ", "$1.2bn ", "two people ", "one man ",
    "4-1 ", "22:07 ", "3rd place ", "Q3 ", "F-16 ", "Article 5 ", "20-30% ", "aged 57 ",
    "hundreds of ", "4 September 2025 ", "in 2025 ", "2000 ", "0 ", "-3% ", "26人", "億", ", ",
    ". ", "and ", "5 ", "1.234 ", "1,234 ", "½", "\ud800", "a ", "the ",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=20).map("".join) | st.text(
    st.characters(exclude_categories=()), max_size=100
)
LANGS = st.sampled_from(
    ["en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "ko", "ja", "zh", "ar", "und"]
)


def findings(claim: str, *evidence: str, lang: str = "en") -> list[Finding]:
    starts = [sum(len(e) + 1 for e in evidence[:i]) for i in range(len(evidence))]
    passages = [Passage(e, lang, i + 1, starts[i]) for i, e in enumerate(evidence)]
    return list(check_figures(Passage(claim, lang), passages))


def severities(claim: str, *evidence: str, lang: str = "en") -> list[str]:
    return [finding.severity for finding in findings(claim, *evidence, lang=lang)]


@given(TEXTS, LANGS)
def test_a_text_never_fails_against_itself(text: str, lang: str) -> None:
    assert findings(text, text, lang=lang) == []


@given(TEXTS, TEXTS, LANGS)
def test_spans_cut_out_of_the_article_what_the_evidence_says(a: str, b: str, lang: str) -> None:
    article = "Something before. " + b
    passage = Passage(b, lang, 2, article.index(b, 18) if b else 18)
    for finding in check_figures(Passage(a, lang), [passage]):
        assert finding.claim in a
        if finding.span is not None:
            start, end = finding.span
            assert passage.start <= start < end <= len(article)
        assert finding.severity != "contradiction" or finding.span is not None


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("26 countries agreed.", "Already 26 states have agreed."),
        ("Twenty-six countries agreed.", "26 countries agreed."),
        ("It cost $1.2 billion.", "It cost $1,200 million."),
        ("It cost $1.2 billion.", "The bill came to US$1.23bn."),
        ("About 30 people came.", "31 people came."),
        ("About a third voted.", "33.1% voted."),
        ("Half of them voted.", "50% of them voted."),
        ("More than 30 people came.", "37 people came."),
        ("Nearly 30 people came.", "29 people came."),
        ("The 57-year-old left.", "Smith, 57, left."),
        ("It took three days.", "It took 72 hours."),
        ("Sales fell 3%.", "Sales moved -3%."),
        ("They lost 1-4.", "United won 4-1."),
        ("It began at 10:07 p.m.", "It began at 22:07."),
        ("It began at 3:40.", "It began at 3:40 p.m."),
        ("Sales rose in the third quarter.", "Q3 sales rose."),
        ("An F-16 crashed.", "The F16 crashed."),
        ("It rose to 30%.", "It rose from 20 to 30%."),
        ("Hundreds of people came.", "Some 340 people came."),
        ("At least 20 people came.", "Between 20 and 30 people came."),
        ("The 2025 vote drew 5,000 people.", "In 2025 5,000 people voted."),
        ("$5m was spent.", "C$5m was spent."),
        ("It weighs 2 tonnes.", "It weighs 2,000 kg."),
        ("It rose by 0.25 percentage points.", "It rose by 25 basis points."),
        ("One man died.", "A man died."),
        ("It is the first of its kind.", "Nothing like it was seen before."),
        ("Two people died.", "The driver and his wife died."),
        ("Four tools - A1, B2, C3 and D4 - save time.", "A1, B2, C3 and D4 save time."),
        ("1. 26 countries agreed.", "26 countries agreed."),
        ("20-30 people came.", "Between 20 and 30 people came."),
        ("Up to 30 people came.", "20 to 30 people came."),
        ("About 25 people came.", "20 to 30 people came."),
        ("More than 25 people came.", "28 people came."),
        ("Both came: two people.", "The pair came."),
        ("The 2000 plan.", "Windows 2000."),
        ("F-16s crashed.", "An F 16 crashed."),
        ("A third-party firm came.", "An outside firm came."),
        ("Pay will rise by nearly 10%.", "Pay goes up by almost a tenth."),
        ("It missed the 15-minute target.", "It took 19 minutes on average; the target is 15."),
        ("Doctors consider 95% necessary.", "It is below the 95% that doctors consider necessary."),
        ("It is gone after more than 100 years.", "It is gone after more than a century."),
        ("In March 20% of trams were late.", "One in five trams was late in March."),
        ("It will cost €5.6–5.8 billion.", "It will cost between €5.6 and €5.8 billion."),
        ("They came second to last.", "They came last but one."),
        ("It pays 12p.", "It pays 12 pence."),
    ],
)
def test_what_the_evidence_carries_passes(claim: str, evidence: str) -> None:
    assert [f for f in findings(claim, evidence) if f.severity != "note"] == []


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("62 countries agreed.", "Already 26 countries have agreed."),
        ("62 countries agreed.", "Already 26 states have agreed."),
        ("62 delegates will vote on Gaza.", "26 envoys will vote on Gaza."),
        ("It cost $1.5 billion.", "It cost $1.2 billion."),
        ("Sales fell 4%.", "Sales fell 3%."),
        ("They won 4-2.", "They won 4-1."),
        ("It began at 21:07.", "It began at 22:07."),
        ("Sales rose in the second quarter.", "Sales rose in the third quarter."),
        ("Three people died.", "Two people died."),
        ("The 75-year-old left.", "The 57-year-old left."),
        ("It took four days.", "It took three days."),
        ("Thousands of people came.", "Some 340 people came."),
        ("20 to 40 people came.", "20 to 30 people came."),
        ("30 people came.", "Hundreds of people came."),
        ("A quarter of voters stayed.", "A third of voters stayed."),
        ("26 countries agreed.", "The 26 delegates speak for 35 countries that agreed."),
    ],
)
def test_another_value_for_the_same_thing_is_a_contradiction(claim: str, evidence: str) -> None:
    assert severities(claim, evidence) == ["contradiction"]


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("62 countries agreed.", "Many have agreed."),
        ("More than 30 people came.", "30 people came."),
        ("30 people came.", "More than 30 people came."),
        ("30 people came.", "Nearly 30 people came."),
        ("33% voted.", "Nearly a third voted."),
        ("More than 30 people came.", "60 people came."),
        ("An F-35 crashed.", "An F-16 crashed."),
        ("Article 4 applies.", "Article 5 applies; 4 states agree."),
        ("It rose by 2 percentage points.", "It rose by 2%."),
        ("Three people died.", "People died."),
        ("$30 was paid.", "30 people paid."),
        ("Some 20 to 30 people came.", "Many came."),
        ("30 people came.", "20 to 30 people came."),
        ("300 people came.", "Hundreds of people came."),
        ("They won 4-1.", "It cost $4."),
    ],
)
def test_what_the_evidence_does_not_carry_is_unsupported(claim: str, evidence: str) -> None:
    assert "unsupported" in severities(claim, evidence)
    assert "contradiction" not in severities(claim, evidence)


def test_dropping_about_is_noted_and_fails_nothing() -> None:
    assert severities("870 people came.", "About 870 people came.") == ["note"]


@pytest.mark.parametrize(
    ("lang", "claim", "evidence", "expected"),
    [
        ("de", "26 Länder stimmten zu.", "Sechsundzwanzig Länder stimmten zu.", []),
        ("de", "Das kostet 3,5 Milliarden Euro.", "Das kostet 3,5 Mrd. Euro.", []),
        ("de", "62 Länder stimmten zu.", "26 Länder stimmten zu.", ["contradiction"]),
        ("fr", "26 pays sont d'accord.", "Vingt-six pays sont d'accord.", []),
        ("fr", "62 pays sont d'accord.", "26 pays sont d'accord.", ["contradiction"]),
        ("es", "Costó 1.200 millones de euros.", "Costó 1,2 mil millones de euros.", []),
        ("ru", "62 страны согласились.", "26 стран согласились.", ["contradiction"]),
        ("uk", "26 країн погодилися.", "Двадцять шість країн погодилися.", []),
        ("ja", "62か国が合意した。", "26か国が合意した。", ["contradiction"]),
        ("zh", "26个国家同意。", "二十六个国家同意。", []),
        ("ko", "62개국이 합의했다.", "26개국이 합의했다.", ["contradiction"]),
        ("ar", "26 دولة", "٢٦ دولة", []),
    ],
)
def test_other_languages(lang: str, claim: str, evidence: str, expected: list[str]) -> None:
    assert severities(claim, evidence, lang=lang) == expected


def test_the_message_says_which_sentences_lack_the_number() -> None:
    assert findings("62%.")[0].message == "the claim says 62%; the evidence has no such number"
    (finding,) = findings("62%.", "One.", "And two.", "And so on.")
    assert finding.message == "the claim says 62%; sentences 1, 2 and 3 have no such number"


def test_the_message_names_both_numbers_and_the_sentence() -> None:
    (finding,) = findings("62 countries agreed.", "He spoke.", "Already 26 countries agreed.")
    assert finding.message == "the article says 26 countries (sentence 2); the claim says 62"
    assert finding.kind == "figure"
    assert finding.claim == "62"
    assert finding.span == (18, 20)


def test_a_number_missing_from_the_evidence_is_pointed_out_elsewhere() -> None:
    text = "He spoke. Already 26 countries agreed."
    source = SourceText(Article(name="-", text=text, lang="en"), segment(text, "en"))
    claim = Passage("26 countries agreed.", "en")
    (finding,) = check_figures(claim, source.passages[:1], source)
    assert finding.message == (
        "the claim says 26; sentence 1 has no such number; sentence 2 has it"
    )
    assert finding.severity == "unsupported"


def test_a_number_that_other_words_of_the_claim_account_for_is_no_rival() -> None:
    (finding,) = findings("It rose 5% and then 7%.", "It rose 5%.")
    assert (finding.severity, finding.claim) == ("unsupported", "7%")


def test_the_same_count_of_something_else_passes_where_the_context_agrees() -> None:
    evidence = (
        "In total, 870 people worldwide have been infected, with 457 deaths reported.",
        "In the last seven years there were 170 infections.",
    )
    claim = "870 infections have been reported worldwide, with 457 deaths."
    assert severities(claim, *evidence) == []


def test_an_expectation_that_was_exceeded_is_no_bound() -> None:
    text = "Profit was €214m, well above the €198m that analysts had expected."
    assert severities("Profit beat analysts' expectations of €198m.", text) == []
    assert severities("Profit was €198m.", text) == ["unsupported"]
    ranged = "Analysts had expected between €190m and €198m."
    assert severities("Analysts had expected €198m.", ranged) == ["unsupported"]
    vague = "Analysts had expected more than €198m."
    assert severities("Analysts had expected €198m.", vague) == ["unsupported"]


def test_of_two_times_the_message_gives_the_one_that_looks_alike() -> None:
    found = findings("The boat sails at 4:40 am.", "The boat sails at 7.15 am and at 4.40 pm.")
    assert [f.message for f in found] == [
        "the article says 4.40 pm (sentence 1); the claim says 4:40 am"
    ]
