"""The feed of changes (計画の変化): what moved in the published plan, as sentences for a page and a feed reader."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from yakusho.plans.snapshot import FrozenIndicator, FrozenMeasure, Snapshot
from yakusho.plans.states import State
from yakusho.plans.words import STATE_SHAPES, Speaker, indicator_name
from yakusho.portal.publications import plan_changes
from yakusho.portal.publications.models import PlanChange

SHOWN_MAX = 50
_STATES = frozenset(str(state) for state in State)
_WORDED = ("stage", "activity", "checklist", "conditional")


@dataclass(frozen=True)
class ShownChange:
    """One change in words."""

    key: str
    indicator: str
    name: str
    year: str
    sentence: str
    word: str
    shape: str
    at: datetime


def shown_changes(snapshot: Snapshot, speaker: Speaker) -> list[ShownChange]:
    """The newest changes; those of an indicator that is no longer in the plan are left out."""
    found = []
    for row in plan_changes.newest(snapshot.code, SHOWN_MAX):
        place = snapshot.find(row.indicator)
        if place is not None and row.state in _STATES:
            found.append(_shown(row, *place, speaker))
    return found


def _shown(row: PlanChange, measure: FrozenMeasure, indicator: FrozenIndicator, speaker: Speaker) -> ShownChange:
    state = State(row.state)
    return ShownChange(
        key=f"{row.indicator}/{row.fiscal_year or 'all'}/{row.day.isoformat()}",
        indicator=row.indicator,
        name=indicator_name(indicator, measure),
        year=speaker.fiscal_year(row.fiscal_year) if row.fiscal_year else speaker.gettext("All years"),
        sentence=" ".join(filter(None, (_value_words(row, indicator, speaker), _state_words(row, speaker)))),
        word=speaker.state(state),
        shape=STATE_SHAPES[state],
        at=row.changed_at,
    )


def _value_words(row: PlanChange, indicator: FrozenIndicator, speaker: Speaker) -> str:
    kinds = {cell.fiscal_year: cell.kind for cell in indicator.years}
    kind = kinds.get(row.fiscal_year, indicator.all_years.kind)
    if row.value == row.value_before or kind in _WORDED:
        return ""
    now = _number(row.value, indicator, speaker)
    if row.value_before is None:
        return _("The number is now %(now)s.") % {"now": now}
    return _("The number went from %(before)s to %(now)s.") % {
        "before": _number(row.value_before, indicator, speaker),
        "now": now,
    }


def _number(value: float | None, indicator: FrozenIndicator, speaker: Speaker) -> str:
    if value is None:
        return _("none")
    return speaker.number(int(value) if Fraction(value).denominator == 1 else value, indicator.unit)


def _state_words(row: PlanChange, speaker: Speaker) -> str:
    if row.state == row.state_before or row.state_before not in _STATES:
        return ""
    return _("The state went from %(before)s to %(now)s.") % {
        "before": speaker.state(State(row.state_before)),
        "now": speaker.state(State(row.state)),
    }


def feed(snapshot: Snapshot, speaker: Speaker, site: str) -> str:
    """The newest changes as Atom; an entry keeps its id, and is updated while its day lasts."""
    page = site + reverse("plan:changes")
    written = Atom1Feed(
        title=_("Changes of the plan: %(plan)s") % {"plan": snapshot.name},
        link=page,
        description="",
        language=speaker.language,
        feed_url=site + reverse("plan:feed"),
        feed_guid=page,
    )
    for change in shown_changes(snapshot, speaker):
        link = site + reverse("plan:indicator", args=[change.indicator])
        written.add_item(
            title=f"{change.indicator} {change.name} {change.year}",
            link=link,
            description=change.sentence,
            unique_id=f"{link}#{change.key}",
            pubdate=change.at,
            updateddate=change.at,
        )
    return str(written.writeString("utf-8"))
