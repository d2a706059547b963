"""Language detection on paragraphs, and the direction of writing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.language import agreed_language, detect_language, direction, subtag_of

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)

PARAGRAPHS = {
    "en": "The city council decided on Monday that the old bridge will be closed to lorries. It "
    "said that repairs would take at least two years and that nobody had been hurt.",
    "de": "Der Stadtrat hat am Montag beschlossen, die alte Brücke für Lastwagen zu sperren. Die "
    "Reparatur werde mindestens zwei Jahre dauern, sagte die Bürgermeisterin nach der Sitzung.",
    "fr": "Le conseil municipal a décidé lundi de fermer le vieux pont aux camions. Les travaux "
    "dureront au moins deux ans, a déclaré la maire à l'issue de la réunion.",
    "es": "El ayuntamiento decidió el lunes cerrar el viejo puente a los camiones. Las obras "
    "durarán al menos dos años, según dijo la alcaldesa después de la reunión.",
    "it": "Il consiglio comunale ha deciso lunedì di chiudere il vecchio ponte ai camion. I lavori "
    "dureranno almeno due anni, ha detto la sindaca al termine della riunione.",
    "pt": "A câmara municipal decidiu na segunda-feira fechar a velha ponte aos camiões. As obras "
    "vão durar pelo menos dois anos, disse a presidente depois da reunião.",
    "nl": "De gemeenteraad heeft maandag besloten de oude brug te sluiten voor vrachtwagens. De "
    "werken zullen minstens twee jaar duren, zei de burgemeester na de vergadering.",
    "sv": "Kommunfullmäktige beslutade i måndags att stänga den gamla bron för lastbilar. Arbetet "
    "kommer att ta minst två år, sade borgmästaren efter mötet.",
    "pl": "Rada miasta zdecydowała w poniedziałek, że stary most zostanie zamknięty dla tirów. "
    "Prace potrwają co najmniej dwa lata, powiedziała burmistrz po posiedzeniu.",
    "cs": "Zastupitelstvo v pondělí rozhodlo, že starý most bude uzavřen pro nákladní auta. Práce "
    "potrvají nejméně dva roky, řekla starostka po jednání.",
    "hu": "A városi tanács hétfőn úgy döntött, hogy a régi hidat lezárják a teherautók elől. A "
    "munkák legalább két évig tartanak, mondta a polgármester az ülés után.",
    "tr": "Belediye meclisi pazartesi günü eski köprünün kamyonlara kapatılmasına karar verdi. "
    "Çalışmalar en az iki yıl sürecek ve çok para gerekecek, dedi belediye başkanı.",
    "id": "Dewan kota pada hari Senin memutuskan bahwa jembatan lama itu akan ditutup untuk truk. "
    "Pekerjaan tersebut akan berlangsung lebih dari dua tahun, kata wali kota.",
    "vi": "Hội đồng thành phố hôm thứ Hai đã quyết định đóng cửa cây cầu cũ đối với xe tải. Công "
    "việc sẽ kéo dài ít nhất hai năm, thị trưởng cho biết sau cuộc họp.",
    "ru": "Городской совет в понедельник решил закрыть старый мост для грузовиков. Работы займут "
    "не менее двух лет, сказала мэр после заседания.",
    "uk": "Міська рада в понеділок вирішила закрити старий міст для вантажівок. Роботи триватимуть "
    "щонайменше два роки, сказала міська голова після засідання.",
    "bg": "Общинският съвет реши в понеделник да затвори стария мост за камиони. Работата ще "
    "продължи най-малко две години, каза кметицата след заседанието.",
    "el": "Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα να κλείσει την παλιά γέφυρα για τα φορτηγά.",
    "ar": "قرر مجلس المدينة يوم الاثنين إغلاق الجسر القديم أمام الشاحنات. وقالت رئيسة البلدية بعد "
    "الاجتماع إن الأعمال ستستغرق ما لا يقل عن عامين.",
    "fa": "شورای شهر روز دوشنبه تصمیم گرفت که پل قدیمی را به روی کامیون‌ها ببندد. شهردار پس از جلسه "
    "گفت که این کار دست کم دو سال طول می‌کشد.",
    "he": "מועצת העיר החליטה ביום שני לסגור את הגשר הישן למשאיות. העבודות יימשכו לפחות שנתיים.",
    "hi": "नगर परिषद ने सोमवार को पुराने पुल को ट्रकों के लिए बंद करने का फैसला किया। "
    "काम कम से कम दो साल चलेगा।",
    "th": "สภาเมืองมีมติเมื่อวันจันทร์ให้ปิดสะพานเก่าสำหรับรถบรรทุก งานจะใช้เวลาอย่างน้อยสองปี",
    "ko": "시의회는 월요일에 낡은 다리의 트럭 통행을 금지하기로 결정했다. "
    "공사는 최소 2년이 걸린다고 시장이 말했다.",
    "ja": "市議会は月曜日、古い橋へのトラックの進入を禁止することを決めた。"
    "工事には少なくとも2年かかると市長は述べた。",
    "zh": "市议会星期一决定，旧桥将禁止卡车通行。市长在会后表示，工程至少需要两年时间。",
}


@pytest.mark.parametrize("lang", PARAGRAPHS)
def test_a_paragraph_is_told_apart_from_all_other_languages(lang: str) -> None:
    assert detect_language(PARAGRAPHS[lang]) == lang


@pytest.mark.parametrize(
    "text", ["", " \n", "1234 5678", "Kim Lee", "Mara Lund, Port Selwyn", "🎉"]
)
def test_names_and_numbers_are_in_no_language(text: str) -> None:
    assert detect_language(text) == "und"


def test_a_quotation_in_another_script_does_not_change_the_language() -> None:
    assert detect_language(f"{PARAGRAPHS['en']} Its name was 古い橋 (Мост).") == "en"


def test_japanese_is_recognised_by_its_kana_among_chinese_characters() -> None:
    assert detect_language("東京都議会議員選挙の投票率は過去最低となった") == "ja"


def test_decomposed_letters_are_read_like_composed_ones() -> None:
    decomposed = PARAGRAPHS["vi"].replace("ó", "o\u0301").replace("ế", "ê\u0301")
    assert detect_language(decomposed) == "vi"


def test_only_a_prefix_is_looked_at() -> None:
    assert detect_language(PARAGRAPHS["en"] * 50 + PARAGRAPHS["ru"] * 500) == "en"


def test_a_long_text_takes_milliseconds() -> None:
    text = PARAGRAPHS["de"] * 1000
    detect_language(text)
    start = time.perf_counter()
    detect_language(text)
    assert time.perf_counter() - start < 0.1


@given(ANY_TEXT)
def test_any_text_yields_a_subtag(text: str) -> None:
    assert subtag_of(detect_language(text)) or detect_language(text) == "und"


@pytest.mark.parametrize(
    ("declared", "lang", "agreed"),
    [
        (None, "pt", "pt"),
        ("pt-BR", "pt", "pt"),
        ("en-US", "pt", "pt"),  # the template's language
        ("no", "da", "no"),  # close neighbours: the page knows better
        ("nonsense tag", "fr", "fr"),
    ],
)
def test_clear_words_outweigh_a_declaration_but_for_neighbours(
    declared: str | None, lang: str, agreed: str
) -> None:
    danish = (
        "Byrådet besluttede mandag, at den gamle bro skal lukkes for lastbiler. Arbejdet kommer "
        "til at vare mindst to år, sagde borgmesteren efter mødet, og det bliver ikke billigt."
    )
    assert agreed_language(declared, PARAGRAPHS.get(lang, danish)) == agreed


def test_a_declaration_decides_where_the_words_do_not() -> None:
    assert agreed_language("sv-FI", "Kim Lee") == "sv"


@pytest.mark.parametrize(
    ("tag", "subtag"),
    [
        ("en", "en"),
        ("pt-BR", "pt"),
        ("pt_BR", "pt"),
        ("ZH-Hant-TW", "zh"),
        ("iw", "he"),
        ("deu", "de"),
        ("haw", "haw"),
        ("xx", None),
        ("und", None),
        ("x-default", None),
        ("english", None),
        ("", None),
        (None, None),
    ],
)
def test_a_tag_gives_its_primary_subtag(tag: str | None, subtag: str | None) -> None:
    assert subtag_of(tag) == subtag


def test_arabic_hebrew_persian_and_urdu_run_from_right_to_left() -> None:
    assert {direction(lang) for lang in ("ar", "he", "fa", "ur")} == {"rtl"}


def test_everything_else_runs_from_left_to_right() -> None:
    assert {direction(lang) for lang in ("en", "ru", "ja", "zh", "und")} == {"ltr"}
