"""Activities as templates need them: rows and pages in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import seat_names, section_names
from yakusho.japanese.dates import wareki, wareki_fiscal_year
from yakusho.kernel import clock
from yakusho.office.activities import queries, rules
from yakusho.office.activities.models import (
    Activity,
    ActivityEvent,
    ActivityFile,
    Invitation,
    Participation,
    Question,
    Report,
)
from yakusho.office.activities.months import Month
from yakusho.office.activities.words import (
    EVENTS,
    Word,
    answer_word,
    category_names,
    phase_word,
    purpose_names,
    way_names,
)
from yakusho.ui.dates import day_words
from yakusho.ui.parts import TimelineStep


@dataclass(frozen=True)
class Row:
    """One activity in a list or calendar; `people` says how many come of how many may."""

    id: UUID
    url: str
    title: str
    category: str
    section: str
    place: str
    starts_at: datetime
    day: date
    begins: str
    until: str
    phase: Word
    people: str
    attended: int
    themes: list[str]


def until_words(starts_at: datetime, ends_at: datetime) -> str:
    """When it ends: the time alone on the same day."""
    starts, ends = clock.in_tokyo(starts_at), clock.in_tokyo(ends_at)
    return f"{ends:%H:%M}" if starts.date() == ends.date() else f"{day_words(ends.date())} {ends:%H:%M}"


def month_words(month: Month) -> str:
    """A month as a heading: 令和8年11月, or November 2026."""
    if (get_language() or "ja").startswith("ja"):
        return wareki(month.first).removesuffix("1日")
    return f"{month.first:%B %Y}"


def year_words(year: int) -> str:
    """A fiscal year's name: 令和8年度, or FY2026."""
    return wareki_fiscal_year(year) if (get_language() or "ja").startswith("ja") else f"FY{year}"


def phase_of(activity: Activity) -> rules.Phase:
    """Where an activity stands now."""
    return rules.phase(activity.state, activity.starts_at, activity.ends_at, clock.now())


def rows_of(activities: Iterable[Activity]) -> list[Row]:
    """Counted activities of `queries` in words."""
    kinds, names = category_names(), section_names()
    return [
        Row(
            id=activity.id,
            url=reverse("activities:activity", args=[activity.id]),
            title=activity.title,
            category=kinds[activity.category],
            section=names[activity.section].name if activity.section in names else activity.section,
            place=activity.place,
            starts_at=activity.starts_at,
            day=clock.in_tokyo(activity.starts_at).date(),
            begins=f"{clock.in_tokyo(activity.starts_at):%H:%M}",
            until=until_words(activity.starts_at, activity.ends_at),
            phase=phase_word(phase_of(activity)),
            people=people_words(getattr(activity, "going", 0), getattr(activity, "waiting", 0), activity.capacity),
            attended=getattr(activity, "attended", 0),
            themes=sorted(each.theme for each in activity.theme_rows.all()),
        )
        for activity in activities
    ]


def people_words(going: int, waiting: int, capacity: int | None) -> str:
    """How many come, of how many seats, and how many wait."""
    come = f"{going}" if capacity is None else f"{going} / {capacity}"
    return _("%(come)s (%(waiting)s waiting)") % {"come": come, "waiting": waiting} if waiting else come


@dataclass(frozen=True)
class Person:
    """A seat with its answer and attendance, for those who hold the activity."""

    seat: UUID
    name: str
    answer: Word
    attended_at: datetime | None
    way: str


@dataclass(frozen=True)
class FileRow:
    """A file beside an activity."""

    id: UUID
    name: str
    purpose: str
    kilobytes: int


@dataclass(frozen=True)
class ActivityView:
    """Everything an activity's page shows this person."""

    activity: Activity
    category: str
    section: str
    until: str
    phase: str
    state: Word
    themes: list[queries.Theme]
    people: str
    part: Participation | None
    answer: Word | None
    may_answer: bool
    doors_open: bool
    may_fill_in: bool
    has_questions: bool
    materials: list[FileRow]
    records: list[FileRow]
    invited: list[str]
    persons: list[Person]
    series: list[Activity]
    report: Report | None
    history: list[TimelineStep]
    holds: bool
    may_plan: bool
    may_report: bool
    may_restore: bool


def activity_view(staff: Staff, activity: Activity) -> ActivityView:
    """An activity for a person who passed the gate; names of others are for those who hold it."""
    now, holds = clock.now(), queries.holds(staff, activity)
    parts = list(Participation.objects.filter(activity=activity).order_by("answered_at", "id"))
    part = next((each for each in parts if each.seat_id == staff.seat.id), None)
    inside = holds or queries.sees_all(staff)
    files = list(ActivityFile.objects.filter(activity=activity))
    counted = queries.themes()
    there, filled_in = (part is not None and part.attended_at is not None), (part is not None and part.filled_in)
    has_questions = Question.objects.filter(activity=activity).exists()
    may_answer = rules.why_not_answer(activity.state, activity.ends_at, now) is None
    names = section_names()
    return ActivityView(
        activity=activity,
        category=category_names()[activity.category],
        section=names[activity.section].name if activity.section in names else activity.section,
        until=until_words(activity.starts_at, activity.ends_at),
        phase=phase_of(activity),
        state=phase_word(phase_of(activity)),
        themes=[counted.get(id, queries.Theme(id, id, "")) for id in queries.theme_ids(activity)],
        people=_people(parts, activity),
        part=part,
        answer=answer_word(part.answer) if part else None,
        may_answer=may_answer and queries.is_invited(staff, activity),
        doors_open=rules.why_not_attend(activity.state, activity.starts_at, activity.ends_at, now) is None,
        may_fill_in=has_questions and rules.why_not_fill_in(there, filled_in, activity.ends_at, now) is None,
        has_questions=has_questions,
        materials=[file_row(each) for each in files if each.purpose == "material"],
        records=[file_row(each) for each in files if each.purpose != "material"] if inside else [],
        invited=_invited(activity) if inside else [],
        persons=persons(parts) if holds else [],
        series=queries.others_of_series(staff, activity),
        report=Report.objects.filter(activity=activity).last() if activity.state == "reported" else None,
        history=_history(activity) if inside else [],
        holds=holds,
        may_plan=queries.may_plan(staff, activity),
        may_report=queries.may_report(staff, activity),
        may_restore=rules.why_not_restore(activity.state, activity.ends_at, now) is None,
    )


def _people(parts: Sequence[Participation], activity: Activity) -> str:
    answers = [part.answer for part in parts]
    return people_words(answers.count("going"), answers.count("waiting"), activity.capacity)


def persons(parts: Iterable[Participation]) -> list[Person]:
    """Everybody who answered or was there, by name."""
    rows = list(parts)
    names, ways = seat_names(part.seat_id for part in rows), way_names()
    return [
        Person(
            part.seat_id,
            names.get(str(part.seat_id), ""),
            answer_word(part.answer),
            part.attended_at,
            ways.get(part.way, ""),
        )
        for part in rows
    ]


def file_row(file: ActivityFile) -> FileRow:
    """A file in words."""
    return FileRow(file.id, file.name, purpose_names()[file.purpose], max(1, round(file.size_bytes / 1_000)))


def _invited(activity: Activity) -> list[str]:
    rows = list(Invitation.objects.filter(activity=activity).order_by("id"))
    sections, seats = section_names(), seat_names(row.seat_id for row in rows)
    everyone = [_("Everyone")] if activity.everyone else []
    named = [
        seats.get(str(row.seat_id), "") if row.seat_id else sections[row.section].name
        for row in rows
        if row.seat_id or row.section in sections
    ]
    return everyone + named


def _history(activity: Activity) -> list[TimelineStep]:
    events = list(ActivityEvent.objects.filter(activity=activity).order_by("-at", "-id"))
    names = seat_names(event.seat for event in events)
    return [
        TimelineStep(
            _(EVENTS[event.kind]),
            event.at,
            "done",
            "\n".join(text for text in (names.get(str(event.seat), ""), event.note) if text),
        )
        for event in events
    ]
