"""Values and where they come from, in words (実績の言葉)."""

from decimal import Decimal

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from yakusho.office.measuring.reading import Measurement, checklist, measurement_of
from yakusho.plans.model import Indicator, Measure
from yakusho.plans.observations import Observation
from yakusho.plans.sentences import fiscal_year_words, plain_number
from yakusho.plans.states import STATE_WORDS, State

NOTHING = "－"

SOURCES = {
    "meter": gettext_noop("counted by the house"),
    "import": gettext_noop("taken from monthly figures"),
    "section": gettext_noop("reported by a person"),
}
STATUSES = {"provisional": gettext_noop("Provisional"), "confirmed": gettext_noop("Confirmed")}
STATUS_SHAPES = {"provisional": "current", "confirmed": "done"}
ACTS = {
    "observed": gettext_noop("Reported"),
    "confirmed": gettext_noop("Confirmed"),
    "corrected": gettext_noop("Corrected"),
}
SORTS = {
    "file": gettext_noop("File"),
    "link": gettext_noop("Link"),
    "query": gettext_noop("Frozen rows of a meter"),
}
STATE_SHAPES = {
    State.EXCEEDED_CANDIDATE: "done",
    State.MET: "done",
    State.NOT_MET: "stopped",
    State.NOT_REPORTED: "waiting",
    State.NOT_PLANNED: "none",
    State.NOT_APPLICABLE: "none",
    State.NEEDS_BASELINE: "warning",
    State.NEEDS_THRESHOLD: "warning",
    State.NOT_DUE: "current",
}


def language() -> str:
    """The reader's language."""
    return get_language() or "ja"


def state_word(state: State) -> str:
    """How a cell stands, in a word."""
    return STATE_WORDS[state].in_language(language())


def year_name(year: int) -> str:
    """A fiscal year's name."""
    return fiscal_year_words(year).in_language(language())


def indicator_title(measure: Measure, indicator: Indicator) -> str:
    """What the plan calls an indicator; one without a heading goes by its measure's title."""
    name = indicator.label or measure.title
    return f"{name}（{indicator.part}）" if indicator.part else name


def amount(value: Decimal | int, unit: str | None) -> str:
    """A number with its unit."""
    joint = "" if language().startswith("ja") or unit == "%" else " "
    return f"{plain_number(value, places=4)}{joint}{unit or ''}".strip()


def said(measurement: Measurement, indicator: Indicator, fiscal_year: int) -> str:
    """A measurement in words."""
    if measurement.value is not None:
        return amount(measurement.value, indicator.reading.unit)
    if measurement.share is not None:
        part, whole = measurement.share
        percent = plain_number(Decimal(part) * 100 / Decimal(whole))
        return _("%(percent)s%% (%(part)s of %(whole)s)") % {
            "percent": percent,
            "part": f"{part:,}",
            "whole": f"{whole:,}",
        }
    if measurement.stage is not None:
        stages = indicator.reading.stages
        reached = 0 < measurement.stage <= len(stages)
        return f"{measurement.stage} {stages[measurement.stage - 1]}" if reached else _("No stage reached yet")
    if measurement.items is not None:
        done, of = sum(measurement.items), len(checklist(indicator, fiscal_year)) or len(measurement.items)
        return _("%(done)s of %(all)s done") % {"done": done, "all": of}
    if measurement.done is not None:
        return _("It was done") if measurement.done else _("It was not done")
    return _("The condition has occurred") if measurement.triggered else _("The condition has not occurred")


def observed(observation: Observation, indicator: Indicator) -> str:
    """What an observation says, in words."""
    return said(measurement_of(observation), indicator, observation.fiscal_year)
