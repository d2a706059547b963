"""Scales, currencies and units by name, in many languages, and how units compare.

The tables have one unit to a paragraph: its canonical name, then the names it goes by in any
language. Spaces inside a name are written "_". Names are compared case-folded.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

_SCALES = """
100: hundred hundert honderd cent сотня сотен сотні сотням сотнями сотнях сотню सौ 백 百
1000: thousand thousands k tsd tausend mille mila mil duizend тыс тысяч тысячи тысяча тысячами
    тисяч тисячі тисяча тис tys tysięcy tysiące tusen bin hazaar हजार ألف آلاف 千 천 тысячам
    тысячах тисячам тисячами тисячах тисячу тысячу ألفا الف tysiąc tysiąca
10000: 万 萬 만
100000: lakh lakhs लाख
1000000: million millions mn mln mio millionen mill millón millones milione milioni milhão milhões
    miljoen миллион миллиона миллионов млн мільйон мільйона мільйонів мільйони milion miliona
    milionów miliony miljon miljoner millioner milyon مليون ملايين миллиону миллионам миллионами
    миллионах мільйону мільйонам мільйонами мільйонах مليونا milionom
10000000: crore crores करोड़
100000000: 億 亿 억
1000000000: billion billions bn bln mrd mrds milliarde milliarden milliard milliards md mds
    mil_millones mil_m miliardo miliardi mld mil_milhões bilhão bilhões bi miljard миллиард
    миллиарда миллиардов млрд мільярд мільярда мільярдів мільярди miliard miliarda miliardów
    miljarder milyar مليار مليارات миллиардам миллиардами миллиардах миллиарду мільярдам
    мільярдами мільярду مليارا miliardom
1000000000000: trillion trillions tn trn billionen billón billones bilione trilhão trilhões
    biljoen триллион триллиона триллионов трлн трильйон трильйона трильйонів bilion bilionów 兆 조
    تريليون
"""
# Where "billion" is a million millions.
_LONG_SCALE = {
    "de": {"billion": 10**12, "trillion": 10**18},
    "fr": {"billion": 10**12, "billions": 10**12},
    "nl": {"biljoen": 10**12},
}
_MONEY = """
USD: usd us$ us_dollar us_dollars u.s._dollar u.s._dollars dollar dollars dólar dólares dollari
    dollaro доллар доллара долларов долл долар долара доларів дол dolarów dolar doları ドル 달러
    美元 دولار دولارا دولارات دولاراً долларами долларам доларами
CAD: cad canadian_dollar canadian_dollars
AUD: aud australian_dollar australian_dollars
HKD: hkd hong_kong_dollars 港元
NZD: nzd new_zealand_dollars
SGD: sgd singapore_dollars
EUR: eur euro euros евро євро ユーロ 유로 欧元 歐元 يورو 欧
GBP: gbp sterling pounds_sterling pfund_sterling libras libras_esterlinas livres_sterling sterline
    фунтов_стерлингов ポンド 英镑 جنيه_إسترليني ليرة_إسترلينية
pound: pound pounds pfund
JPY: jpy yen yens иен ієн 円 엔 日元 ين иены
CNY: cny rmb yuan renminbi юаней юанів 人民币 人民元 위안 元 块 يوان юань юаня
KRW: krw won 원 ウォン 韩元 вон
RUB: rub rubles roubles ruble rouble rubel rubli rublos roebel рубль рубля рублей руб рублів
    рублями рублям روبل
UAH: uah hryvnia hryvnias hryvnya гривна гривны гривен гривень гривні гривня грн hrywien гривнями
    гривням
INR: inr rupee rupees rs рупий रुपये
CHF: chf franken swiss_francs francs_suisses
SEK: sek kronor
DKK: dkk
NOK: nok
PLN: pln zloty zlotys zł złotych złoty
TRY: lira liras
BRL: brl real reais
MXN: mxn
ILS: ils shekel shekels
ZAR: zar rand
AED: aed dirham dirhams درهم درهما
SAR: riyal riyals ريال ريالا
NGN: naira
peso: peso pesos
franc: franc francs
krone: kroner krone kronen krona
cent: cents cent centimes céntimos centavos цент центов
penny: pence penny p
BTC: bitcoin bitcoins btc
"""
_PERCENT = """
%: % percent per_cent pct prozent pour_cent por_ciento por_cento per_cento procent процент
    процента процентов процентами відсоток відсотка відсотків відсотки procenta yüzde パーセント
    퍼센트 프로 بالمئة بالمائة في_المئة في_المائة प्रतिशत процентам процентах відсоткам відсотками
    відсоткового procentów procenty
percentage_point: percentage_point percentage_points percentage-point pp ppt ppts prozentpunkt
    prozentpunkte prozentpunkten point_de_pourcentage points_de_pourcentage punto_porcentual
    puntos_porcentuales punto_percentuale punti_percentuali ponto_percentual pontos_percentuais
    procentpunt procentpunten процентных_пункта процентных_пунктов процентный_пункт
    відсоткових_пункти відсоткових_пунктів %p %포인트 %ポイント 个百分点 百分点 процентного_пункта
    процентным_пунктам процентными_пунктами відсоткового_пункту відсоткові_пункти
    punktu_procentowego punkty_procentowe punktów_procentowych نقطة_مئوية نقاط_مئوية
    نقطتين_مئويتين 퍼센트포인트 प्रतिशत_अंक
basis_point: basis_point basis_points bps bp basispunkt basispunkte basispunkten points_de_base
    puntos_básicos punti_base базисных_пунктов базисного_пункта базисных_пункта базисний_пункт
    базисних_пунктів نقطة_أساس نقاط_أساس ベーシスポイント 基点 个基点
"""
# Here the canonical name is followed by the dimension and the size in its base unit.
_MEASURES = """
second time 1: second seconds sec secs sekunde sekunden seconde secondes segundos secondi seconden
    секунд секунды секунду секунди 秒 초 ثانية ثوان ثواني секундах sekundy sekund सेकंड
minute time 60: minute minutes min mins minuten minuto minutos minuti minuut минут минуты минуту
    хвилин хвилини 分 分钟 分間 분 دقيقة минутам хвилину хвилинами دقائق minuty 分鐘 मिनट
hour time 3600: hour hours hr hrs h stunde stunden heure heures hora horas ora ore uur uren час
    часа часов година години годин 時間 小时 小時 시간 ساعة часам годину годинами ساعات ساعتين
    godziny godzin godzinę 个小时 घंटे
day time 86400: day days tag tage tagen jour jours día días giorno giorni dia dias dag dagen день
    дня дней дні днів 日 日間 天 일 يوم أيام дню днями днём дням يوما يومين dni dzień दिन
week time 604800: week weeks woche wochen semaine semaines semana semanas settimana settimane
    weken неделя недели недель тиждень тижні тижнів 週間 周 주 أسبوع أسابيع неделю неделями тижня
    тижнями أسبوعا أسبوعين tygodnie tygodni tydzień 星期 주일 हफ्ते
month months 1: month months monat monate monaten mois mes meses mese mesi mês maand maanden месяц
    месяца месяцев місяць місяці місяців か月 ヶ月 カ月 个月 個月 개월 شهر أشهر месяцам месяцами
    місяця شهرا شهور شهرين miesiące miesięcy miesiąc महीने
year months 12: year years yr yrs jahr jahre jahren an ans année années año años anno anni ano
    anos jaar год года лет рік роки років 年 年間 년 سنة سنوات عاما годам годами годы роками року
    عام أعوام عامين سنتين سنين rok lata 多年 साल वर्ष
decade months 120: decade decades jahrzehnt jahrzehnte jahrzehnten décennies décadas decenni
    decennia десятилетий десятиліть
century months 1200: century centuries jahrhundert jahrhunderte siècles siglos secoli séculos
    eeuwen
year_of_age months 12: years_old year_old year_olds year-old year-olds years_of_age jährige
    jähriger jährigen jähriges jährigem years-old 歳 才 岁 歲 세 살 летний летняя летнего летней
    річний річна річного річної jarige años_de_edad ans_d'âge anni_di_età letni letnia letniego
    летнюю летних річну річними
mm length 0.001: mm millimetre millimetres millimeter millimeters мм миллиметров миллиметра
    міліметрів ミリ 毫米 밀리미터 مليمتر مليمترا
cm length 0.01: cm centimetre centimetres centimeter centimeters zentimeter centimètres
    centímetros centimetri см сантиметров сантиметра сантиметрів センチ 厘米 센티미터 سنتيمتر
    سنتيمترا
m length 1: m metre metres meter meters metern mètre mètres metro metros metri м метр метра метров
    метрів метри メートル 米 미터 متر مترا أمتار метрам метрами metrów
km length 1000: km kms kilometre kilometres kilometer kilometers kilometern kilomètre kilomètres
    kilómetro kilómetros chilometri quilômetros quilómetros км километр километра километров
    кілометр кілометрів кілометри キロメートル キロ 公里 千米 킬로미터 كيلومتر كيلومترا كيلومترات
    كم километрам километрами кілометра кілометрам kilometrów kilometry किलोमीटर
mile mile 1: mile miles milles millas miglia мили миль ميل ميلا أميال миля 英里 マイル 마일
foot foot 1: foot feet ft футов
inch inch 1: inch inches
yard yard 1: yard yards yd
nautical_mile nm 1: nautical_mile nautical_miles seemeilen
g mass 1: g gram grams gramme grammes gramm gramos grammi gramas граммов г грамма грамів граму
    غرام غراما グラム 克 그램
mg mass 0.001: mg milligram milligrams
kg mass 1000: kg kilo kilos kilogram kilograms kilogramm chili quilos кг килограмм килограммов
    кілограмів キログラム 公斤 킬로그램 كيلوغرام كيلوغراما كيلوغرامات كغ кілограма килограмма किलो
    킬로
tonne mass 1000000: tonne tonnes ton tons metric_tons metric_tonnes tonnen tonnellate toneladas
    тонна тонны тонн т тонни トン 吨 噸 톤 طن طنا أطنان тоннами тоннам тон टन
lb lb 1: lb lbs
ounce ounce 1: ounce ounces oz unzen onzas
hectare hectare 1: hectare hectares ha hektar hectáreas ettari гектар гектара гектаров гектарів
    公顷 هكتار هكتارا гектари ヘクタール 헥타르 hektarów
acre acre 1: acre acres
km² area 1: km² km2 sq_km square_kilometre square_kilometres square_kilometer square_kilometers
    quadratkilometer кв_км 平方公里 квадратных_километров квадратных_километра
    квадратних_кілометрів كيلومتر_مربع كيلومترا_مربعا 제곱킬로미터 平方キロメートル 平方キロ
    chilometri_quadrati kilómetros_cuadrados kilomètres_carrés quilómetros_quadrados
    quilômetros_quadrados
m² area 0.000001: m² m2 sq_m square_metre square_metres square_meter square_meters quadratmeter
    mètres_carrés metros_cuadrados metri_quadrati кв_м 平方米 квадратных_метров квадратних_метрів
    متر_مربع مترا_مربعا 제곱미터 平方メートル metros_quadrados
square_mile square_mile 1: square_mile square_miles sq_miles
square_foot square_foot 1: square_foot square_feet sq_ft
litre litre 1: litre litres liter liters l литров літрів リットル 리터 لتر لترا литра литр літри
    升 लीटर
gallon gallon 1: gallon gallons
barrel barrel 1: barrel barrels bpd barriles barils barili barris баррелей برميل برميلا барреля
    барель барелів バレル 桶 배럴
°C celsius 1: °c ℃ degrees_celsius degree_celsius degrees_c degrees_centigrade grad_celsius
    degrés_celsius grados_celsius gradi_celsius 摄氏度
°F fahrenheit 1: °f degrees_fahrenheit degrees_f
degree degree 1: ° degree degrees grad degrés grados gradi graus градус градуса градусов градусів
    度 도 درجة درجات градусы градусам градусами градуси stopni
km/h speed 1: km/h kmh kph kilometres_per_hour kilometers_per_hour км/ч км/год كيلومترا_في_الساعة
mph mph 1: mph miles_per_hour
knot knot 1: knots
kWh energy 1: kwh kilowatt_hours kilowattstunden
MW power 1: mw megawatt megawatts мвт мегават мегаватт ميغاواط メガワット 兆瓦 메가와트
GW power 1000: gw gigawatt gigawatts гвт гигаватт гігават غيغاواط ギガワット 吉瓦 기가와트
MB data 1: mb megabytes
GB data 1000: gb gigabytes
TB data 1000000: tb terabytes
"""

# Names that another language uses for something else, so that only these may have them.
_ONLY_IN = {
    "an": "fr", "ans": "fr", "ano": "pt", "anos": "pt gl", "mil": "es pt gl ca",
    "mes": "es pt gl ca",
    "dag": "nl sv da no nb", "mille": "fr it", "mila": "it", "cent": "fr", "bin": "tr", "bi": "pt",
    "real": "pt", "tag": "de", "grad": "de ru", "ora": "it", "ore": "it", "hora": "es pt",
    "元": "zh", "块": "zh", "欧": "zh", "عام": "ar", "升": "zh", "桶": "zh", "克": "zh",
    "星期": "zh",
    "ton": "en und nl sv", "тон": "uk",
    "mill": "de da no nb sv es", "md": "fr da", "mds": "fr", "yüzde": "tr", "an_": "fr",
    "livres_sterling": "fr", "metro": "es it pt", "metros": "es pt", "billion": "en und de",
    "billions": "en und", "trillion": "en und", "kilo": "", "т": "ru uk", "г": "ru", "м": "ru uk",
    "p": "en und", "in": "", "fr": "", "chili": "it", "pp": "",
}  # fmt: skip
_DOLLARS = frozenset({"USD", "CAD", "AUD", "HKD", "NZD", "SGD"})
_LIKE = {
    "pound": {"GBP", "lb"}, "degree": {"°C", "°F"}, "krone": {"SEK", "DKK", "NOK"},
    "franc": {"CHF"}, "cent": {"penny"}, "peso": {"MXN"},
}  # fmt: skip
SYMBOLS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD",
    "nz$": "NZD", "s$": "SGD", "r$": "BRL", "mx$": "MXN", "€": "EUR", "£": "GBP", "¥": "JPY",
    "₩": "KRW", "₽": "RUB", "₴": "UAH", "₹": "INR", "₺": "TRY", "₪": "ILS", "₫": "VND",
    "฿": "THB", "₦": "NGN", "zł": "PLN", "rs": "INR",
}  # fmt: skip


def _rows(table: str) -> dict[str, tuple[str, ...]]:
    """The names in a table by what stands before the colon."""
    found: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in table.strip().split("\n"):
        names = line
        if not line.startswith(" "):
            key, _, names = line.partition(":")
        words = tuple(name.replace("_", " ") for name in names.split())
        found[key] = found.get(key, ()) + words
    return found


_SIZES = {
    unit.replace("_", " "): (dimension, Decimal(size))
    for unit, dimension, size in (key.split() for key in _rows(_MEASURES))
}
MONEY = frozenset({*_rows(_MONEY), *SYMBOLS.values()})
PERCENT = frozenset(key.replace("_", " ") for key in _rows(_PERCENT))


@lru_cache(maxsize=64)
def scale_names(lang: str) -> dict[str, Decimal]:
    """Powers of ten by name, case-folded, as a language counts."""
    found = {
        name: Decimal(scale)
        for scale, names in _rows(_SCALES).items()
        for name in names
        if _is_used(name, lang)
    }
    found.update({name: Decimal(scale) for name, scale in _LONG_SCALE.get(lang, {}).items()})
    return found


@lru_cache(maxsize=64)
def unit_names(lang: str) -> dict[str, str]:
    """Canonical units by name, case-folded."""
    return {
        name: key.split(" ")[0].replace("_", " ")
        for table in (_MONEY, _PERCENT, _MEASURES)
        for key, names in _rows(table).items()
        for name in names
        if _is_used(name, lang)
    }


def _is_used(name: str, lang: str) -> bool:
    return name not in _ONLY_IN or lang in _ONLY_IN[name].split()


def in_base(unit: str | None, value: Decimal) -> tuple[str | None, Decimal]:
    """A value in the base unit of its dimension, and the dimension's name."""
    if unit == "basis point":
        return "percentage point", value / 100
    if unit not in _SIZES:
        return unit, value
    dimension, size = _SIZES[unit]
    return dimension, value * size


def same_unit(first: str | None, second: str | None) -> bool:
    """Whether two canonical units may mean the same, "$" and "C$" included."""
    if in_base(first, Decimal(1))[0] == in_base(second, Decimal(1))[0]:
        return True
    if first in _DOLLARS and second in _DOLLARS:
        # A plain "$" is written for all of them; two different ones are different.
        return "USD" in {first, second}
    return second in _LIKE.get(first or "", ()) or first in _LIKE.get(second or "", ())
