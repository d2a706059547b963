"""Which language a text is in, and which way it is written.

The script decides first; languages that share one are told apart by their function words,
or by letters that only one of them has. A text of a few sentences is full of both, so a
bounded prefix is enough and no dictionary has to be loaded: reading those of a lemmatiser
for ten languages takes seconds and hundreds of megabytes.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Literal
from unicodedata import normalize

UNKNOWN = "und"
PREFIX = 6_000
"""Code points that detection looks at."""
ONE_WORD = 1_000
"""Weight of one function word that a single language has."""

_SUBTAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,6}\Z")
# Not \W: the vowel signs of Indic scripts are no word characters to `re`.
_BETWEEN_WORDS = re.compile(r"[\s\d.,;:!?()\[\]{}<>\"“”„‟«»‹›…·•।॥،؛؟۔/|*_#=—–-]+")

_RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})

_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv "
    "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr "
    "ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw "
    "ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv "
    "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq "
    "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh "
    "yi yo za zh zu"
)
_ISO_639_1 = frozenset(_TWO_LETTERS.split())
_RETIRED = {"in": "id", "iw": "he", "ji": "yi", "mo": "ro"}

# First and last code point, and the script or, where a script has one living language, that.
_RANGES = (
    (0x0041, 0x024F, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0x0370, 0x03FF, "el"),
    (0x1F00, 0x1FFF, "el"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"),
    (0x0B00, 0x0B7F, "or"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"),
    (0x0D80, 0x0DFF, "si"),
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x0F00, 0x0FFF, "bo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1200, 0x139F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x3040, 0x30FF, "ja"),
    (0x3130, 0x318F, "ko"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "ko"),
    (0xF900, 0xFAFF, "han"),
)

# Function words, most frequent first. A word of several languages counts for each of them,
# but for less.
_LATIN = {
    "en": "the of and to in is that for on with as was at by it from are this be have has not an "
    "he his they which or but were had their been who will would there its said she you we",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch "
    "es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so",
    "fr": "de la le et les des en un une du est que dans qui par pour au sur pas plus ne se avec "
    "ce il sont aux cette mais ou été ces sa son ont leur être c'est d'une qu'il l'on nous vous",
    "es": "de la que el en y a los se del las un por con una su para es al lo como más pero sus "
    "le ha este fue o sobre entre también hasta desde han muy sin porque ser está cuando años",
    "it": "di e il la che in un a per è una del della con non si da sono le dei al nel anche gli "
    "alla come più ha i delle dal ma lo nella dalla questo stato essere hanno degli sul l'ha",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele "
    "das à seu sua ou quando muito nos já eu também só pelo pela até isso foi são está ser",
    "nl": "de van een het en in is dat op te zijn met voor niet aan er om ook als dan maar bij "
    "hij wordt door nog uit naar ze heeft hebben over tot werd deze kan zich worden geen meer",
    "af": "die van en in is het nie wat 'n te vir op met dat om hy aan se was ook as hulle deur "
    "sy na sal kan word ek by maar uit hierdie een daar of jy ons haar geen baie gesê",
    "lb": "an de d' dat ass eng mat vun op net si sech och fir déi den ginn hunn wéi gëtt vum et "
    "huet awer dass zu bei ee sinn nach dem wann hat wou méi no",
    "sv": "och i att det som en på är av för med den till inte ett om har de jag var sig så men "
    "från vi kan han när nu också efter sin vid eller hade ska skulle blir under mot där",
    "da": "og i at det er en til af på for den med de ikke der har som et jeg men var sig om han "
    "fra vi kan så blev også efter ved nu eller være hvor bliver hun deres når ud skal",
    "nb": "og i det er på en til som for av at med de har ikke den om et fra var jeg men så seg "
    "han ble vi kan etter også ved eller blir være hun hvor skal når mot ut opp deres noen",
    "is": "og að í á er sem til við um ekki með það en þetta af fyrir hann var því þar frá eru "
    "eftir verið hún hefur þess ég þá sé voru þeir hafa við einnig eða",
    "fi": "ja on ei se että oli hän mutta ovat kun joka myös niin mukaan tai ole jo kuin ne sen "
    "nyt sekä vain ollut voi mitä olisi tämä jossa jotka kanssa jälkeen hänen eivät vuoden",
    "et": "ja on ei et see oli ta kui ka mis aga oma või siis selle kes seda mida mitte veel "
    "olema nad pole nii oleks välja kuid sest juba üle ole eesti aasta kõik pärast",
    "hu": "a az és hogy nem is egy ez azt de csak meg már volt van el ki még mint vagy szerint "
    "között után ami aki ha lehet így több majd pedig nagyon most minden ezt lesz kell",
    "pl": "w i na się z do nie że jest to o za od po przez dla jak ale oraz co był tym jego czy "
    "został już są tego także które który która ich przed roku może być tylko jako gdy",
    "cs": "a v se na je že s z do o to za pro ve by i jako ale po od jsou jeho byl nebo která "
    "který však také jeho ze podle jen při než když už bylo může které není být až jsem",
    "sk": "a v sa na je že s z do o to za pre vo by aj ako ale po od sú jeho bol alebo ktorá "
    "ktorý však tiež zo podľa len pri než keď už bolo môže ktoré nie byť až som pred",
    "sl": "je in v na se da za so z ki pa tudi ne s po od pri kot ali bi ni do še o bo bil bila "
    "med lahko več pred zaradi ker sta so bilo kar kjer tem že smo vse",
    "hr": "je i u na se da za su s od ne što će koji koja koje iz o kao ali to bi nije a do sam "
    "po ili nakon te prema biti bio samo još može kako ako već kad sve protiv bilo li",
    "ro": "de și în a la cu care din pe o nu un că mai pentru este au fi ale prin sunt să se al "
    "ce după dar fost lui sa fie către între până acest această unei unui ar vor sau",
    "lv": "un ir ar no par ka kas uz tika bija arī kā gada bet pēc lai nav vai viņš to šo savu "
    "tas pie tiek var latvijas līdz pirms būs jau kuri tikai es",
    "lt": "ir kad yra su į iš tai bei buvo kaip apie dėl už bet ar nuo jis po jo kuris per "
    "taip pat gali metų ne nėra lietuvos iki tik šis jau jie kurie",
    "tr": "ve bir bu da de için ile çok olarak olan daha en gibi kadar ama sonra ne olduğu "
    "değil göre var o ise her ancak mi ki ya tarafından oldu iki ilk yeni dedi içinde üzerinde",
    "id": "yang dan di dari ini dengan untuk pada tidak dalam itu akan adalah juga ke oleh "
    "telah ada mereka bisa kata para saat atau tersebut sebagai tahun lebih sudah karena",
    "ca": "de la i el en que a per les un amb del una els és no al més ha com s'ha dels són "
    "també aquest però l'any fins aquesta o han seva seu va ser pel molt sense entre",
    "gl": "de a o que e do da en un unha para con non os as se no na por máis como pero ao das "
    "dos foi á súa seu tamén polo pola ata é son está unhas nos ten",
    "eu": "eta da du ez bat ere dira zen duen izan egin zuen baina dute hau beste egun dela "
    "baino gabe arte edo den ditu oso urte zuten dago",
    "sq": "të e në dhe me për një që nga është se i më nuk do si ka u janë ka kanë tij ky kjo "
    "por edhe mund pas ose është ishte duke deri",
    "cy": "yn y i a o ar yr mae ei ac gan wedi am bod oedd hyn eu ond cael roedd fod gyda bydd "
    "wrth yng at er oes nad hefyd",
    "ga": "an na agus a i ar le go is do ag bhí de tá sé ní leis nach sin san atá chun ach mar "
    "gur faoi raibh siad tar éis",
    "mt": "li ta' u il- ma' fuq għal dan din minn huwa hija kien biex kif mhux għall bħala wara "
    "jew tal- il fil- dawn kollha aktar",
    "sw": "ya na wa kwa ni katika la za kuwa hiyo cha kama huo hayo yake baada ili lakini pia "
    "hii alisema watu hilo yeye nchi huyo wao",
    "tl": "ang ng sa na mga at ay ni para hindi si ito kay nang may kanyang siya mula isang "
    "kung ko rin pa noong din nila",
    "vi": "của và là có trong được các cho một không với này đã những khi người đến từ để về "
    "ra ông cũng trên như tại đó vào phải sẽ nhiều bị theo năm",
}
_CYRILLIC = {
    "ru": "и в не на что с по как это из к у он но за от его о для же до или так было был бы "
    "также их она все после года чтобы только который если уже сказал может ещё они",
    "uk": "і в на не що з до та у за про як це для від його є але він із який які також вона "
    "після було бути або їх ще щоб цього року при вони може лише під якщо сказав буде",
    "be": "і ў на не што з да у за як гэта для ад яго але ён які якія таксама яна пасля было "
    "або іх яшчэ каб года пры яны можа па сказаў калі",
    "bg": "и на да се в за от е с че не по са като ще до това но при след си беше те или който "
    "както той има която много може само през още бе тя ли към които",
    "mk": "и на да се во за од е со дека не по ги го како ќе до тоа но при сe се беше или кој "
    "како тој има која многу може само уште ја што кои ние",
    "sr": "и у је на да се за су од са не што ће који која које из о као али то би није а до "
    "по или након према бити био само још може како ако већ рекао",
    "kk": "және бұл мен де үшін бір деп болып екі ол болды туралы бойынша жаңа осы керек да "
    "арқылы кейін жылы емес",
}
_ARABIC = {
    "ar": "في من على إلى أن التي عن الذي ما هذا هذه مع كان لا بين كما أو قد بعد قال لم وقد كل "
    "ذلك حيث هو وفي وقال خلال غير",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد شده بود هم می ها باید شد اما های "
    "گفت پس نیز کرده کند",
    "ur": "کے کی میں ہے اور کا کو سے نے کہ ہیں پر یہ اس کیا تھا گیا بھی ایک نہیں جو کر لیے انہوں",
    "ps": "د په او چې له ته کې دا سره هم يې دی نه شي کړي دي لپاره",
    "ckb": "لە و بە کە بۆ ئەو ئەم لەسەر یەک هەیە دوای بەڵام دەکات بوو",
}
_DEVANAGARI = {
    "hi": "के में की है और का से को ने पर हैं कि भी यह इस एक नहीं था लिए कर हो गया ही जो ये वह",
    "mr": "आहे आणि या व हे की ते तर आहेत करण्यात होते नाही त्या हा ही केली झाली मध्ये यांनी",
    "ne": "छ र को मा का पनि छन् गर्न भएको हो लागि यो गरेको नेपाल थियो भने गरेका रहेको",
}
_WORDS = {
    "latin": _LATIN,
    "cyrillic": _CYRILLIC,
    "arabic": _ARABIC,
    "devanagari": _DEVANAGARI,
}

# Languages that readers of the one read too: where a page declares one of them and the words
# point to another of the same group, the page knows better.
_NEIGHBOURS = (
    frozenset({"da", "nb", "nn", "no", "sv"}),
    frozenset({"hr", "bs", "sr", "sh", "sl"}),
    frozenset({"cs", "sk"}),
    frozenset({"es", "gl", "ca", "pt", "ast", "oc", "an"}),
    frozenset({"id", "ms"}),
    frozenset({"nl", "af", "fy", "li"}),
    frozenset({"de", "lb", "gsw", "nds", "bar"}),
    frozenset({"it", "sc", "co", "lij", "vec", "fur"}),
    frozenset({"bg", "mk", "sr"}),
    frozenset({"ru", "be", "uk"}),
    frozenset({"hi", "mr", "ne", "mai", "bho"}),
    frozenset({"ar", "arz", "ary"}),
    frozenset({"zh", "yue"}),
    frozenset({"he", "yi"}),
    frozenset({"tl", "fil", "ceb"}),
)


def detect_language(text: str) -> str:
    """Name the language that `text` is mostly in.

    Args:
        text: Running text; only its first 6,000 code points are looked at. A paragraph is
            enough; a heading may not be.

    Returns:
        A language subtag of two or three letters such as ``en``, or ``und``.
    """
    sample = text[:PREFIX]
    script = _script(sample)
    if script == "han":
        return "zh"
    if script in _WORDS:
        return _by_function_words(sample, script)
    return script


def agreed_language(declared: str | None, text: str) -> str:
    """Settle what a page says of its language against the words it is written in.

    Templates often declare the language of their maker, so clear words win; between close
    neighbours (Danish and Norwegian, Czech and Slovak...) the declaration does.

    Args:
        declared: A BCP 47 tag such as ``pt-BR``, or None.
        text: The article.

    Returns:
        A language subtag, or ``und``.
    """
    detected = detect_language(text)
    subtag = subtag_of(declared)
    if subtag is None or subtag == detected:
        return detected
    if detected == UNKNOWN or any({subtag, detected} <= group for group in _NEIGHBOURS):
        return subtag
    return detected


def subtag_of(tag: str | None) -> str | None:
    """The primary language subtag of a BCP 47 tag or locale name; None where it is neither.

    ``pt-BR`` and ``pt_BR`` give ``pt``; ``und`` and ``x-default`` give None.
    """
    match = _SUBTAG.match(tag.strip()) if tag else None
    if match is None:
        return None
    subtag = match[1].lower()
    if len(subtag) == len("eng"):
        subtag = _shorter(subtag)
    if subtag in _RETIRED:
        return _RETIRED[subtag]
    known = len(subtag) > len("en") or subtag in _ISO_639_1
    return subtag if known and subtag not in {UNKNOWN, "mul", "zxx"} else None


@cache
def _shorter(code: str) -> str:
    """The two-letter code of a language, where it has one beside this one of three letters."""
    from babel.core import get_global  # noqa: PLC0415 - reads a large table

    replacement = get_global("language_aliases").get(code, code)
    return str(replacement) if len(replacement) == len("en") else code


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """Which way the language with subtag `lang` is usually written."""
    return "rtl" if lang in _RTL else "ltr"


def _script(sample: str) -> str:
    counts: Counter[str] = Counter()
    for char, number in Counter(sample).items():
        point = ord(char)
        for first, last, name in _RANGES:
            if first <= point <= last:
                counts[name] += number if char.isalpha() else 0
                break
    # A tenth of kana makes Chinese characters Japanese; a syllable block or an ideograph
    # says as much as two or three letters.
    if counts["ja"] * 10 >= counts["han"] > 0:
        counts["ja"] += counts.pop("han")
    for dense in ("han", "ja", "ko"):
        counts[dense] *= 3
    script, number = counts.most_common(1)[0] if counts else (UNKNOWN, 0)
    return script if number else UNKNOWN


def _by_function_words(sample: str, script: str) -> str:
    plain = normalize("NFC", sample).replace("’", "'").lower()
    words = Counter(_BETWEEN_WORDS.split(plain))
    scores: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for word, owners in _owners(script).items():
        number = words.get(word, 0)
        for lang in owners if number else ():
            # Ten times the same word says little more than five times.
            scores[lang] += min(number, 5) * ONE_WORD // len(owners)
            seen[lang] += 1
    if not scores:
        return UNKNOWN
    best, score = scores.most_common(1)[0]
    rivals = {lang for lang, other in scores.items() if other == score}
    drawn = len(rivals) > 1 and not any(rivals <= group for group in _NEIGHBOURS)
    # Two different words at least, and not both of them everybody's: "la de" is no language.
    return best if seen[best] > 1 and score > ONE_WORD and not drawn else UNKNOWN


@cache
def _owners(script: str) -> dict[str, tuple[str, ...]]:
    """Function word to the languages of `script` that use it."""
    owners: dict[str, tuple[str, ...]] = {}
    for lang, words in _WORDS[script].items():
        for word in dict.fromkeys(words.split()):
            owners[word] = (*owners.get(word, ()), lang)
    return owners
