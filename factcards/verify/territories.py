"""Countries and unions by all the names and adjectives that news uses for them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from factcards.verify.fold import bare, fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcards.verify.names import Name

# Code: names, adjectives and people, in English. "!" marks seats of government that stand
# for the country in diplomacy; they lie in it, but it is more than they are.
_ENGLISH = """
AF: afghanistan afghan afghans !kabul; AL: albania albanian albanians !tirana; DZ: algeria
algerian algerians;
AO: angola angolan angolans; AR: argentina argentine argentinian argentines argentinians;
AM: armenia armenian armenians !yerevan; AU: australia australian australians aussie !canberra;
AT: austria austrian austrians !vienna; AZ: azerbaijan azerbaijani azeri azerbaijanis !baku;
BH: bahrain bahraini; BD: bangladesh bangladeshi bangladeshis; BY: belarus belarusian belarusians
!minsk;
BE: belgium belgian belgians; BO: bolivia bolivian bolivians; BA: bosnia bosnian bosnians;
BR: brazil brazilian brazilians !brasilia; BG: bulgaria bulgarian bulgarians !sofia;
KH: cambodia cambodian cambodians; CM: cameroon cameroonian; CA: canada canadian canadians
!ottawa;
TD: chad chadian; CL: chile chilean chileans; CN: china chinese prc !beijing; CO: colombia
colombian colombians;
CD: congo congolese drc; CR: costa-rica costa-rican; HR: croatia croatian croatians croat croats;
CU: cuba cuban cubans !havana; CY: cyprus cypriot cypriots; CZ: czechia czech czechs
czech-republic !prague;
DK: denmark danish dane danes !copenhagen; EC: ecuador ecuadorian; EG: egypt egyptian egyptians
!cairo;
EE: estonia estonian estonians !tallinn; ET: ethiopia ethiopian ethiopians;
FI: finland finnish finn finns !helsinki; FR: france french frenchman frenchwoman frenchmen
!paris elysee;
GE: georgia georgian georgians !tbilisi; DE: germany german germans !berlin; GH: ghana ghanaian;
GR: greece greek greeks !athens; GT: guatemala guatemalan; GN: guinea guinean; HT: haiti haitian
haitians;
HN: honduras honduran; HU: hungary hungarian hungarians !budapest; IS: iceland icelandic
!reykjavik;
IN: india indian indians !delhi; ID: indonesia indonesian indonesians !jakarta;
IR: iran iranian iranians !tehran; IQ: iraq iraqi iraqis !baghdad; IE: ireland irish irishman
!dublin;
IL: israel israeli israelis !jerusalem; IT: italy italian italians !rome; CI: ivory-coast ivorian;
JM: jamaica jamaican jamaicans; JP: japan japanese !tokyo; JO: jordan jordanian jordanians !amman;
KZ: kazakhstan kazakh; KE: kenya kenyan kenyans; XK: kosovo kosovan kosovar; KW: kuwait kuwaiti;
KG: kyrgyzstan kyrgyz; LV: latvia latvian latvians !riga; LB: lebanon lebanese !beirut; LY: libya
libyan libyans;
LT: lithuania lithuanian lithuanians !vilnius; LU: luxembourg; MY: malaysia malaysian malaysians;
ML: mali malian; MT: malta maltese; MX: mexico mexican mexicans; MD: moldova moldovan moldovans
!chisinau;
MN: mongolia mongolian; ME: montenegro montenegrin; MA: morocco moroccan moroccans; MZ:
mozambique;
MM: myanmar burma burmese; NP: nepal nepalese nepali; NL: netherlands dutch holland dutchman;
NZ: new-zealand new-zealander new-zealanders kiwi; NI: nicaragua nicaraguan; NE: niger nigerien;
NG: nigeria nigerian nigerians !abuja; KP: north-korea north-korean north-koreans dprk !pyongyang;
MK: north-macedonia macedonia macedonian; NO: norway norwegian norwegians !oslo; OM: oman omani;
PK: pakistan pakistani pakistanis !islamabad; PS: palestine palestinian palestinians; PA: panama
panamanian;
PY: paraguay paraguayan; PE: peru peruvian peruvians; PH: philippines philippine filipino
filipinos !manila;
PL: poland polish pole poles !warsaw; PT: portugal portuguese !lisbon; QA: qatar qatari qataris
!doha;
RO: romania romanian romanians !bucharest; RU: russia russian russians russian-federation !moscow
kremlin;
RW: rwanda rwandan; SA: saudi-arabia saudi saudis saudi-arabian !riyadh; SN: senegal senegalese;
RS: serbia serbian serbians serb serbs !belgrade; SG: singapore singaporean;
SK: slovakia slovak slovaks slovakian !bratislava; SI: slovenia slovenian slovene slovenes
!ljubljana;
SO: somalia somali somalis; ZA: south-africa south-african south-africans !pretoria;
KR: south-korea south-korean south-koreans !seoul; SS: south-sudan; ES: spain spanish spaniard
spaniards !madrid;
LK: sri-lanka sri-lankan sri-lankans; SD: sudan sudanese; SE: sweden swedish swede swedes
!stockholm;
CH: switzerland swiss !bern; SY: syria syrian syrians !damascus; TW: taiwan taiwanese !taipei;
TJ: tajikistan tajik; TZ: tanzania tanzanian; TH: thailand thai thais !bangkok; TN: tunisia
tunisian;
TR: turkey turkish turk turks turkiye !ankara; TM: turkmenistan turkmen; UG: uganda ugandan;
UA: ukraine ukrainian ukrainians !kyiv !kiev; AE: emirates emirati uae united-arab-emirates;
GB: britain british briton britons uk united-kingdom great-britain !london !whitehall;
US: america american americans us usa united-states united-states-america !washington;
UY: uruguay uruguayan; UZ: uzbekistan uzbek; VE: venezuela venezuelan venezuelans !caracas;
VN: vietnam vietnamese !hanoi; YE: yemen yemeni yemenis; ZM: zambia zambian; ZW: zimbabwe
zimbabwean;
VA: vatican holy-see; EU: eu european-union !brussels; UN: un united-nations; EUROPE: europe
european europeans;
AFRICA: africa african africans; ASIA: asia asian asians; ENG: england english englishman
englishwoman;
SCO: scotland scottish scot scots !edinburgh; WAL: wales welsh welshman !cardiff; NIR:
northern-ireland;
HK: hong-kong; GAZA: gaza gazan gazans; CRIMEA: crimea crimean; CHECHNYA: chechnya chechen
chechens
"""

_ROOT = 4  # letters that a country's name and adjective share at least
# Parts and unions: the key lies in, or is a member of, the value.
WITHIN = {"ENG": "GB", "SCO": "GB", "WAL": "GB", "NIR": "GB", "CRIMEA": "UA", "CHECHNYA": "RU"}


@lru_cache(maxsize=1)
def _english() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    seats: dict[str, str] = {}
    for line in _ENGLISH.split(";"):
        code, _, words = line.strip().partition(":")
        for word in words.split():
            table = seats if word.startswith("!") else names
            table[word.lstrip("!").replace("-", " ")] = code
    return names, seats


@lru_cache(maxsize=32)
def _local(lang: str) -> dict[str, str]:
    """Names of territories in a language other than English, folded and without accents."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - not needed for English

    try:
        territories = Locale.parse(lang).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        bare(fold_word(name)).replace("-", " "): code
        for code, name in territories.items()
        if code.isalpha()  # numbers are continents and regions
    }


def territory(words: str, lang: str) -> str | None:
    """Code of the country or union that words name, or name the people or things of.

    Args:
        words: Folded words without accents, dots or possessives, separated by single spaces.
        lang: Language subtag.

    Returns:
        An ISO 3166 code or one of our own (``EU``, ``ENG``...), or None.
    """
    code = _english()[0].get(words)
    if code is None and lang not in {"en", "und"}:
        code = _local(lang).get(words)
    return code


def seat(words: str) -> str | None:
    """Code of the country whose seat of government is so named, as "Moscow" is Russia's."""
    return _english()[1].get(words)


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Names of the countries themselves: the first of each line, and the further ones."""
    firsts = (line.split(":", 1)[1].split()[0] for line in _ENGLISH.split(";"))
    more = """uk united-kingdom great-britain america us usa united-states united-states-america
        holland burma turkiye czech-republic russian-federation congo prc drc dprk uae un eu
        united-arab-emirates european-union united-nations holy-see macedonia"""
    return frozenset(word.replace("-", " ") for word in [*firsts, *more.split()])


def is_country_noun(words: str) -> bool:
    """Whether English words name a country itself rather than its people or things."""
    return words in _nouns()


def is_adjective_of(word: str, name: str, lang: str) -> bool:
    """Whether a lower-case word looks derived from a country's name, outside English.

    French "russe" and "Russie" share a root as long as no other country has it too:
    "autrichien" is not "Australie".

    Args:
        word: A folded word without accents.
        name: The country's name, folded, without accents.
        lang: Language subtag, which is not English.
    """
    root = name[: max(_ROOT, min(len(name) - 2, 6))]
    if len(name) < _ROOT or not word.startswith(root):
        return False
    rivals = {code for other, code in _local(lang).items() if other.startswith(root)}
    return len(rivals) <= 1


def countries_of(names: Iterable[Name], lang: str) -> dict[int, str]:
    """Countries that names stand for, whole or in part, also by their seats of government.

    Args:
        names: Names of one text.
        lang: Language subtag.

    Returns:
        Code by the offset at which the name begins.
    """
    found: dict[int, str] = {}
    for name in names:
        for part in name.parts:
            code = territory(part, lang) or seat(part)
            if code:
                found[name.start] = code
    return found
