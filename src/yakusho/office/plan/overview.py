"""The overview of the plan (計画の一覧): what needs somebody, narrowed to a section, a state or a policy.

The body of the page depends on the plan's stamp, the language and the choice alone, so what was made is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yakusho.office.plan.models import PlanPublication
from yakusho.office.plan.queries import Stamp, Standing
from yakusho.office.plan.rules import open_questions
from yakusho.plans import show, words
from yakusho.plans.show import ShownMeasure
from yakusho.plans.snapshot import Snapshot
from yakusho.plans.states import State
from yakusho.plans.words import Speaker
from yakusho.ui.fields import Field
from yakusho.ui.parts import Column

BODIES_KEPT_MAX = 40


@dataclass(frozen=True)
class Choice:
    """What the list is narrowed to; empty means all."""

    section: str = ""
    state: str = ""
    policy: str = ""

    def __bool__(self) -> bool:
        return bool(self.section or self.state or self.policy)


_Key = tuple[Stamp, str, Choice, int]

_bodies: dict[_Key, SafeString] = {}


def choose(asked: Mapping[str, str], standing: Standing) -> Choice:
    """The choice in an address; what the plan doesn't know counts as all."""
    known = {
        "section": _sections(standing),
        "state": [str(state) for state in State],
        "policy": [policy.id for policy in standing.snapshot.policies],
    }
    return Choice(**{name: asked[name] for name, values in known.items() if asked.get(name) in values})


def body(standing: Standing, choice: Choice, speaker: Speaker, published: PlanPublication | None) -> SafeString:
    """The overview for a choice, as HTML."""
    key = (standing.stamp, speaker.language, choice, published.generation if published is not None else 0)
    if key not in _bodies:
        if len(_bodies) >= BODIES_KEPT_MAX:
            _bodies.clear()
        _bodies[key] = render_to_string("plan/overview_body.html", _context(standing, choice, speaker, published))
    return _bodies[key]


def previous(snapshot: Snapshot) -> dict[str, object]:
    """What the page of the plan before shows."""
    ratings = snapshot.previous.ratings if snapshot.previous is not None else ()
    return {
        "snapshot": snapshot,
        "goal_columns": [
            _("Goal"),
            Column(_("Measures"), numeric=True),
            *(Column(each.word, numeric=True) for each in ratings),
        ],
        "previous_columns": [_("Measure"), _("Sections in charge"), _("Rating")],
    }


def _context(
    standing: Standing, choice: Choice, speaker: Speaker, published: PlanPublication | None
) -> dict[str, object]:
    snapshot, plan = standing.snapshot, standing.ward.plan
    everything = show.show_measures(snapshot, speaker)
    return {
        "plan": plan,
        "snapshot": snapshot,
        "questions": open_questions(plan, snapshot),
        "warnings": [shown for measure in everything for shown in measure.indicators if shown.warning],
        "filters": _fields(standing, choice, speaker),
        "chosen": bool(choice),
        "measures": _chosen(everything, standing, choice),
        "standing": show.standing(snapshot, speaker),
        "policies": show.show_policies(snapshot, speaker),
        "columns": [_("Indicator"), *show.heads(snapshot, speaker)],
        "matrix_columns": [_("Measure"), _("State"), *(policy.id for policy in snapshot.policies)],
        "policy_columns": [_("Policy"), _("Measures that carry it (◎)"), _("Measures that serve it (○)")],
        "rating_gaps": [gap.in_language(speaker.language) for gap in plan.rating_gaps],
        "legend": show.legend(speaker),
        "year_sentence": words.year_sentence(snapshot, speaker),
        "period_sentence": words.period_sentence(snapshot, speaker),
        "published": published,
    }


def _sections(standing: Standing) -> list[str]:
    return list(dict.fromkeys(name for measure in standing.ward.plan.measures for name in measure.departments))


def _chosen(measures: list[ShownMeasure], standing: Standing, choice: Choice) -> list[ShownMeasure]:
    carried = {measure.number: measure for measure in standing.ward.plan.measures}
    states = {
        measure.number: {measure.state, *(indicator.all_years.state for indicator in measure.indicators)}
        for measure in standing.snapshot.measures
    }
    return [
        shown
        for shown in measures
        if (not choice.section or choice.section in carried[shown.number].departments)
        and (not choice.policy or choice.policy in carried[shown.number].policies)
        and (not choice.state or State(choice.state) in states[shown.number])
    ]


def _fields(standing: Standing, choice: Choice, speaker: Speaker) -> list[Field]:
    def select(name: str, label: str, choices: list[tuple[str, str]]) -> Field:
        everything = ("", pgettext("filter", "All"))
        return Field(name, label, "select", value=getattr(choice, name), choices=[everything, *choices], required=False)

    return [
        select("section", _("Section"), [(name, name) for name in _sections(standing)]),
        select("state", _("State over all years"), [(str(state), speaker.state(state)) for state in State]),
        select("policy", _("Policy"), [(each.id, f"{each.id} {each.name}") for each in standing.snapshot.policies]),
    ]
