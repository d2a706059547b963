import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.checker import LONGEST_CLAIM, verify_claim
from factcards.verify.report import Report
from factcards.verify.source import SourceText

TEXT = """\
Lakeside signs up towns for river patrol
Chilean President Marta Rojas announced after talks in Valdivia that 14 towns have declared their \
readiness to join a river patrol or to pay for its boats.
According to her, the patrol would begin after the spring flood.
"These towns have agreed to send boats to the Calle Calle as a rescue fleet or to lend us crews. \
The aim is to protect families on both banks," the Chilean leader said.
Rojas stressed that the patrol is not meant to police fishermen, but to save lives.
The boats, she added, will be moored not at the old harbour, but at two new piers.
Towns in Argentina agreed with Chile on a plan to close the river to tankers if the water rises \
above 3 metres.
Harbour master Diego Luna said that the navy has no right to stop the patrol.
Speaking at the Rivers Forum, he noted that Peru would support the patrol, but there were no plans \
to send Peruvian crews."""
# The first sentence is the headline; the numbers below count it.


def source_of(text: str, lang: str = "en") -> SourceText:
    return SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))


SOURCE = source_of(TEXT)


def verify(claim: str, *cited: int) -> Report:
    return verify_claim(claim, SOURCE, cited)


GOOD = [
    ("14 towns are ready to join a patrol or pay for its boats, President Marta Rojas said.", 2),
    ("Rojas announced that 14 towns are ready to join a river patrol.", 2),
    ("The patrol would begin after the spring flood, according to Rojas.", 3),
    ("The towns agreed to send boats to the Calle Calle as a rescue fleet.", 4),
    ("Rojas said the aim is to protect families on both banks.", 4),
    ("The patrol is not meant to police fishermen.", 5),
    ("Rojas said the patrol is meant to save lives.", 5),
    ("The boats will be moored at two new piers.", 6),
    ("The boats will not be moored at the old harbour, Rojas added.", 6),
    ("Argentinian towns agreed with Chile to close the river if it rises above 3 metres.", 7),
    ("Diego Luna said the navy has no right to stop the patrol.", 8),
    ("Luna noted that Peru would support the patrol.", 9),
    ("There are no plans to send Peruvian crews, Luna said.", 9),
    ("River Patrol: 14 Towns Ready To Join, Rojas Says", 2),
]

BAD = [
    ("Chile prepares to send boats to the Calle Calle.", 2),
    ("Diego Luna announced that 14 towns have declared their readiness to join a river patrol.", 2),
    ("Peruvian President Pedro Salas announced that 14 towns are ready to join a river patrol.", 2),
    ("14 towns have joined a river patrol.", 2),
    ("14 towns have refused to join a river patrol.", 2),
    ("The patrol would begin before the spring flood.", 3),
    ("The aim is to protect families on both banks, Luna said.", 4),
    ("Rojas said: “The aim is to protect boats on both banks.”", 4),
    ("The patrol is meant to police fishermen.", 5),
    ("The patrol is not meant to save lives.", 5),
    ("The boats will be moored at the old harbour.", 6),
    ("Towns in Argentina agreed with Chile on a plan to open the river to tankers.", 7),
    ("Towns in Argentina agreed with Bolivia on a plan to close the river to tankers.", 7),
    ("Diego Luna said that the navy has the right to stop the patrol.", 8),
    ("Luna noted that Peru would oppose the patrol.", 9),
    ("Luna noted that there were plans to send Peruvian crews.", 9),
    ("Rojas opened a museum of modern art.", 2),
]


@pytest.mark.parametrize(("claim", "cited"), GOOD)
def test_faithful_claims_are_verified(claim: str, cited: int) -> None:
    report = verify(claim, cited)
    assert report.verdict == "verified", report.findings
    assert not report.realigned


@pytest.mark.parametrize(("claim", "cited"), BAD)
def test_altered_claims_are_not(claim: str, cited: int) -> None:
    assert verify(claim, cited).verdict != "verified"


@pytest.mark.parametrize(("claim", "cited"), BAD)
def test_altered_claims_are_not_verified_without_a_citation_either(claim: str, cited: int) -> None:
    assert verify(claim).verdict != "verified"


def test_a_wrong_citation_is_realigned_and_noted() -> None:
    report = verify("The boats will be moored at two new piers.", 3)
    assert report.verdict == "verified"
    assert report.realigned
    assert [passage.sentence for passage in report.evidence] == [6]
    assert [f.message for f in report.findings if f.kind == "citation"] == [
        "the claim cites sentence 3; sentence 6 says it"
    ]


def test_a_right_citation_that_needs_a_neighbour_is_not_realigned() -> None:
    report = verify("The patrol begins after the flood and is not meant to police fishermen.", 3)
    assert report.verdict == "verified"
    assert 3 in [passage.sentence for passage in report.evidence]
    assert not report.realigned


def test_numbers_of_no_sentence_are_noted_and_skipped() -> None:
    report = verify("The boats will be moored at two new piers.", 6, 0, 99, -1)
    assert report.verdict == "verified"
    assert sum(f.kind == "citation" for f in report.findings) == 3


def test_without_a_citation_the_best_sentences_are_taken() -> None:
    report = verify("The boats will be moored at two new piers.")
    assert [passage.sentence for passage in report.evidence] == [6]
    assert not report.realigned


@pytest.mark.parametrize("claim", ["", " \n", "…?!", "It is what it is.", "\ud800", "x" * 100_000])
def test_claims_without_content_are_unsupported(claim: str) -> None:
    report = verify(claim, 1)
    assert report.verdict == "unsupported"
    assert [f.kind for f in report.findings][:1] == ["support"]


def test_a_text_of_many_words_is_not_one_claim() -> None:
    assert verify("The patrol saves lives. " * (LONGEST_CLAIM // 20)).verdict == "unsupported"


def test_an_article_without_sentences_supports_nothing() -> None:
    assert verify_claim("The patrol saves lives.", source_of(""), [1]).verdict == "unsupported"


@pytest.mark.parametrize("word", ["not ", "Ann ", "U.S. ", "“a” ", "'a ", "he said ", "不", "カ"])
def test_an_endless_sentence_is_analysed_within_bounds(word: str) -> None:
    for lang in ("en", "zh"):
        source = source_of("Ann Reed said. " + word * 20_000, lang)
        verify_claim("Ann Reed said the boats were not there.", source, [1])
        assert all(len(passage.denials) <= 40 for passage in source.passages)
        assert all(len(passage.tokens) <= 5000 for passage in source.passages)


def test_an_unrelated_claim_is_unsupported_not_contradicted() -> None:
    report = verify("Physicists measured neutrinos.")
    assert (report.verdict, report.evidence, report.score) == ("unsupported", (), 0.0)


def test_a_mostly_supported_claim_with_a_stranger_in_it_is_partial() -> None:
    report = verify("The boats will be moored at two new piers near Osorno.", 6)
    assert report.verdict == "partial"


def test_a_pronoun_at_the_start_is_noted_but_fails_nothing() -> None:
    report = verify("She said the patrol is meant to save lives.", 5)
    assert report.verdict == "verified"
    assert [f.kind for f in report.findings] == ["reference"]


def test_a_negation_in_a_cited_sentence_does_not_touch_another_clause() -> None:
    assert verify("The patrol is meant to save lives.", 5).verdict == "verified"


@pytest.mark.parametrize("number", range(1, len(SOURCE.sentences) + 1))
def test_a_sentence_of_the_article_is_verified_exactly(number: int) -> None:
    report = verify(SOURCE.sentences[number - 1].text, number)
    assert report.verdict == "verified"
    assert [passage.match for passage in report.evidence] == ["exact"]
    assert report.score == 1.0


@pytest.mark.parametrize("number", range(1, len(SOURCE.sentences) + 1))
def test_typographic_marks_make_no_difference(number: int) -> None:
    retyped = SOURCE.sentences[number - 1].text.replace('"', "”").replace("'", "’")
    assert verify(retyped, number).verdict == "verified"


def test_a_language_without_resources_is_never_passed_silently() -> None:
    source = source_of("Bwawa la mji limefunguliwa leo asubuhi.", "sw")
    notes = verify_claim("Bwawa la mji limefunguliwa leo.", source, [1]).findings
    (note,) = [f for f in notes if f.message.startswith("not checked")]
    assert note.severity == "note"
    listed = note.message.removeprefix("not checked in language 'sw': ").split("; ")
    assert {"negation", "modality", "inflected forms"} <= set(listed)


def test_a_contradiction_on_sentences_plainly_more_about_a_claim_stands() -> None:
    text = (
        "Volunteers in Rosk planted rows of red and white tulips by the town hall on Friday. "
        "The planting comes on the eve of the one-year jubilee of the suspension bridge."
    )
    planted = "volunteers planted rows of red and white tulips by the town hall in Rosk."
    for years, verdict in (("one", "verified"), ("two", "contradicted")):
        claim = f"On the eve of the {years}-year jubilee, {planted}"
        assert verify_claim(claim, source_of(text)).verdict == verdict


@settings(max_examples=60, deadline=None)
@given(
    st.text(), st.text(), st.lists(st.integers(-2, 5)), st.sampled_from(["en", "de", "ja", "ar"])
)
def test_any_text_gets_an_answer_with_evidence_cut_from_the_article(
    text: str, claim: str, cited: list[int], lang: str
) -> None:
    source = source_of(text, lang)
    report = verify_claim(claim, source, cited)
    assert 0.0 <= report.score <= 1.0
    for passage in report.evidence:
        assert text[passage.start : passage.end] == passage.quote
    for finding in report.findings:
        if finding.span is not None:
            assert 0 <= finding.span[0] <= finding.span[1] <= len(text)


NEWS = "Ann Reed said “not the pier” 14 boats, Chile’s president; who (never) sailed. No: he will!"
WORDS = st.sampled_from(NEWS.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=12))
def test_texts_of_newsy_words_get_an_answer(article: list[str], claim: list[str]) -> None:
    text = " ".join(article)
    source = source_of(text)
    report = verify_claim(" ".join(claim), source)
    assert report.verdict in {"verified", "partial", "contradicted", "unsupported"}
    for sentence, passage in zip(source.sentences, source.passages, strict=True):
        whole = verify_claim(sentence.text, source, [sentence.number])
        if passage.terms:
            assert whole.verdict == "verified"
            assert whole.evidence[0].match == "exact"


def test_the_checker_loads_no_stemmer_before_it_is_used() -> None:
    code = (
        "import sys, factcards.verify.checker; "
        "print([m for m in ('snowballstemmer', 'babel', 'simplemma') if m in sys.modules])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
