"""Eras (元号): their names, first and last days, and which days an era's year covers.

First days by the decrees of the change: 大正 and 昭和 began on the day of the decree, so that day belongs to both eras;
平成 and 令和 began on the day after.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from yakusho.japanese.characters import katakana

GREGORIAN_FROM: Final = date(1873, 1, 1)  # 明治6年1月1日 (明治5年太政官布告第337号)
LATEST: Final = date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Era:
    """One era: `last` is its last full day; `shares_change` says that the day of change bears its name too."""

    name: str
    letter: str
    romaji: str
    code: int
    first: date
    last: date
    shares_change: bool = False

    @property
    def base(self) -> int:
        """The western year before its first: 昭和40年 is `base + 40`."""
        return self.first.year - 1

    @property
    def change(self) -> date:
        """The day on which the next era begins."""
        return self.last + timedelta(days=1)


ERAS: Final = (
    Era("明治", "M", "Meiji", 1, date(1868, 1, 25), date(1912, 7, 29), shares_change=True),
    Era("大正", "T", "Taisho", 2, date(1912, 7, 30), date(1926, 12, 24), shares_change=True),
    Era("昭和", "S", "Showa", 3, date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", "Heisei", 4, date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", "Reiwa", 5, date(2019, 5, 1), LATEST),
)
BY_CODE: Final = {era.code: era for era in ERAS}
PENSION_CODES: Final = {7: ERAS[3], 9: ERAS[4]}
"""Era codes that only pension systems use; their 1, 3 and 5 mean other eras than those of the resident register."""
EARLIER: Final = ("慶応", "元治", "文久", "万延", "安政", "嘉永", "弘化", "天保", "文政", "文化")
"""Eras of the lunar calendar, of which people in a register may still have been born."""

_OTHER_ROMAJI = {"TAISYO": ERAS[1], "SYOWA": ERAS[2]}
BY_SIGN: Final[dict[str, Era]] = _OTHER_ROMAJI | {
    sign: era for era in ERAS for sign in (era.name, era.name[0], era.letter, era.romaji.upper())
}
"""Every way to write an era, in capitals."""
_HIRAGANA = ("めいじ", "たいしょう", "しょうわ", "へいせい", "れいわ")
BY_KANA: Final = {
    kana: era.name for written, era in zip(_HIRAGANA, ERAS, strict=True) for kana in (written, katakana(written))
}


def era_of(day: date) -> Era | None:
    """The era a day belongs to; None before 明治6年 (1873), when the calendar was another."""
    if day < GREGORIAN_FROM:
        return None
    return next(era for era in reversed(ERAS) if day >= era.first)


def within(era: Era, first: date, last: date) -> tuple[date, date, str] | None:
    """The days of a span that bear an era's name, with a flag when it takes one; None when none do.

    After the end of an era its name is still spoken to the end of the calendar year.
    """
    if first >= era.first and last <= era.last:
        return first, last, ""
    if last < era.first:
        return None
    if first > era.last:
        if first.year != era.last.year:
            return None
        shared = era.shares_change and first == last == era.change
        return first, last, "era_change_day" if shared else "spoken_era"
    return max(first, era.first), min(last, era.last), "era_part"


def fiscal_year_within(era: Era, first: date, last: date) -> str | None:
    """The flag for a fiscal year (年度) under an era's name, which is whole in either era; None when it can't be."""
    if last >= era.first and first <= era.last:
        return ""
    return "spoken_era" if first > era.last and first.year == era.last.year else None
