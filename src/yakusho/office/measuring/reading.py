"""What a person typed becomes a measurement (入力の読取り), or a sentence on how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from yakusho.japanese.dates import read_date
from yakusho.japanese.numbers import read_number
from yakusho.kernel.errors import FieldError
from yakusho.kernel.fiscal import fiscal_year_days
from yakusho.plans.model import Indicator
from yakusho.plans.observations import Observation
from yakusho.plans.targets import ChecklistTarget

NUMBER_MAX = 10**12
PLACES_MAX = 4
TEXT_CHARACTERS_MAX = 1_000

_SHAPE_OF_KIND = {
    "count": "value",
    "stock": "value",
    "direction": "value",
    "ratio": "share",
    "level": "share",
    "stage": "stage",
    "activity": "done",
    "checklist": "items",
    "conditional": "triggered",
}
_SHAPE_OF_RULE = {
    "R-COUNT": "value",
    "R-STOCK": "value",
    "R-DIRECTION": "value",
    "R-RATIO": "share",
    "R-LEVEL": "share",
    "R-STAGE": "stage",
    "R-STAGE-THEN-COUNT": "stage",
    "R-ACTIVITY": "done",
    "R-CHECKLIST": "items",
    "R-CONDITIONAL": "triggered",
}


@dataclass(frozen=True)
class Measurement:
    """Exactly one of its members is set: what was measured."""

    value: Decimal | None = None
    share: tuple[int, int] | None = None
    stage: int | None = None
    done: bool | None = None
    items: tuple[bool, ...] | None = None
    triggered: bool | None = None

    @property
    def shape(self) -> str:
        """The name of the member that is set."""
        return next(each.name for each in fields(self) if getattr(self, each.name) is not None)


def measurement_of(observation: Observation) -> Measurement:
    """What an observation measured."""
    share = observation.share
    return Measurement(
        value=Decimal(observation.value) if observation.value is not None else None,
        share=(int(share[0]), int(share[1])) if share is not None else None,
        stage=observation.stage,
        done=observation.done,
        items=observation.items,
        triggered=observation.triggered,
    )


def shapes(indicator: Indicator, fiscal_year: int) -> tuple[str, ...]:
    """What can be reported for an indicator in a year, what the target asks for first."""
    target = indicator.years.get(fiscal_year)
    first = _SHAPE_OF_KIND.get(target.kind, "") if target is not None else ""
    first = first or _SHAPE_OF_RULE[indicator.reading.rule]
    return (first, "value") if indicator.reading.rule == "R-STAGE-THEN-COUNT" else (first,)


def checklist(indicator: Indicator, fiscal_year: int) -> tuple[str, ...]:
    """The things of a checklist in that year, else those of all years."""
    for target in (indicator.years.get(fiscal_year), indicator.all_years):
        if isinstance(target, ChecklistTarget):
            return target.items
    return ()


def whole_numbers_only(indicator: Indicator) -> bool:
    """Whether what is counted comes in wholes: everything but percentages."""
    return indicator.reading.unit != "%"


def read_measurement(
    indicator: Indicator, fiscal_year: int, shape: str, typed: Mapping[str, str], ticked: frozenset[str]
) -> Measurement | list[FieldError]:
    """The measurement of a shape from the form's inputs, or what is wrong with them."""
    if shape not in shapes(indicator, fiscal_year):
        return [FieldError("shape", _("Choose what is reported."))]
    if shape == "value":
        value = read_amount(typed.get("value", ""), indicator.reading.unit, whole=whole_numbers_only(indicator))
        return Measurement(value=value) if isinstance(value, Decimal) else [FieldError("value", value)]
    if shape == "share":
        return _share(typed)
    if shape == "stage":
        return _stage(typed.get("stage", ""), len(indicator.reading.stages))
    if shape == "items":
        places = range(len(checklist(indicator, fiscal_year)))
        return Measurement(items=tuple(str(place) in ticked for place in places))
    answer = {"yes": True, "no": False}.get(typed.get(shape, ""))
    if answer is None:
        return [FieldError(shape, _("Choose yes or no."))]
    return Measurement(done=answer) if shape == "done" else Measurement(triggered=answer)


def _share(typed: Mapping[str, str]) -> Measurement | list[FieldError]:
    part = read_amount(typed.get("numerator", ""), None, whole=True)
    whole = read_amount(typed.get("denominator", ""), None, whole=True)
    pairs = (("numerator", part), ("denominator", whole))
    errors = [FieldError(name, found) for name, found in pairs if isinstance(found, str)]
    if errors or isinstance(part, str) or isinstance(whole, str):
        return errors
    if not whole:
        return [FieldError("denominator", _("The whole can't be 0: there would be nothing to have a share in."))]
    if part > whole:
        return [FieldError("numerator", _("The part can't be more than the whole."))]
    return Measurement(share=(int(part), int(whole)))


def _stage(text: str, last: int) -> Measurement | list[FieldError]:
    number = read_number(text)
    value = number.value if number.valid and not number.approximate else None
    if value is None or value != int(value) or not 0 <= value <= last:
        words = _("Choose one of the stages 1 to %(last)s, or “none yet”.") % {"last": last}
        return [FieldError("stage", words)]
    return Measurement(stage=int(value))


def read_amount(text: str, unit: str | None, *, whole: bool) -> Decimal | str:
    """The exact number that a text says, in any width or in kanji, or a sentence on how to mend it."""
    if not text.strip():
        return _("Write the number. Write 0 when there was none.")
    found = read_number(text.strip().removesuffix(unit or ""))
    if found.approximate:
        return _("“%(text)s” is not exact. Write the number itself, without “about”.") % {"text": text}
    value = found.value
    if not found.valid or value is None or found.kind not in ("number", "percent"):
        return _("“%(text)s” is no single number. Write it in figures, as in 30.") % {"text": text}
    if found.unit not in ("", unit):
        words = _("“%(text)s” has another unit than this indicator. Write the number alone.")
        return words % {"text": text}
    if value < 0:
        return _("“%(text)s” is less than 0, and nothing less than 0 can be counted.") % {"text": text}
    if whole and value != value.to_integral_value():
        return _("“%(text)s” is no whole number. Count whole ones only.") % {"text": text}
    if value >= NUMBER_MAX:
        return _("“%(text)s” is too large to be true.") % {"text": text}
    if value != round(value, PLACES_MAX):
        return _("Write at most four places behind the point.")
    return value


def read_as_of(text: str, fiscal_year: int, today: date) -> date | str:
    """The day a value was measured, or a sentence on how to mend it; the day may be written in 和暦 too."""
    day = read_date(text).exact_day
    if day is None:
        return _("Write the day as in 2026-04-01 or 令和8年4月1日.")
    if day > today:
        return _("This day is still to come. Write the day up to which it was counted.")
    if day < fiscal_year_days(fiscal_year)[0]:
        return _("This day is before the fiscal year began.")
    return day


def read_text(name: str, text: str, *, required: str = "") -> str | FieldError:
    """A short text, or what is wrong with it; `required` says what to write when nothing was."""
    plain = text.replace("\r\n", "\n").strip()
    if required and not plain:
        return FieldError(name, required)
    if len(plain) > TEXT_CHARACTERS_MAX:
        return FieldError(name, _("Write at most %(max)s characters.") % {"max": TEXT_CHARACTERS_MAX})
    return plain
