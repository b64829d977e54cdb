"""Sentences that say why (なぜその判定か): made from numbers and the plan's words alone, the same for the same numbers.

They are kept in both languages beside the number, because a published snapshot has no translator.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from yakusho.japanese.dates import wareki, wareki_fiscal_year
from yakusho.plans.targets import Numeric, Target

Exact = Decimal | Fraction | int
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_REMARK_SIGNS = ("(", "（", "※")
_PLACES_MAX = 6


@dataclass(frozen=True)
class Said:
    """The same words in Japanese and in English."""

    ja: str
    en: str

    def in_language(self, language: str) -> str:
        """The words for a reader of that language."""
        return self.ja if language.startswith("ja") else self.en

    def __add__(self, other: "Said") -> "Said":
        """One sentence after the other."""
        return Said(self.ja + other.ja, f"{self.en} {other.en}".strip())


SILENCE = Said("", "")


def fiscal_year_words(year: int) -> Said:
    """A fiscal year's name: 令和3年度, FY2021."""
    return Said(wareki_fiscal_year(year), f"FY{year}")


def day_words(day: date) -> Said:
    """A day: 令和8年11月24日, 24 November 2026."""
    return Said(wareki(day), f"{day.day} {day:%B} {day.year}")


def plain_number(value: Exact, places: int = 1, near: Exact | None = None) -> str:
    """A number with as many places as it needs, at most `places`; more where it would otherwise look like `near`."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return f"{exact.numerator:,}"
    for digits in range(places, _PLACES_MAX):
        shown = _rounded(exact, digits, ROUND_HALF_UP)
        if near is None or (Fraction(shown) >= near) == (exact >= near):
            return _written(shown)
    return _written(_rounded(exact, _PLACES_MAX, ROUND_FLOOR))


def _rounded(exact: Fraction, digits: int, rounding: str) -> Decimal:
    quantum = Decimal(1).scaleb(-digits)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(quantum, rounding)


def _written(shown: Decimal) -> str:
    return f"{shown:,f}".rstrip("0").rstrip(".") if "." in f"{shown:f}" else f"{shown:,f}"


def with_unit(value: Exact, unit: str | None, near: Exact | None = None) -> Said:
    """A number with its unit as plans print it: a single digit is full-width in Japanese (３回, 36回)."""
    number = plain_number(value, near=near)
    ja = number.translate(_FULL_WIDTH) if len(number) == 1 else number
    if unit == "%":
        return Said(f"{number}%", f"{number}%")
    return Said(f"{ja}{unit or ''}", f"{number} {unit or ''}".strip())


def target_words(target: Target | Numeric | None) -> str:
    """What the plan prints for a target, without the remarks that follow it."""
    raw = (target.raw if target is not None else None) or ""
    cut = min((raw.find(sign) for sign in _REMARK_SIGNS if raw.find(sign) > 0), default=len(raw))
    return raw[:cut].strip()


def year_list(values: Iterable[tuple[int, Said]]) -> Said:
    """Yearly numbers in brackets: （令和3年度 1・令和4年度 1）."""
    pairs = [(fiscal_year_words(year), number) for year, number in values]
    if not pairs:
        return SILENCE
    return Said(
        f"（{'・'.join(f'{year.ja} {number.ja}' for year, number in pairs)}）",
        f"({', '.join(f'{year.en} {number.en}' for year, number in pairs)})",
    )


def years_words(years: Iterable[int]) -> Said:
    """Several fiscal years, one after the other."""
    names = [fiscal_year_words(year) for year in years]
    return Said("・".join(name.ja for name in names), ", ".join(name.en for name in names))
