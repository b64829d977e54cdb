"""Reading the plan's own words for the linter (計画の言葉の読み取り): numbers, units, scopes, words of a kind."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from yakusho.kernel.findings import Place
from yakusho.plans.model import Indicator, Plan
from yakusho.plans.targets import Target, is_planned

COMPARATOR = re.compile(r"以上|以下|未満|超え|超過|上回|下回|少なくとも|最低|まで")
VAGUE = re.compile(r"検討|協議|研究|調査|推進|努め|努力|図る|目指")
FINISHED = re.compile(r"完了|終了|開始|決定|策定|制定|済|達成|公表|稼働|運用|廃止|判断|構築")
_TIMES = re.compile(r"\d+\s*(?:[かカヵヶケ箇][月年]|月|年度|年|日|週|時間|分)")
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(万?)([^\d\s,.×x*()※・、。以]*)")
_PRODUCT = re.compile(r"(\d[\d,]*)[^\d×]*×\s*(\d[\d,]*)")
_DEADLINE = re.compile(r"(?:令和|平成|昭和)(?:\d+|元)年度?(?:中|末)?(?:までに|まで|に)?")
_JOINTS = re.compile(r"及び|並びに|[・、,\s]")
_OWN_READING = ("reading", "rules", "rating_gaps", "measure_rating_reading", "source_notes", "notes", "revisions")
_NO_WORDS = ("kind", "codepoint", "attribution", "scope", "comparator", "direction", "code", "id", "stage", "unit")


def folded(text: str) -> str:
    """A text with full-width digits, letters and brackets made plain, and no spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def cells_of(indicator: Indicator) -> Iterator[tuple[str, Target]]:
    """Every cell of an indicator that is to be judged, the years first, with its name."""
    for year, target in indicator.years.items():
        if is_planned(target):
            yield str(year), target
    yield "all_years", indicator.all_years


def numbers(raw: str) -> list[tuple[float, str]]:
    """The numbers in a cell with what they count; tenths (割) as percentages, months and years left out."""
    found = []
    for digits, ten_thousands, unit in _NUMBER.findall(_TIMES.sub("", folded(raw))):
        value = float(digits.replace(",", "")) * (10_000 if ten_thousands else 1)
        tenths = unit.startswith("割")
        found.append((value * 10 if tenths else value, "%" if tenths else unit))
    return found


def product(raw: str) -> int | None:
    """What a multiplication in a cell (3,000×12) comes to."""
    found = _PRODUCT.search(folded(raw))
    return int(found[1].replace(",", "")) * int(found[2].replace(",", "")) if found else None


def core(raw: str) -> str:
    """A cell's words without deadline, bullets and joints, for comparing them with other cells."""
    return _JOINTS.sub("", _DEADLINE.sub("", folded(raw))).lstrip("※")


def related(one: str, other: str) -> bool:
    """Whether one cell's words are in the other's."""
    first, second = core(one), core(other)
    return first in second or second in first


def texts(plan: Plan, beside: tuple[str, ...] = ()) -> Iterator[tuple[Place, str]]:
    """Every text that is the source's own, with its place; nothing under the keys in `beside`."""
    yield from _walk(plan.model_dump(exclude_none=True), (), beside)


def _walk(value: Any, place: Place, beside: tuple[str, ...]) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, child in value.items():
            hidden = isinstance(key, str) and (key.startswith(_OWN_READING) or key in _NO_WORDS or key in beside)
            if not hidden:
                yield from _walk(child, (*place, key), beside)
    elif isinstance(value, list | tuple):
        for number, child in enumerate(value):
            yield from _walk(child, (*place, number), beside)
