import pytest

from factcards.article import Article
from factcards.sentences import segment
from factcards.verify.antonyms import check_antonyms
from factcards.verify.opposites import OPPOSITES
from factcards.verify.passage import Passage
from factcards.verify.polarity import check_polarity
from factcards.verify.source import SourceText


def contradicted(lang: str, claim: str, text: str) -> bool:
    source = SourceText(Article(name="case", text=text, lang=lang), segment(text, lang))
    return any(
        finding.severity == "contradiction"
        for check in (check_antonyms, check_polarity)
        for finding in check(Passage(claim, lang), source.passages, source)
    )


@pytest.mark.parametrize("lang", sorted(OPPOSITES))
def test_each_row_has_words_on_both_sides_and_none_on_two(lang: str) -> None:
    rows: list[str] = []
    for line in OPPOSITES[lang].strip("\n").split("\n"):
        if line.startswith(" " * 12) and rows:
            rows[-1] += line
        else:
            rows.append(line)
    for row in rows:
        if row.strip():
            left, right = row.split("|")
            assert left.split()
            assert right.split()
            assert not set(left.split()) & set(right.split()), row


@pytest.mark.parametrize(
    ("lang", "claim", "text"),
    [
        ("de", "Der Rat lobte den neuen Hafen.", "Der Rat kritisierte den neuen Hafen."),
        ("de", "Der Rat nahm den Antrag an.", "Der Rat lehnte den Antrag am Montag ab."),
        ("de", "Der Rat stimmte für den Hafen.", "Der Rat stimmte gegen den Hafen."),
        ("es", "La jueza votó a favor del puente.", "La jueza votó en contra del puente."),
        ("es", "El puerto contrató a 40 marinos.", "El puerto despidió a 40 marinos."),
        ("fr", "Le conseil a adopté le plan du port.", "Le conseil a rejeté le plan du port."),
        ("it", "Il consiglio ha approvato il porto.", "Il consiglio ha respinto il porto."),
        ("pt", "O conselho aprovou o porto novo.", "O conselho rejeitou o porto novo."),
        ("nl", "De raad prees de nieuwe haven.", "De raad bekritiseerde de nieuwe haven."),
        ("ru", "Совет одобрил новый порт.", "Совет отклонил новый порт."),
        ("uk", "Рада схвалила новий порт.", "Рада відхилила новий порт."),
        ("ar", "وافق المجلس على خطة الميناء.", "رفض المجلس خطة الميناء."),
        ("zh", "市议会通过了港口方案。", "市议会否决了港口方案。"),
        ("ja", "市議会は港湾案を可決した。", "市議会は港湾案を否決した。"),
        ("ko", "시의회는 항구 계획을 가결했다.", "시의회는 항구 계획을 부결했다."),
    ],
)
def test_the_opposite_in_the_same_place_is_a_contradiction(
    lang: str, claim: str, text: str
) -> None:
    assert contradicted(lang, claim, text)


@pytest.mark.parametrize(
    ("lang", "claim", "text"),
    [
        ("de", "Der Rat lehnte den Hafen ab.", "Der Rat billigte den Hafen nicht."),
        ("de", "Kiel verlor gegen Bremen 1:2.", "Bremen gewann gegen Kiel 2:1."),
        (
            "de",
            "Sieben stimmten gegen den Hafen.",
            "Zwölf stimmten für den Hafen, sieben gegen ihn.",
        ),
        ("es", "El consejo rechazó el puerto.", "El consejo no aprobó el puerto."),
        ("es", "El puerto fue rechazado.", "El consejo rechazó el puerto."),
        ("fr", "Le conseil a rejeté le port.", "Le conseil n'a pas adopté le port."),
        ("it", "I prezzi sono saliti.", "Le vendite sono calate e i prezzi sono saliti."),
        ("pt", "O conselho rejeitou o porto.", "O conselho não aprovou o porto."),
        ("ru", "Компания «Якорь» продала порт банку.", "Банк купил порт у компании «Якорь»."),
        ("uk", "Рада відхилила порт.", "Рада не схвалила порт."),
        ("ar", "رفض المجلس خطة الميناء.", "لم يوافق المجلس على خطة الميناء."),
        ("zh", "市议会否决了港口方案。", "市议会没有通过港口方案。"),
        ("ja", "市議会は港湾案を否決した。", "市議会は港湾案を可決しなかった。"),
        ("ko", "시의회는 법안을 부결했다.", "시의회는 법안을 가결하지 않았다."),
    ],
)
def test_the_opposite_denied_or_of_the_other_side_is_none(lang: str, claim: str, text: str) -> None:
    assert not contradicted(lang, claim, text)
