"""Numbers in Chinese, Japanese and Korean: characters, digits between scales, and words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGIT = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_KOREAN_DIGIT = {c: i for i, c in enumerate("영일이삼사오육칠팔구")}
_DIGIT_OF = {**_DIGIT, **_KOREAN_DIGIT}
_SMALL = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_LARGE = {
    "万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12, "만": 10**4, "억": 10**8,
    "조": 10**12,
}  # fmt: skip

_HAN = "〇零一二三四五六七八九十百千万萬億亿兆两兩"
_HAN_RUN = re.compile(
    rf"(?<![{_HAN}0-9.,])[一二三四五六七八九十百千两兩][{_HAN}]{{0,12}}"
    r"(?:点(?P<decimals>[〇零一二三四五六七八九]{1,6}))?"
)
_HAN_COUNTER = re.compile(
    r"\s?(?:か国|カ国|ヶ国|个|個|名|人|国|位|家|次|回|件|项|項|架|辆|艘|岁|歳|歲|天|年間|か月|"
    r"个月|週間|周|年(?![级級代生])|"
    r"時間|小时|分钟|美元|欧元|元|円|ドル|%|倍|割|成|座|种|所|条|只|本|枚|台|棟|点|度|"
    r"级|層|层|階|番|着|位|连|連|届|期|号|公里|米|吨|トン)"
)
_HAN_ORDER = "第"
_PERCENT = "百分之"

_SINO = "일이삼사오육칠팔구십백천만억조"
_NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
    "여든": 80, "아흔": 90,
}  # fmt: skip
_NATIVE_UNITS = {
    "첫": 1, "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3,
    "넷": 4, "네": 4, "넉": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_COUNTER = (
    r"(?:명|사람|개국|개월|개|마리|살|시간|번째|번|곳|대|권|채|장|병|잔|건|달|가지|배|척|그루|쌍|"
    r"차례|군데|켤레|송이|자루|팀|나라|가구|갈래|해|쪽|편|주|주일|골|경기|분야|도시|단계)"
)
_UNIT = (
    r"(?:원|달러|유로|엔|위안|톤|킬로|미터|퍼센트|포인트|%|"
    r"세|년|일|주|시간|분|초|회|차|위|곳|호|층|"
    r"명|개|건|대|배|가구|표|석|점|여)"
)
# A syllable that begins other words too ("세대") counts only with a space or these after it.
_ATTACHED = r"(?:명|번|개|마리|살|시간|가지|곳|달)"
_KOREAN_NATIVE = re.compile(
    rf"(?<![가-힣])(?:(?P<long>(?:{'|'.join(_NATIVE_TENS)})(?:{'|'.join(_NATIVE_UNITS)})?"
    rf"|다섯|여섯|일곱|여덟|아홉)(?=\s?{_COUNTER})"
    rf"|(?P<short>[첫한두둘세셋석네넷넉])(?=\s{_COUNTER}|{_ATTACHED}))(?P<nth>\s?번째)?"
)
_MONEY = r"(?:원|달러|유로|엔|위안)"
_ONE_TRILLION = r"[일이삼사오육칠팔구]조"  # "구조" is a rescue, too
_KOREAN_SINO = re.compile(
    rf"(?<![가-힣0-9.,])(?:[백천만억](?=\s?(?:명|개|{_MONEY}|여\s))"
    rf"|{_ONE_TRILLION}(?=\s?{_MONEY})|(?!{_ONE_TRILLION}(?![{_SINO}]))"
    rf"(?=[{_SINO} ]{{0,9}}[십백천만억조])[{_SINO}](?: ?[{_SINO}]){{1,12}}"
    rf"(?=\s?(?:{_UNIT}|{_COUNTER})))"
)
_MIXED = re.compile(
    r"\s?(?P<digits>[0-9]{1,4}(?:,[0-9]{3}|\.[0-9]{1,4})?)?"
    r"(?P<scale>[십백천千百十만억조万萬億亿兆])"
)
_REST = re.compile(r"\s?(?P<digits>[0-9]{1,4}(?:,[0-9]{3})?)(?![0-9.,]|\s?[年月년월])")


def read_run(run: str) -> int:
    """Read a run of numerals, by place value or digit by digit: "二十六", "二〇", "이백오십"."""
    run = run.replace(" ", "")
    if len(run) > 1 and all(char in _DIGIT for char in run):
        return int("".join(str(_DIGIT[char]) for char in run))
    total = section = digit = 0
    for char in run:
        if char in _DIGIT_OF:
            digit = _DIGIT_OF[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        else:
            section += digit
            # "万亿" multiplies; after "五亿" a new section begins
            total = (
                total * _LARGE[char]
                if total and not section
                else total + ((section or 1) * _LARGE[char])
            )
            section = digit = 0
    return total + section + digit


def find_han(text: str) -> Iterator[tuple[int, int, Decimal, bool]]:
    """Find numbers in Chinese characters: start, end, value, whether it is an ordinal."""
    for match in _HAN_RUN.finditer(text):
        run, start = match.group(), match.start()
        whole = run.partition("点")[0]
        value = Decimal(read_run(whole))
        before = text[max(0, start - len(_PERCENT)) : start]
        if before.endswith(_HAN_ORDER):
            yield start - 1, match.end(), value, True
            continue
        if match["decimals"]:
            digits = "".join(str(_DIGIT[char]) for char in match["decimals"])
            yield start, match.end(), Decimal(f"{value}.{digits}"), False
            continue
        # "一般" and "統一" are words; a lone character counts only before a counter.
        counted = _HAN_COUNTER.match(text, match.end()) is not None or before == _PERCENT
        if value > 1 and (counted or (len(run) > 1 and value > 10)):  # noqa: PLR2004
            yield start, match.end(), value, False


def find_korean(text: str) -> Iterator[tuple[int, int, Decimal, bool]]:
    """Find Korean number words before what they count, native and Sino-Korean ones."""
    found: list[tuple[int, int, Decimal, bool]] = []
    for match in _KOREAN_NATIVE.finditer(text):
        word = match["long"] or match["short"]
        tens = next((t for t in _NATIVE_TENS if word.startswith(t)), "")
        value = _NATIVE_TENS.get(tens, 0) + _NATIVE_UNITS.get(word[len(tens) :], 0)
        nth = match["nth"] is not None
        if value > 1 or nth:
            found.append((*match.span(), Decimal(value), nth))
    for match in _KOREAN_SINO.finditer(text):
        value = read_run(match.group())
        if value > 1:
            found.append((*match.span(), Decimal(value), False))
    yield from sorted(found)


def read_mixed(
    text: str, end: int, value: Decimal, step: Decimal
) -> tuple[int, Decimal, Decimal, Decimal]:
    """Read on where digits go on in characters for scales: "3억5000만", "1천200억", "2만 5천".

    Args:
        text: The text with ASCII digits.
        end: Offset just past the first digits.
        value: Their value.
        step: Their last place.

    Returns:
        Where the number ends, its last large scale, which is 1 where none follows, and its
        value and last place in units of that.
    """
    total, section, digits, last = Decimal(0), Decimal(0), value, Decimal(0)
    floor = Decimal(10) ** 20
    position = end
    large = Decimal(1)
    while (match := _MIXED.match(text, position)) is not None:
        if match["digits"]:
            if position == end or last == 0:
                break  # two numbers beside each other
            digits = Decimal(match["digits"].replace(",", ""))
            step = Decimal(1)
        elif text[position].isspace():
            break
        char = match["scale"]
        if char in _SMALL:
            section += (digits or 1) * _SMALL[char]
            step, last = step * _SMALL[char], Decimal(_SMALL[char])
        else:
            amount = section + digits
            if not amount and total:
                total, step = total * _LARGE[char], step * _LARGE[char]  # "1.2万亿"
            else:
                if _LARGE[char] >= floor:
                    break
                total, step = total + (amount or 1) * _LARGE[char], step * _LARGE[char]
            large = floor = last = Decimal(_LARGE[char])
            section = Decimal(0)
        digits = Decimal(0)
        position = match.end()
    if last == 0:
        return end, Decimal(1), value, step
    rest = _REST.match(text, position)
    if rest is not None and Decimal(rest["digits"].replace(",", "")) < last:
        section += Decimal(rest["digits"].replace(",", ""))
        position, step, large = rest.end(), Decimal(1), Decimal(1)
    return position, large, (total + section) / large, step / large
