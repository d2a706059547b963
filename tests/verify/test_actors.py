import pytest

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.actors import check_actors
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText


def swapped(claim: str, text: str) -> list[str]:
    source = SourceText(Article(name="case", text=text, lang="en"), segment(text, "en"))
    return [f.message for f in check_actors(Passage(claim, "en"), source.passages, source)]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Bramley beat Oakton.", "Oakton beat Bramley in the final."),
        ("Oakton lost to Bramley.", "Oakton beat Bramley in the final."),
        ("Bramley was beaten by Oakton.", "Bramley beat Oakton in the final."),
        ("Larchmont bought Teasel Foods.", "Teasel Foods bought Larchmont in May."),
        ("Larchmont was sued by Teasel.", "Larchmont sued Teasel over a patent."),
        ("Teasel Foods sued Larchmont.", "Teasel Foods was sued by Larchmont over a patent."),
        ("Brill sued the county.", "The county sued the maker of the paint, Brill, in 2019."),
        ("Two sailors closed the pier.", "A storm closed the pier, and two sailors were hurt."),
        ("The firm criticised the mayor.", "The mayor, Ada Lunn, criticised the firm."),
        ("The captain questioned police.", "The captain was questioned by police."),
        ("The captain questioned police.", "The captain was questioned in March."),
        ("The guard praised Ada Lunn.", "The mill's owner, Ada Lunn, praised the guard."),
        ("A reporter bit a dog.", "A dog bit a reporter who was with Ada Lunn."),
        ("The winners were congratulated.", "The winners congratulated a nurse."),
        ("The baker sold a barn to the mill.", "The baker bought a barn from the mill."),
        ("The prosecutors alerted a clerk.", "Prosecutors praised a clerk who alerted them."),
        ("Teasel advised the growers.", "Larchmont advised the growers to wait."),
        ("Oakton are the champions.", "They finished fifth, ahead of Bramley, the champions."),
    ],
)
def test_changed_places_are_found(claim: str, text: str) -> None:
    assert len(swapped(claim, text)) == 1


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Bramley lost to Oakton.", "Oakton beat Bramley in the final."),
        ("Bramley was beaten by Oakton.", "Oakton beat Bramley in the final."),
        ("Oakton defeated Bramley.", "Bramley lost to Oakton in the final."),
        ("Teasel was sued by Larchmont.", "Larchmont sued Teasel over a patent."),
        ("Larchmont sued Teasel.", "Teasel was sued by Larchmont over a patent."),
        ("Russia has no right to object.", "Moscow has no right to object to the Russia plan."),
        ("Kiosk sales grew by 2%.", "Kiosks grew by 2%, held back by Larchmont's rents."),
        ("The company sued Teasel.", "Larchmont sued Teasel, the company said."),
        ("The firm was criticised by the mayor.", "The mayor, Ada Lunn, criticised the firm."),
        ("Police questioned the captain.", "The captain was questioned by police."),
        ("The mill sold the baker a barn.", "The baker bought a barn from the mill."),
        ("Ada Lunn praised the guard.", "The mill's owner, Ada Lunn, praised the guard."),
        ("A boy met the mayor.", "The mayor met a boy."),
        ("A sailor saved a child.", "Divers rescued a sailor who had saved a child."),
        ("The agents thanked the nurse.", "The nurse thanked the agents. They thanked her."),
        ("Bramley are the champions.", "They finished fifth, ahead of Bramley, the champions."),
        ("", "Oakton beat Bramley."),
    ],
)
def test_the_same_act_in_other_words_passes(claim: str, text: str) -> None:
    assert swapped(claim, text) == []
