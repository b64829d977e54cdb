"""The plan put into words (計画の言葉): states, fiscal years, and the sentences above the numbers.

Sentences are made from codes and numbers, the same for the same numbers, in the reader's language. The caller brings
the language: message ids are English, `Speaker.gettext` translates them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yakusho.japanese.dates import wareki_fiscal_year
from yakusho.plans.observations import Source
from yakusho.plans.sentences import plain_number
from yakusho.plans.snapshot import Cell, Figure, FrozenIndicator, FrozenMeasure, Snapshot
from yakusho.plans.states import STATE_WORDS, State


def gettext_noop(text: str) -> str:
    """Mark a message id that is translated later."""
    return text


YEAR_COUNTS_TOLD = 3  # the sentence for the year stays a sentence

STATE_SHAPES = {
    State.EXCEEDED_CANDIDATE: "done",
    State.MET: "done",
    State.NOT_MET: "stopped",
    State.NOT_DUE: "current",
    State.NOT_REPORTED: "waiting",
    State.NEEDS_BASELINE: "warning",
    State.NEEDS_THRESHOLD: "warning",
    State.NOT_PLANNED: "none",
    State.NOT_APPLICABLE: "none",
}
METER_WORDS = {
    "applications.received": gettext_noop("Applications received online"),
    "activities.held": gettext_noop("Activities held and reported"),
    "procedures.online": gettext_noop("Procedures that can be done online"),
}
ORIGIN_WORDS: dict[Source, str] = {
    "meter": gettext_noop(
        "The office counts: %(what)s. Each one is an entry in a journal that nobody can change afterwards; "
        "staff can follow the number down to every single entry. No names are in it."
    ),
    "import": gettext_noop("Monthly figures of another system were taken in; their files are kept."),
    "section": gettext_noop("The section in charge reported it, and keeps what proves it."),
}
WEIGHT_WORDS = {"◎": gettext_noop("main"), "○": gettext_noop("related")}


@dataclass(frozen=True)
class Speaker:
    """How to speak to this reader: `gettext` translates a message id, `day` writes a date."""

    language: str
    gettext: Callable[[str], str]
    day: Callable[[date], str]

    def fiscal_year(self, year: int) -> str:
        """A fiscal year's name: 令和8年度, or FY2026."""
        return wareki_fiscal_year(year) if self.language.startswith("ja") else f"FY{year}"

    def number(self, value: Figure, unit: str | None) -> str:
        """A number with its unit as the plan prints it."""
        shown = plain_number(Fraction(value))
        return f"{shown}{unit or ''}" if self.language.startswith("ja") else f"{shown} {unit or ''}".strip()

    def state(self, state: State) -> str:
        """How something stands, in one word."""
        return STATE_WORDS[state].in_language(self.language)


def indicator_name(indicator: FrozenIndicator, measure: FrozenMeasure) -> str:
    """What the plan calls an indicator; one without a heading goes by its measure's title."""
    name = indicator.label or measure.title
    return f"{name}（{indicator.part}）" if indicator.part else name


def meter_name(meter: str, speaker: Speaker) -> str:
    """What a meter counts, in words."""
    return speaker.gettext(METER_WORDS[meter]) if meter in METER_WORDS else meter


def _what_is_counted(indicator: FrozenIndicator, speaker: Speaker) -> str:
    """What a number counts: the meter's words, or the indicator itself when several read the same meter."""
    assert indicator.meter is not None
    return (
        f"{indicator.id} {indicator.label or ''}".strip() if indicator.where else meter_name(indicator.meter, speaker)
    )


def year_sentence(snapshot: Snapshot, speaker: Speaker) -> str:
    """The one sentence for the year: what the meters say so far."""
    year = speaker.fiscal_year(snapshot.this_year)
    counted = [
        speaker.gettext("%(what)s: %(number)s")
        % {
            "what": _what_is_counted(indicator, speaker),
            "number": speaker.number(indicator.this_year.value, indicator.unit),
        }
        for indicator in sorted(snapshot.indicators(), key=lambda each: bool(each.where))
        if indicator.meter is not None and indicator.this_year.value is not None
    ]
    if not counted:
        return speaker.gettext("Nothing has been counted in %(year)s yet.") % {"year": year}
    told = {"year": year, "counts": speaker.gettext(", ").join(counted[:YEAR_COUNTS_TOLD])}
    left = len(counted) - YEAR_COUNTS_TOLD
    if left <= 0:
        return speaker.gettext("%(year)s so far: %(counts)s.") % told
    return speaker.gettext("%(year)s so far: %(counts)s, and %(left)s more.") % {**told, "left": left}


def period_sentence(snapshot: Snapshot, speaker: Speaker) -> str:
    """Whether the plan's years are over, and what is shown beside them."""
    first, last = snapshot.fiscal_years[0], snapshot.fiscal_years[-1]
    years = {"first": speaker.fiscal_year(first), "last": speaker.fiscal_year(last)}
    if snapshot.this_year <= last:
        return speaker.gettext("The plan has targets for %(first)s to %(last)s.") % years
    return speaker.gettext(
        "The plan's years, %(first)s to %(last)s, are over. The office goes on counting; "
        "the number of this fiscal year, %(now)s, stands beside them."
    ) % {**years, "now": speaker.fiscal_year(snapshot.this_year)}


def indicator_sentences(indicator: FrozenIndicator, snapshot: Snapshot, speaker: Speaker) -> list[str]:
    """What is known of an indicator, why there is no number where there is none, and whether it can be judged."""
    said = [_number_sentence(indicator.this_year, indicator, speaker)] if indicator.meter else []
    if indicator.this_year.since is not None:
        said.append(
            speaker.gettext("Counting began on %(day)s, so this is only a part of the year.")
            % {"day": speaker.day(indicator.this_year.since)}
        )
    said.append(_nothing_sentence(indicator, snapshot, speaker))
    if indicator.needs_baseline:
        said.append(
            speaker.gettext(
                "The plan says %(words)s and gives no number. "
                "Whether it was met can't be judged before somebody enters a baseline."
            )
            % {"words": f"「{indicator.all_years.raw}」"}
        )
    return [sentence for sentence in said if sentence]


def _number_sentence(cell: Cell, indicator: FrozenIndicator, speaker: Speaker) -> str:
    assert cell.fiscal_year is not None
    year = speaker.fiscal_year(cell.fiscal_year)
    if cell.value is None:
        return speaker.gettext("The meter has not begun to count in %(year)s.") % {"year": year}
    if cell.value == 0:
        return speaker.gettext("In %(year)s nothing has been counted yet: the number is 0.") % {"year": year}
    return speaker.gettext("In %(year)s the office has counted %(number)s so far.") % {
        "year": year,
        "number": speaker.number(cell.value, indicator.unit),
    }


def _nothing_sentence(indicator: FrozenIndicator, snapshot: Snapshot, speaker: Speaker) -> str:
    if indicator.meter is not None:
        missing = [cell for cell in indicator.years if cell.state == State.NOT_REPORTED]
        if not missing:
            return ""
        return speaker.gettext("For %(first)s to %(last)s nothing was reported here: counting began later.") % {
            "first": speaker.fiscal_year(snapshot.fiscal_years[0]),
            "last": speaker.fiscal_year(snapshot.fiscal_years[-1]),
        }
    if any(cell.value is not None for cell in (*indicator.years, indicator.this_year)):
        return ""
    return speaker.gettext(none_words(indicator))


def origin_sentences(indicator: FrozenIndicator, speaker: Speaker) -> list[str]:
    """Where an indicator's numbers come from, in the order of the years; why there are none where there are none."""
    cells = (*indicator.years, indicator.this_year)
    sources = list(dict.fromkeys(cell.source for cell in cells if cell.value is not None and cell.source is not None))
    said = [speaker.gettext(ORIGIN_WORDS[source]) % {"what": _meter_words(indicator, speaker)} for source in sources]
    return said or [speaker.gettext(none_words(indicator))]


def _meter_words(indicator: FrozenIndicator, speaker: Speaker) -> str:
    return meter_name(indicator.meter, speaker) if indicator.meter is not None else ""


def none_words(indicator: FrozenIndicator) -> str:
    """Why an indicator has no meter, as a message id."""
    if indicator.none == "reported":
        return gettext_noop("A section reports this with evidence; nothing has been reported here.")
    if indicator.partly:
        return gettext_noop("The room that will count a part of this is not open yet; a section reports the rest.")
    return gettext_noop("The room that will count this is not open yet.")
