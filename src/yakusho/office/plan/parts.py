"""What sections say of one indicator (課ごとの実績): each part that stands, beside the number for the whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yakusho.desk.staff.queries import SectionName, section_names
from yakusho.office.measuring import words as measuring
from yakusho.office.plan.queries import Standing
from yakusho.plans.model import Indicator
from yakusho.plans.observations import WHOLE, Observation
from yakusho.plans.words import Speaker


@dataclass(frozen=True)
class Part:
    """One observation that stands."""

    year: str
    section: str
    value: str
    status: str
    shape: str
    source: str
    evidence: int


def parts_of(indicator: Indicator, standing: Standing, speaker: Speaker) -> list[Part]:
    """Every observation that stands for an indicator, the newest year first."""
    years = sorted({*indicator.years, standing.snapshot.this_year}, reverse=True)
    found = [(year, each) for year in years for each in standing.known.held.of(indicator.id, year)]
    names = section_names() if any(each.section != WHOLE for _year, each in found) else {}
    return [_part(each, indicator, speaker.fiscal_year(year), names) for year, each in found]


def _part(observation: Observation, indicator: Indicator, year: str, names: Mapping[str, SectionName]) -> Part:
    section = names.get(observation.section)
    return Part(
        year=year,
        section=_("All sections together")
        if observation.section == WHOLE
        else section.name
        if section
        else observation.section,
        value=measuring.observed(observation, indicator),
        status=_(measuring.STATUSES[observation.status]),
        shape=measuring.STATUS_SHAPES[observation.status],
        source=_(measuring.SOURCES[observation.source]),
        evidence=observation.evidence,
    )
