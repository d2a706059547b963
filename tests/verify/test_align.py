import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.align import (
    best_sentences,
    carried_terms,
    cover_details,
    has_beside,
    is_local,
    match_grade,
)
from factcards.verify.cohesion import check_cohesion
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText
from factcards.verify.support import ENOUGH, check_support, support

TEXT = """\
The Harwell reservoir fell to its lowest level since 1976 in August.
Engineers measured a depth of 4 metres at the dam wall.
Farmers in the valley were asked to stop watering fields at night.
The water board lowered the pressure in three towns.
Fishing is banned at the reservoir, and boats have been moved to a lake near Ashby.
A spokeswoman for the water board said rain in October could end the restrictions."""


def source_of(text: str, lang: str = "en", title: str | None = None) -> SourceText:
    article = Article(name="case", text=text, lang=lang, title=title)
    return SourceText(article, segment(text, lang))


SOURCE = source_of(TEXT)


def claim(text: str, lang: str = "en") -> Passage:
    return Passage(text, lang)


def numbers(text: str, limit: int = 3) -> list[int]:
    return [number for number, _ in best_sentences(claim(text), SOURCE, limit)]


@given(st.text(), st.text(), st.integers(1, 4))
def test_alignment_stays_within_the_article_and_the_limit(text: str, said: str, limit: int) -> None:
    source = source_of(text)
    found = best_sentences(claim(said), source, limit)
    assert len(found) <= limit
    assert len({number for number, _ in found}) == len(found)
    for number, share in found:
        assert 1 <= number <= len(source.sentences)
        assert 0 < share <= 1.0001


def test_a_claim_is_aligned_with_the_sentence_that_says_it() -> None:
    assert numbers("Farmers were told to stop watering their fields at night.")[0] == 3


def test_synonyms_align_where_no_word_does() -> None:
    assert numbers("The firm cut it.", 1) == [4]


def test_one_sentence_is_enough_where_it_says_everything() -> None:
    assert numbers("Engineers measured a depth of 4 metres at the dam wall.") == [2]


def test_a_second_sentence_is_taken_for_what_the_first_lacks() -> None:
    said = "Fishing was banned, and rain in October could end the restrictions."
    assert set(numbers(said)) == {5, 6}


def test_nothing_in_common_aligns_with_nothing() -> None:
    assert numbers("Parliament elected Novak.") == []


def test_of_equals_the_earlier_sentence_is_best() -> None:
    source = source_of("The dam is full. Nobody was hurt. The dam is full.")
    assert best_sentences(claim("The dam is full."), source, 1)[0][0] == 1


def test_compounds_and_their_heads_carry_each_other() -> None:
    head = carried_terms(claim("cliffs"), [claim("The clifftop path is closed.")])
    german = carried_terms(claim("Truppen", "de"), [claim("Die Friedenstruppen kommen.", "de")])
    assert head == [0.7]
    assert german == [1.0]


def test_hyphens_do_not_matter() -> None:
    assert carried_terms(claim("the startup"), [claim("a start-up")]) == [1.0]
    assert carried_terms(claim("long-term"), [claim("for the long term")]) == [1.0]


def test_match_grades_tell_verbatim_from_retyped_from_reworded() -> None:
    sentence = claim("The board said: “It’s over.” Boats left the lake.")
    assert match_grade(claim("Boats left the lake."), sentence) == "exact"
    assert match_grade(claim('the board said: "it\'s over."'), sentence) == "normalised"
    assert match_grade(claim("Boats departed."), sentence) == "fuzzy"
    assert match_grade(claim("oats left"), sentence) == "fuzzy"
    assert match_grade(claim("."), sentence) == "fuzzy"


def test_a_detail_is_local_only_with_its_context() -> None:
    said = claim("Fishing is banned at the reservoir near Ashby since 1976.")
    evidence = [SOURCE.passages[4], SOURCE.passages[0]]
    year = said.text.index("1976")
    assert not is_local(
        said, (year, year + 4), [SOURCE.passages[1]], [*evidence, SOURCE.passages[1]]
    )
    place = said.text.index("Ashby")
    assert is_local(said, (place, place + 5), [SOURCE.passages[4]], evidence)


def test_a_name_beside_the_same_word_is_in_context() -> None:
    said = claim("Boats were moved to a lake near Ashby.")
    place = said.text.index("Ashby")
    assert has_beside(said, (place, place + 5), SOURCE.passages[4])
    assert not has_beside(said, (place, place + 5), SOURCE.passages[1])


def test_sentences_are_added_for_names_and_numbers_that_a_choice_lacks() -> None:
    said = claim("Farmers stop watering fields, 4 metres are left, and boats are near Ashby.")
    assert cover_details(said, SOURCE, [3], 5) == (3, 5, 2)
    assert cover_details(said, SOURCE, [3], 2) == (3, 5)
    assert cover_details(said, SOURCE, [5, 2], 5) == (5, 2)


def test_a_number_of_one_sentence_does_not_count_what_another_speaks_of() -> None:
    evidence = [SOURCE.passages[3], SOURCE.passages[1]]
    said = claim("The water board lowered the pressure in 4 towns.")
    (finding,) = check_cohesion(said, evidence, SOURCE)
    assert (finding.severity, finding.claim[:1]) == ("unsupported", "4")
    right = claim("Engineers measured a depth of 4 metres, and the board lowered the pressure.")
    assert list(check_cohesion(right, evidence, SOURCE)) == []


def test_support_is_the_share_of_words_that_the_evidence_has() -> None:
    evidence = [SOURCE.passages[2]]
    assert support(claim("Farmers in the valley stop watering fields."), evidence, SOURCE) == 1.0
    assert support(claim("Bankers swallowed a merger."), evidence, SOURCE) == 0.0


def test_words_of_the_title_count_half() -> None:
    source = source_of("Boats left the lake at noon.", title="Drought at Harwell")
    assert (
        0.5 < support(claim("Boats left the lake in the drought."), source.passages, source) < 1.0
    )


def test_invented_words_are_listed() -> None:
    evidence = [SOURCE.passages[3]]
    said = claim("The water board bought a helicopter for tourists.")
    (finding,) = check_support(said, evidence, SOURCE)
    assert finding.severity == "unsupported"
    assert "helicopter" in finding.message
    assert "board" not in finding.message


def test_a_language_without_stemmer_is_noted() -> None:
    source = source_of("Bwawa limefunguliwa leo mjini.", "sw")
    said = claim("Bwawa limefunguliwa leo.", "sw")
    assert [f.severity for f in check_support(said, source.passages, source)] == ["note"]


def test_alignment_of_a_long_article_looks_at_few_sentences() -> None:
    long = " ".join(f"Boat number {n} left the lake." for n in range(3000))
    source = source_of(long)
    assert best_sentences(claim("Boat number 2999 left the lake."), source, 1)[0][0] == 3000
    analysed = sum("affixes" in vars(passage) for passage in source.passages)
    assert analysed <= 20


@pytest.mark.parametrize(
    ("said", "text", "carried"),
    [
        ("an increase", "Sales were 4% higher.", True),
        ("an increase", "Sales were 4% lower.", False),
        ("a decline", "Fewer people came.", True),
    ],
)
def test_a_change_is_carried_by_a_comparison(said: str, text: str, *, carried: bool) -> None:
    assert (carried_terms(claim(said), [claim(text)]) > [0.0]) is carried


def test_a_lone_synonym_of_another_sentence_counts_half() -> None:
    text = "Nights were cold in the valley. Premiums have doubled. The guild had asked for grants."
    source = source_of(text)
    share = support(claim("The brigade was called twice one night."), source.passages, source)
    assert share < ENOUGH


def test_light_verbs_weigh_little() -> None:
    source = source_of("A third runner, Hugo Pell, received a medal of tin.")
    assert support(claim("The runner got a tin medal."), source.passages, source) > 0.9


def test_details_that_agree_make_up_for_some_words() -> None:
    text = "Before a crowd of 9,400 in the Glass Arena the cup went to Ostby on 3 May 2031."
    source = source_of(text)
    worded = claim("Ostby triumphed before a crowd of 9,400 in the Glass Arena on 3 May 2031.")
    assert [f for f in check_support(worded, source.passages, source) if f.severity != "note"] == []


def test_numbers_in_a_row_are_no_run_of_new_words() -> None:
    source = source_of("The dividend is raised to 12 pence a share, after 10.5 pence.")
    worded = claim("The dividend is raised from 10.5p to 12p a share.")
    assert [f for f in check_support(worded, source.passages, source) if f.severity != "note"] == []
