"""Made-up cells of ward tables in the spellings people use: addresses, dates, names and kana (見本の欄).

Deterministic by seed and almost all different, because a table where every cell is the same measures a cache.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta

from yakusho.japanese.dates import ERAS

_WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
_KANJI = "〇一二三四五六七八九"
_BUILDINGS = (
    "ハイツ若木",
    "コーポ緒方",
    "メゾン中台",
    "第3白樺荘",
    "ｻﾝﾊﾟﾚｽ",
    "グリーンハイム",
    "パークサイド21",
    "藤和コープ",
)
_FAMILY = ("佐藤", "鈴木", "渡邉", "髙橋", "田中", "伊藤", "山本", "齋藤", "小林", "加藤", "濵田", "長谷川")
_GIVEN = ("太郎", "花子", "一郎", "美咲", "健", "さくら", "翔太", "陽子", "大輔", "恵", "真由美", "直樹")
_KANA = ("ｻﾄｳ", "スズキ", "わたなべ", "タカハシ", "ﾀﾅｶ", "いとう", "ヤマモト", "ｻｲﾄｳ", "コバヤシ", "ｶﾄｳ")
_KANA_GIVEN = ("ﾀﾛｳ", "ハナコ", "いちろう", "ミサキ", "ｹﾝ", "サクラ", "しょうた", "ﾖｳｺ", "ダイスケ", "めぐみ")
_OLDEST = date(1926, 12, 26)


def addresses(towns: list[str], count: int, seed: int = 1) -> list[str]:
    """Addresses of the ward; `towns` are its 町丁目 with 丁目 in kanji numerals."""
    dice = random.Random(seed)
    return [_address(dice, dice.choice(towns)) for _ in range(count)]


def _address(dice: random.Random, town: str) -> str:
    name, block, number = town.removesuffix("丁目"), dice.randint(1, 80), dice.randint(1, 40)
    head = dice.choice(("", "板橋区", "東京都板橋区", "〒173-0004 東京都板橋区"))
    if town != name and dice.random() < 0.6:
        place = f"{name[:-1]}{_KANJI.index(name[-1])}-{block}-{number}"
    else:
        place = dice.choice((f"{town}{block}番{number}号", f"{town}{block}-{number}", f"{town}{block}番地の{number}"))
    if dice.random() < 0.3:
        place = place.translate(_WIDE)
    return head + place + _building(dice)


def _building(dice: random.Random) -> str:
    if dice.random() < 0.4:
        return ""
    room = dice.choice(
        ("", f"{dice.randint(101, 999)}号室", f" {dice.randint(101, 999)}", f"-{dice.randint(101, 999)}")
    )
    return dice.choice((" ", "", "\u3000")) + dice.choice(_BUILDINGS) + room


def dates(count: int, seed: int = 2) -> list[str]:
    """Days since 1926 in ten spellings."""
    dice = random.Random(seed)
    days = (date(2026, 11, 24) - _OLDEST).days
    return [dice.choice(_SPELLINGS)(_OLDEST + timedelta(dice.randrange(days))) for _ in range(count)]


def _era(day: date) -> tuple[str, str, int]:
    era = max((each for each in ERAS if each.first <= day), key=lambda each: each.first)
    return era.name, era.letter, day.year - era.first.year + 1


def _long(day: date) -> str:
    name, _, year = _era(day)
    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def _short(day: date) -> str:
    _, letter, year = _era(day)
    return f"{letter}{year}.{day.month}.{day.day}"


def _padded(day: date) -> str:
    _, letter, year = _era(day)
    return f"{letter}{year:02}/{day.month:02}/{day.day:02}"


_SPELLINGS: tuple[Callable[[date], str], ...] = (
    _long,
    _long,
    lambda day: _long(day).translate(_WIDE),
    _short,
    _padded,
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day:%Y%m%d}",
)


def mixed(towns: list[str], count: int, seed: int = 3) -> list[str]:
    """Cells as a normaliser meets them: names, kana in three widths, addresses, numbers, Latin words."""
    dice = random.Random(seed)
    makers: tuple[Callable[[], str], ...] = (
        lambda: f"{dice.choice(_FAMILY)}\u3000{dice.choice(_GIVEN)}",
        lambda: f"{dice.choice(_KANA)} {dice.choice(_KANA_GIVEN)}{dice.randint(1, 999)}",
        lambda: _address(dice, dice.choice(towns)),
        lambda: str(dice.randint(1, 10**9)).translate(_WIDE),
        lambda: f"{dice.randint(1, 10**6):,}円",
        lambda: f"No.{dice.randint(1, 10**5)}",
    )
    return [dice.choice(makers)() for _ in range(count)]
