"""Number words of languages that text2num does not know, in the forms that texts use.

An entry is a value, a colon and its words; entries are set apart by "|". What the values
below 1000 make together is their sum, as long as each is smaller than the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_WORDS = {
    "ru": "1:один одна одно одного одной одному одним одном|2:два две двух двум двумя|"
    "3:три трех трёх трем трём тремя|4:четыре четырех четырёх четырем четырём четырьмя|"
    "5:пять пяти пятью|6:шесть шести шестью|7:семь семи семью|8:восемь восьми восемью восьмью|"
    "9:девять девяти девятью|10:десять десяти десятью|11:одиннадцать одиннадцати одиннадцатью|"
    "12:двенадцать двенадцати двенадцатью|13:тринадцать тринадцати тринадцатью|"
    "14:четырнадцать четырнадцати четырнадцатью|15:пятнадцать пятнадцати пятнадцатью|"
    "16:шестнадцать шестнадцати шестнадцатью|17:семнадцать семнадцати семнадцатью|"
    "18:восемнадцать восемнадцати восемнадцатью|19:девятнадцать девятнадцати девятнадцатью|"
    "20:двадцать двадцати двадцатью|30:тридцать тридцати тридцатью|40:сорок сорока|"
    "50:пятьдесят пятидесяти пятьюдесятью|60:шестьдесят шестидесяти шестьюдесятью|"
    "70:семьдесят семидесяти семьюдесятью|80:восемьдесят восьмидесяти восемьюдесятью|"
    "90:девяносто девяноста|100:сто ста|200:двести двухсот двумстам двумястами двухстах|"
    "300:триста трехсот трёхсот тремстам трёмстам тремястами трехстах трёхстах|"
    "400:четыреста четырехсот четырёхсот четыремстам четырьмястами|"
    "500:пятьсот пятисот пятистам пятьюстами|600:шестьсот шестисот шестистам шестьюстами|"
    "700:семьсот семисот семистам семьюстами|800:восемьсот восьмисот восьмистам|"
    "900:девятьсот девятисот девятистам девятьюстами",
    "uk": "1:один одна одне одного одної однієї одному одним одній|2:два дві двох двом двома|"
    "3:три трьох трьом трьома|4:чотири чотирьох чотирьом чотирма|5:п'ять п'яти п'ятьох п'ятьма|"
    "6:шість шести шістьох|7:сім семи сімох|8:вісім восьми вісьмох|9:дев'ять дев'яти дев'ятьох|"
    "10:десять десяти десятьох|11:одинадцять одинадцяти|12:дванадцять дванадцяти|"
    "13:тринадцять тринадцяти|14:чотирнадцять чотирнадцяти|15:п'ятнадцять п'ятнадцяти|"
    "16:шістнадцять шістнадцяти|17:сімнадцять сімнадцяти|18:вісімнадцять вісімнадцяти|"
    "19:дев'ятнадцять дев'ятнадцяти|20:двадцять двадцяти|30:тридцять тридцяти|40:сорок сорока|"
    "50:п'ятдесят п'ятдесяти|60:шістдесят шістдесяти|70:сімдесят сімдесяти|"
    "80:вісімдесят вісімдесяти|90:дев'яносто дев'яноста|100:сто ста|"
    "200:двісті двохсот двомстам двомастами|300:триста трьохсот трьомстам трьомастами|"
    "400:чотириста чотирьохсот чотирьомстам чотирмастами|500:п'ятсот п'ятисот п'ятистам|"
    "600:шістсот шестисот шестистам|700:сімсот семисот семистам|800:вісімсот восьмисот|"
    "900:дев'ятсот дев'ятисот",
    "pl": "1:jeden jedna jedno jednego jednej|2:dwa dwie dwóch dwaj dwom dwoma dwiema dwoje|"
    "3:trzy trzej trzech trzem trzema troje|4:cztery czterej czterech czterem czterema czworo|"
    "5:pięć pięciu pięcioro|6:sześć sześciu|7:siedem siedmiu|8:osiem ośmiu|9:dziewięć dziewięciu|"
    "10:dziesięć dziesięciu|11:jedenaście jedenastu|12:dwanaście dwunastu|"
    "13:trzynaście trzynastu|14:czternaście czternastu|15:piętnaście piętnastu|"
    "16:szesnaście szesnastu|17:siedemnaście siedemnastu|18:osiemnaście osiemnastu|"
    "19:dziewiętnaście dziewiętnastu|20:dwadzieścia dwudziestu|30:trzydzieści trzydziestu|"
    "40:czterdzieści czterdziestu|50:pięćdziesiąt pięćdziesięciu|"
    "60:sześćdziesiąt sześćdziesięciu|70:siedemdziesiąt siedemdziesięciu|"
    "80:osiemdziesiąt osiemdziesięciu|90:dziewięćdziesiąt dziewięćdziesięciu|100:sto stu|"
    "200:dwieście dwustu|300:trzysta trzystu|400:czterysta czterystu|500:pięćset pięciuset|"
    "600:sześćset sześciuset|700:siedemset siedmiuset|800:osiemset ośmiuset|"
    "900:dziewięćset dziewięciuset",
    "hi": "2:दो|3:तीन|4:चार|5:पांच पाँच|6:छह छः छे|7:सात|8:आठ|9:नौ|10:दस|11:ग्यारह|12:बारह|13:तेरह|"
    "14:चौदह|15:पंद्रह पन्द्रह|16:सोलह|17:सत्रह|18:अठारह|19:उन्नीस|20:बीस|21:इक्कीस|22:बाईस|"
    "23:तेईस|24:चौबीस|25:पच्चीस|26:छब्बीस|27:सत्ताईस|28:अट्ठाईस|29:उनतीस|30:तीस|31:इकतीस|"
    "32:बत्तीस|33:तैंतीस|34:चौंतीस|35:पैंतीस|36:छत्तीस|37:सैंतीस|38:अड़तीस|39:उनतालीस|"
    "40:चालीस|41:इकतालीस|42:बयालीस|43:तैंतालीस|44:चवालीस चौवालीस|45:पैंतालीस|46:छियालीस|"
    "47:सैंतालीस|48:अड़तालीस|49:उनचास|50:पचास|51:इक्यावन|52:बावन|53:तिरपन|54:चौवन|55:पचपन|"
    "56:छप्पन|57:सत्तावन|58:अट्ठावन|59:उनसठ|60:साठ|61:इकसठ|62:बासठ|63:तिरसठ|64:चौंसठ|"
    "65:पैंसठ|66:छियासठ|67:सड़सठ|68:अड़सठ|69:उनहत्तर|70:सत्तर|71:इकहत्तर|72:बहत्तर|"
    "73:तिहत्तर|74:चौहत्तर|75:पचहत्तर|76:छिहत्तर|77:सतहत्तर|78:अठहत्तर|79:उनासी|80:अस्सी|"
    "81:इक्यासी|82:बयासी|83:तिरासी|84:चौरासी|85:पचासी|86:छियासी|87:सत्तासी|88:अट्ठासी|"
    "89:नवासी|90:नब्बे|91:इक्यानवे|92:बानवे|93:तिरानवे|94:चौरानवे|95:पंचानवे|96:छियानवे|"
    "97:सत्तानवे|98:अट्ठानवे|99:निन्यानवे",
}
# What multiplies the sum before it, or stands for itself where there is none.
_SCALES = {
    "ru": "1000:тысяча тысячу тысячи тысяч тысячам тысячами тысячах|"
    "1000000:миллион миллиона миллионов миллионам миллионами миллиону миллионом|"
    "1000000000:миллиард миллиарда миллиардов миллиардам миллиардами миллиарду миллиардом",
    "uk": "1000:тисяча тисячу тисячі тисяч тисячам тисячами|"
    "1000000:мільйон мільйона мільйони мільйонів мільйонам мільйонами мільйону|"
    "1000000000:мільярд мільярда мільярди мільярдів мільярдам мільярдами мільярду",
    "pl": "1000:tysiąc tysiąca tysiące tysięcy tysiącom|"
    "1000000:milion miliona miliony milionów milionom|"
    "1000000000:miliard miliarda miliardy miliardów miliardom",
    "hi": "100:सौ|1000:हजार हज़ार|100000:लाख|10000000:करोड़ करोड",
}
# Those that stand for one of themselves where no number comes before them.
_ALONE = {
    "ru": "тысяча тысячу миллион миллиард",
    "uk": "тисяча тисячу мільйон мільярд",
    "pl": "tysiąc milion miliard",
    "hi": "",
}
# Words for one and a half.
_HALVES = {
    "ru": "полтора полторы полутора",
    "uk": "півтора півтори",
    "pl": "półtora półtorej",
    "hi": "डेढ़",
}
_ORDINALS = {
    "ru": "1:перв|2:втор|4:четверт|5:пят|6:шест|7:седьм|8:восьм|9:девят|10:десят|11:одиннадцат|"
    "12:двенадцат|13:тринадцат|14:четырнадцат|15:пятнадцат|20:двадцат|30:тридцат|50:пятидесят|"
    "100:сот",
    "uk": "1:перш|2:друг|4:четверт|5:п'ят|6:шост|7:сьом|8:восьм|9:дев'ят|10:десят|11:одинадцят|"
    "12:дванадцят|13:тринадцят|14:чотирнадцят|15:п'ятнадцят|20:двадцят|30:тридцят|100:сот",
    "pl": "1:pierwsz|2:drug|4:czwart|5:piąt|6:szóst|7:siódm|8:ósm|9:dziewiąt|10:dziesiąt|"
    "11:jedenast|12:dwunast|20:dwudziest|30:trzydziest|100:setn",
}
_ENDINGS = {
    "ru": "ый ой ая ое ого ому ым ом ую ые ых ыми",
    "uk": "ий а е ого ої ому ій им у і их ими",
    "pl": "y i a ie e ego iego ej iej emu iemu ym im ą ych ich",
}
_THIRD = {
    "ru": "третий третья третье третьего третьей третьему третьим третьем третью третьи третьих",
    "uk": "третій третя третє третього третьої третьому третій третім третю треті третіх",
    "pl": "trzeci trzecia trzecie trzeciego trzeciej trzeciemu trzecim trzecią",
}


@dataclass(frozen=True, slots=True)
class NumberTable:
    """The number words of a language, folded.

    Attributes:
        values: Words below 1000 by value.
        scales: Words that multiply what stands before them.
        alone: Scales that need nothing before them.
        halves: Words for one and a half.
        ordinals: Ordinals by value.
    """

    values: dict[str, int]
    scales: dict[str, int]
    alone: frozenset[str]
    halves: frozenset[str]
    ordinals: dict[str, int]


@lru_cache(maxsize=8)
def number_table(lang: str) -> NumberTable | None:
    """The table of a language, or None where there is none."""
    if lang not in _WORDS:
        return None
    ordinals = {
        root + ending: value
        for root, value in _entries(_ORDINALS.get(lang, "")).items()
        for ending in _ENDINGS[lang].split()
    }
    ordinals |= dict.fromkeys(_THIRD.get(lang, "").split(), 3)
    return NumberTable(
        _entries(_WORDS[lang]),
        _entries(_SCALES[lang]),
        frozenset(_ALONE[lang].split()),
        frozenset(_HALVES[lang].split()),
        ordinals,
    )


def _entries(table: str) -> dict[str, int]:
    entries = (entry.partition(":") for entry in table.split("|") if entry)
    return {form: int(value) for value, _, forms in entries for form in forms.split()}
