import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.article import Article
from factcards.card import Finding
from factcards.sentences import segment
from factcards.verify.modality import check_modality
from factcards.verify.modals import find_modals
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText


def overstated(claim: str, text: str, lang: str = "en") -> list[Finding]:
    source = SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))
    return list(check_modality(Passage(claim, lang), source.passages, source))


@given(st.text(alphabet="aif to be ed,.mayould ", max_size=80))
def test_cues_are_slices_of_any_text(text: str) -> None:
    for modal in find_modals(Passage(text, "en")):
        assert text[modal.start : modal.end] == modal.cue


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The council closed the pool.", "The council may close the pool."),
        ("The council has shut the pool.", "The council plans to close the pool."),
        ("The pool will close.", "The pool might close in June."),
        ("Some eels carry the virus.", "Some eels may carry the virus."),
        ("The search has begun.", "The notice speaks of a search to begin after the storm."),
        ("The zones have been defined.", "The zones are still being defined."),
        ("The clerk forged the papers.", "The clerk is accused of forging the papers."),
        ("Ann Lee forged papers.", "Police accused a clerk, Ann Lee, of forging papers."),
        ("The board has approved a new pier.", "The board is considering a new pier."),
        ("The trial proved that eels sleep.", "The trial suggests that eels sleep."),
        ("The island lacks water.", "If the island lacks water, the ferry will bring some."),
        ("The clerk forged papers.", "The clerk is thought to have forged papers."),
        ("The clerk forges papers.", "The clerk is said to forge papers."),
        ("He left by boat.", "Police suspect that he left by boat."),
        ("The bowl was used for soup.", "They found a bowl which was probably used for soup."),
        ("The board sent the plan back.", "The board could amend the plan or send it back."),
        ("The owners are suing the firm.", "The owners are thinking of suing the firm."),
        ("The pier was rebuilt.", "The pier is to be rebuilt."),
        ("Lee had a medical.", "Lee is due to have a medical."),
        ("A crowd set fire to the barn.", "A crowd tried to set fire to the barn."),
        ("The milk has run out.", "The milk might run out."),
        ("The decision saved jobs.", "The decision could save jobs."),
        ("The pass will not open.", "The pass may not open."),
        ("The pool closes.", "The pool plans to close."),
        ("The virus was due to chance.", "The virus could be due to chance."),
        ("Tents were banned.", "The chief recommended that tents be banned."),
        ("Two men robbed a shop, police said.", "Police seek two men suspected of robbing a shop."),
        ("Eels eat moss, two farmers have shown.", "Two farmers claim that eels eat moss."),
    ],
)
def test_less_than_fact_told_as_fact_is_a_contradiction(claim: str, text: str) -> None:
    findings = overstated(claim, text)
    assert findings
    assert findings[0].severity == "contradiction"


def test_a_condition_left_out_is_named() -> None:
    (finding,) = overstated(
        "The islands agreed to share the ferry.",
        "The islands agreed to share the ferry if the mainland pays for it.",
    )
    assert finding.severity == "unsupported"
    assert "if the mainland pays for it" in finding.message


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The council may close the pool.", "The council may close the pool."),
        ("The council will close the pool.", "The council plans to close the pool."),
        ("Lee said the pool will close.", "Lee said that the pool would close."),
        ("The zones are being defined.", "The zones are still being defined."),
        ("The clerk is accused of forging papers.", "The clerk is accused of forging papers."),
        ("The crew beat the rivals.", "The crew came from behind to beat the rivals."),
        ("The ferry would be shared if the mainland pays.", "They will share it if it pays."),
        ("Fares exceed the limit.", "They expect that fares exceed the limit."),
        ("The trial suggests that eels sleep.", "The trial suggests that eels sleep."),
        ("The pool opens in May.", "The pool will open in May."),
        ("The pool, opening in May, is new.", "The pool, which will open in May, is new."),
        ("The pool is to open in May.", "The pool plans to open in May."),
        ("The pool closes on 3 May.", "The pool plans to close on 3 May 2024."),
        ("The board rejected the plan.", "The board voted to reject the plan."),
        ("The clerk forged papers, police claim.", "The clerk allegedly forged papers."),
        ("Police believe he left by boat.", "Police suspect that he left by boat."),
        ("It is unclear whether the pass will open.", "The pass may open."),
        ("Failed brakes may be to blame.", "The brakes may have failed."),
        ("The delay was due to frost.", "The delay was due to frost."),
        ("The chief wants tents banned.", "The chief recommended that tents be banned."),
        ("The barn was destroyed.", "Police believe that a lamp lit a fire which ruined the barn."),
        ("Divers found a crack that may be deep.", "Divers discovered a crack that might be deep."),
    ],
)
def test_what_is_no_stronger_passes(claim: str, text: str) -> None:
    assert overstated(claim, text) == []


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The council will close the old pool.", "The council closed the old pool in June."),
        ("The council may have closed the old pool.", "The council closed the old pool."),
        ("The council tried to close the old pool.", "The council has closed the old pool."),
        ("Drivers will go on strike in Tarn.", "Drivers in Tarn went on strike."),
        ("Two ferries could be cancelled.", "Two ferries had to be cancelled."),
        ("The pool may reopen on Monday.", "The pool will reopen on Monday."),
    ],
)
def test_what_is_done_or_sure_told_as_open_is_a_contradiction(claim: str, text: str) -> None:
    (finding,) = overstated(claim, text)
    assert finding.severity == "contradiction"
    assert finding.span is not None
    assert finding.claim in {"will", "may", "tried", "could"}


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "The council will ban diesel cars from 2030.",
            "The council banned diesel cars from 2030.",
        ),
        ("The council will close the old pool.", "It plans to close the old pool; it closed one."),
        ("The council may close the old pool again.", "The council closed the old pool in 2019."),
        ("The road will be closed until May.", "The road is closed until May."),
        ("The council will close more pools.", "The council closed two pools."),
        ("The pool may reopen on Monday.", "The pool will probably reopen on Monday."),
        ("The pool may reopen on Monday.", "If tests are good, the pool will reopen on Monday."),
        ("The council will close the pool.", "The council did not close the pool in June."),
        ("The council will close the pool.", "A harbour crane closed in on the council offices."),
    ],
)
def test_what_may_still_come_is_no_contradiction(claim: str, text: str) -> None:
    assert overstated(claim, text) == []


def test_a_language_without_modals_is_noted() -> None:
    (finding,) = overstated("Das Bad schloss.", "Das Bad könnte schließen.", "de")
    assert (finding.severity, finding.message[:11]) == ("note", "not checked")
