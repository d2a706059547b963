import pytest

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.owners import check_owners
from factcards.verify.passage import Passage
from factcards.verify.source import SourceText

TEXT = """\
Orvik's captain, Lena Ostby, scored twice, and Baltra's goalkeeper saved a penalty.
Ann Reed's lawyer asked for more time.
The lawyer for Dale Foods said the company had acted in good faith.
Reed's sister wept, and Tom Dale's brother left the room.
Kestrel Air's chief executive resigned, while the chairman of Pelican Air stayed on.
The Danish prime minister met the coach of Norway.
Lund was calm. The trainer smiled, and Holm's trainer did not."""
SOURCE = SourceText(Article(name="case", text=TEXT, lang="en"), segment(TEXT, "en"))


def given_to(claim: str) -> list[str]:
    return [f.claim for f in check_owners(Passage(claim, "en"), SOURCE.passages, SOURCE)]


@pytest.mark.parametrize(
    ("claim", "owner"),
    [
        ("Baltra's captain scored twice.", "Baltra"),
        ("The goalkeeper of Orvik saved a penalty.", "Orvik"),
        ("Dale Foods' lawyer asked for more time and the lawyer of Tom Dale wept.", "Tom Dale"),
        ("Ann Reed's brother left the room.", "Ann Reed"),
        ("Kestrel Air's chairman stayed on.", "Kestrel Air"),
    ],
)
def test_anothers_captain_or_brother_is_found(claim: str, owner: str) -> None:
    assert given_to(claim) == [owner]


@pytest.mark.parametrize(
    "claim",
    [
        "The captain of Orvik scored twice.",
        "Reed's lawyer asked for more time.",
        "Dale Foods' lawyer said it had acted in good faith.",
        "The sister of Ann Reed wept.",
        "Pelican Air's chairman stayed on.",
        "Denmark's prime minister met Norway's coach.",
        "Lund's trainer smiled.",
        "Baltra's fans cheered.",
    ],
)
def test_the_same_owner_in_other_words_passes(claim: str) -> None:
    assert given_to(claim) == []


def test_other_languages_are_left_alone() -> None:
    german = Passage("Baltra's Trainer kam.", "de")
    assert list(check_owners(german, SOURCE.passages, SOURCE)) == []
