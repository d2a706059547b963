import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.card import Finding
from factcards.sentences import segment
from factcards.verify.antonyms import check_antonyms
from factcards.verify.modality import check_modality
from factcards.verify.passage import Passage
from factcards.verify.polarity import check_polarity, find_denials
from factcards.verify.source import SourceText


def source_of(text: str, lang: str = "en") -> SourceText:
    return SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))


def denied(claim: str, text: str, lang: str = "en") -> list[Finding]:
    source = source_of(text, lang)
    return list(check_polarity(Passage(claim, lang), source.passages, source))


def opposed(claim: str, text: str, lang: str = "en") -> list[str]:
    source = source_of(text, lang)
    return [f.claim for f in check_antonyms(Passage(claim, lang), source.passages, source)]


def overstated(claim: str, text: str) -> list[str]:
    source = source_of(text)
    return [f.claim for f in check_modality(Passage(claim, "en"), source.passages, source)]


@given(st.text(), st.sampled_from(["en", "de", "fr", "ja", "zh", "ko", "ar", "xx"]))
def test_cues_are_slices_of_any_text(text: str, lang: str) -> None:
    for denial in find_denials(Passage(text, lang)):
        assert text[denial.start : denial.end] == denial.cue


ROUTE = "The tram will run not through the old town, but along the river."


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The tram will run along the river.", ROUTE),
        ("The tram will not run through the old town.", ROUTE),
        ("The tram will run along the river, not through the old town.", ROUTE),
        ("The council met.", "The council, which had no quorum in May, met again."),
        ("The mayor opened the pool.", "Not only did the mayor open the pool, he swam in it."),
        ("The bridge is closed.", "The bridge has not been open since May."),
        ("The firm did not deny the leak.", "The firm did not deny the leak."),
        ("Nobody was hurt.", "No one was hurt, and nobody was arrested."),
        ("The dam was not seen as a risk.", "The dam was not considered a risk."),
        ("Two men were arrested.", "Police did not say why the two men were arrested."),
        ("Storms are not part of the model.", "The model does not include storms or drought."),
        ("Ann Lee is the youngest captain.", "No younger captain has sailed than Ann Lee."),
        ("Crabs cannot live here.", "There is no lake in which crabs live here."),
        ("Sales declined in May.", "Sales declined in May."),
        ("Fares rose to 4 from 3.", "Fares will be 4 instead of 3."),
        ("Lee ran out of candles.", "Lee had no candles left."),
        ("Most farms no longer keep it.", "Few farms still keep it."),
        ("The mill denies the accusation that it hid losses.",
         "The mill rejected the accusation that it had hidden losses."),
        ("The mill admits that the well was too deep.",
         "The mill did not deny that the well was too deep."),
        ("The town will not build a second pier.",
         "The town dropped its plan to build a second pier."),
        ("The town dropped its plan for a pier.", "The town no longer plans to build a pier."),
        ("No barn in the valley is larger.", "The barn is the largest in the valley."),
        ("She will not sail again.", "She said that the sail would be her last."),
        ("The wall did not cost as much as planned.", "The wall cost less than planned."),
        ("The new gate has still to be painted.", "The new gate has not been painted."),
        ("Only two kilns were not sold.", "All but two kilns were sold."),
        ("All but one of the guilds joined.", "Only one guild refused to join."),
        ("Lorries will not be allowed on the quay.",
         "Buses are allowed on the quay, lorries are banned."),
        ("Hail, frost and mice are not part of the policy.",
         "The policy does not include hail, frost or mice."),
        ("The cook spoke of his debts.", "The cook made no secret of his debts."),
    ],
)  # fmt: skip
def test_agreeing_negations_pass(claim: str, text: str) -> None:
    assert denied(claim, text) == []


@pytest.mark.parametrize(
    ("claim", "text", "lang"),
    [
        ("The tram will run through the old town.", ROUTE, "en"),
        ("The tram will not run along the river.", ROUTE, "en"),
        ("The council did not approve the budget.", "The council approved the budget.", "en"),
        ("The council approved the budget.", "The council did not approve the budget.", "en"),
        ("The keeper pleaded not guilty.", "The keeper pleaded guilty.", "en"),
        ("The mill did not reject the offer.", "The mill rejected the offer.", "en"),
        ("The mill denied that it was sold.", "The mill did not deny that it was sold.", "en"),
        ("The theft could be proved.", "They were not able to prove the theft.", "en"),
        (
            "Hail and frost are part of the policy.",
            "The policy does not include hail, frost or mice.",
            "en",
        ),
        ("None of the guests fell ill.", "Few of the guests fell ill.", "en"),
        ("The port has plans to expand.", "The port has no plans to expand.", "en"),
        ("The firm published the figures.", "The firm refused to publish the figures.", "en"),
        ("The firm repaid the loan.", "The firm failed to repay the loan.", "en"),
        ("The firm answered the letter.", "The firm declined to answer the letter.", "en"),
        ("Spain would send troops.", "There were no plans in Spain to send troops.", "en"),
        ("The firm didn’t repay the loan.", "The firm repaid the loan.", "en"),
        ("Die Stadt verkauft das Bad.", "Die Stadt verkauft das Bad nicht.", "de"),
        ("Die Stadt verkauft kein Bad.", "Die Stadt verkauft das Bad.", "de"),
        ("La ville vendra la piscine.", "La ville ne vendra pas la piscine.", "fr"),
        ("La ciudad venderá la piscina.", "La ciudad no venderá la piscina.", "es"),
        ("La città venderà la piscina.", "La città non venderà la piscina.", "it"),
        ("A cidade venderá a piscina.", "A cidade não venderá a piscina.", "pt"),
        ("Город продаст бассейн.", "Город не продаст бассейн.", "ru"),
        ("Місто продасть басейн.", "Місто не продасть басейн.", "uk"),
        ("市政府出售泳池。", "市政府不出售泳池。", "zh"),
        ("市はプールを売却する。", "市はプールを売却しない。", "ja"),
        ("시는 수영장을 매각한다.", "시는 수영장을 매각하지 않는다.", "ko"),
        ("باعت المدينة المسبح.", "لم تبع المدينة المسبح القديم.", "ar"),
    ],
)
def test_opposite_polarity_is_a_contradiction(claim: str, text: str, lang: str) -> None:
    assert [f.severity for f in denied(claim, text, lang)] == ["contradiction"]


def test_a_denial_of_something_the_source_never_mentions_is_unsupported() -> None:
    (finding,) = denied("The mayor never swam.", "The pool opened in May.")
    assert finding.severity == "unsupported"


def test_a_refusal_that_the_claim_denies_in_other_words_is_found() -> None:
    assert denied("The appeal was not turned down.", "The court rejected the appeal.")


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (  # what is refused is another clause's business
            "Ida Brandt was not elected harbour mayor of Kelmouth.",
            "Kelmouth ended the reign of its harbour mayor and elected Ida Brandt.",
        ),
        (  # the contrary that both have is about something else
            "Ole Dahl, who had not backed the mayor, would oppose the toll.",
            "Ole Dahl, who had endorsed the mayor, said that he would oppose the toll.",
        ),
        (  # "just" has taken the place of "only"
            "Just 40 of the boats had neither of the lamps.",
            "Only 40 of the boats had both lamps.",
        ),
    ],
)
def test_a_denial_is_not_excused_by_words_about_something_else(claim: str, text: str) -> None:
    assert denied(claim, text)


def test_a_language_without_cues_is_noted() -> None:
    (finding,) = denied("Bwawa lilifunguliwa.", "Bwawa lilifunguliwa.", "sw")
    assert (finding.severity, finding.message[:11]) == ("note", "not checked")


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Ferry fares fell by a tenth in June.", "Ferry fares rose by a tenth in June."),
        ("The council rejected the harbour plan.", "The council approved the harbour plan."),
        ("More than 40 ferries sailed.", "Fewer than 40 ferries sailed."),
        ("The court banned the ferry strike.", "The court allowed the ferry strike."),
        ("The port exports grain by ferry.", "The port imports grain by ferry."),
        ("Crews painted the hull red in spring.", "Crews painted the hull green in spring."),
        ("A one-month ferry strike began.", "A one-year ferry strike began."),
        ("The crew was unaware of the leak.", "The crew was aware of the leak."),
        ("The harbour toll margin narrowed.", "The harbour toll margin widened in June."),
        ("Rovers won promotion.", "They missed promotion by two points."),
        ("Port profit fell to 14 in June.", "Port profit rose to 14 in June; crews fell to 9."),
        (
            "Last week she said that the sail in June will be her first.",
            "Last week she said that the sail in June will be her last.",
        ),
        ("The old mill opened in 1988.", "The old mill opened in 1931 and closed in 1988."),
        (
            "All but two of the claims filed by tenants were approved.",
            "Tenants filed 40 claims. All but two were rejected.",
        ),
        ("The plums ripened two weeks late.", "The plums ripened two weeks earlier than usual."),
    ],
)
def test_opposites_in_the_same_place_are_found(claim: str, text: str) -> None:
    assert len(opposed(claim, text)) == 1


@pytest.mark.parametrize(
    ("claim", "text", "lang"),
    [
        ("Die Stadt will das Bad kaufen.", "Die Stadt will das Bad verkaufen.", "de"),
        ("La ville veut fermer le vieux pont.", "La ville veut ouvrir le vieux pont.", "fr"),
        ("La ciudad quiere abrir el puente.", "La ciudad quiere cerrar el puente.", "es"),
    ],
)  # fmt: skip
def test_opposites_are_found_in_other_languages(claim: str, text: str, lang: str) -> None:
    assert len(opposed(claim, text, lang)) == 1


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The council did not approve the harbour plan.", "The council rejected the harbour plan."),
        ("Ferry fares fell by a tenth.", "Ferry fares fell by a tenth, while wages rose."),
        ("The council backed the harbour plan.", "The council approved the harbour plan."),
        ("Crews opened the ferry terminal.", "Crews closed a road and opened the ferry terminal."),
        ("Crews fell to 9 in June.", "Port profit rose to 14 in June; crews fell to 9 in June."),
        ("Few passengers stayed for the ferry show.",
         "Most passengers left before the ferry show."),
        ("Not all ferry lamps were repaired.", "Some of the ferry lamps were repaired."),
        ("The port allows foreign ferry crews.", "The port lifted a ban on foreign ferry crews."),
        ("Ada Lowe lost to Bo Rand by two lengths.",
         "Bo Rand won, beating Ada Lowe by two lengths."),
        ("The western ferry ramp is unfinished.",
         "The eastern ferry ramp is finished, the western one is not."),
        ("The tool can increase ferry traffic.", "The cutting-edge tool can raise ferry traffic."),
        ("The crew went home following the ferry show.", "The crew left the previous ferry show."),
    ],
)  # fmt: skip
def test_opposites_elsewhere_are_left_alone(claim: str, text: str) -> None:
    assert opposed(claim, text) == []


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The city sold the pool.", "The city may sell the pool."),
        ("The city has sold the pool.", "The city plans to sell the pool."),
        ("The city closed the pool.", "The city is expected to close the pool."),
        ("Ten states have sent ships.", "Ten states have expressed their readiness to send ships."),
    ],
)
def test_a_plan_told_as_done_is_found(claim: str, text: str) -> None:
    assert len(overstated(claim, text)) == 1


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The city will sell the pool.", "The city plans to sell the pool."),
        ("The city sold the pool.", "The city sold the pool and may sell the park."),
        ("The sold pool may reopen.", "The city may sell the pool."),
        ("The city plans to sell the pool.", "The city may sell the pool."),
    ],
)
def test_a_plan_told_as_a_plan_passes(claim: str, text: str) -> None:
    assert overstated(claim, text) == []
