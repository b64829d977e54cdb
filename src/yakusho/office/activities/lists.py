"""The list and the calendars as their templates need them: tabs, filters, weeks, months, neighbouring pages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import sections
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year, fiscal_year_days
from yakusho.office.activities import queries
from yakusho.office.activities.forms import posted_uuid, select
from yakusho.office.activities.models import Activity
from yakusho.office.activities.months import Month, months_of_fiscal_year
from yakusho.office.activities.queries import STAGES, Filters
from yakusho.office.activities.show import Row, month_words, rows_of
from yakusho.office.activities.words import Word, answer_word, category_names
from yakusho.ui.fields import Field
from yakusho.ui.parts import Column, Tab
from yakusho.ui.ward_calendar import ward_calendar


@dataclass(frozen=True)
class Listing:
    """Everything the list shows."""

    rows: list[Row]
    columns: list[Column]
    stages: list[Tab]
    filters: list[Field]
    kept: list[tuple[str, str]]
    previous: str
    next: str
    export: str
    filtered: bool


@dataclass(frozen=True)
class MyRow:
    """An activity in a seat's own list: what it said, and whether it still has to."""

    row: Row
    answer: Word
    answered: bool
    attended: bool
    coming: bool
    open: bool


@dataclass(frozen=True)
class Day:
    """One day of a month; `rows` are the activities that begin on it."""

    day: date
    closed: bool
    today: bool
    rows: list[Row]


@dataclass(frozen=True)
class MonthView:
    """A month as weeks of days; None where a day belongs to another month."""

    month: Month
    words: str
    weeks: list[list[Day | None]]
    previous: str
    next: str
    filters: list[Field]
    kept: list[tuple[str, str]]
    empty: bool


@dataclass(frozen=True)
class ThemeRow:
    """An indicator with how many activities of a year were planned and reported for it."""

    id: str
    name: str
    planned: int
    reported: int


@dataclass(frozen=True)
class YearView:
    """A fiscal year month by month, and what each indicator gets of it."""

    year: int
    months: list[tuple[str, list[Row]]]
    themes: list[ThemeRow]
    previous: str
    next: str
    filters: list[Field]
    kept: list[tuple[str, str]]
    empty: bool


def views_tabs(current: str) -> list[Tab]:
    """The ways to look at activities."""
    ways = [
        ("mine", pgettext("activities", "Mine")),
        ("list", pgettext("activities", "List")),
        ("month", pgettext("activities", "Month")),
        ("year", pgettext("activities", "Year")),
    ]
    return [Tab(label, reverse(f"activities:{name}"), name == current) for name, label in ways]


def read_filters(query: QueryDict, stage: str) -> Filters:
    """The filters of an address; an unknown stage is `stage`."""
    chosen = {name: queries.search_text(query.get(name, "")) for name in asdict(Filters())}
    chosen["stage"] = chosen["stage"] if chosen["stage"] in STAGES else stage
    return Filters(**chosen)


def _address(name: str, filters: Filters, **more: object) -> str:
    values = {key: value for key, value in asdict(filters).items() if value}
    values |= {key: str(value) for key, value in more.items()}
    return f"{reverse(f'activities:{name}')}?{urlencode(values)}"


def _fields(filters: Filters) -> list[Field]:
    themes = [(each.id, each.name) for each in queries.themes().values()]
    return [
        Field("q", _("Find"), "search", value=filters.q, required=False, width=12),
        select("section", _("Section"), filters.section, [(each.code, each.name) for each in sections()]),
        select("category", _("Kind"), filters.category, list(category_names().items())),
        select("theme", _("Indicator"), filters.theme, themes),
    ]


def _filtered(filters: Filters) -> bool:
    return bool(filters.section or filters.category or filters.theme or filters.q)


def listing(staff: Staff, query: QueryDict) -> Listing:
    """One page of the list."""
    filters = read_filters(query, "coming")
    page = queries.listed(staff, filters, after=_mark(query, "after"), before=_mark(query, "before"))
    words = {
        "coming": pgettext("activities", "Coming"),
        "to_report": pgettext("activities", "To report"),
        "reported": pgettext("activities", "Reported"),
        "cancelled": pgettext("activities", "Cancelled"),
        "all": pgettext("activities", "All"),
    }
    return Listing(
        rows=rows_of(page.activities),
        columns=[
            Column(_("Activity")),
            Column(_("When")),
            Column(_("Section")),
            Column(_("Indicators")),
            Column(_("Taking part"), numeric=True),
            Column(_("Attended"), numeric=True),
            Column(_("State")),
        ],
        stages=[
            Tab(
                words[stage],
                _address("list", replace(filters, stage=stage)),
                stage == filters.stage,
                queries.unreported(staff) if stage == "to_report" else None,
            )
            for stage in STAGES
        ],
        filters=_fields(filters),
        kept=[("stage", filters.stage)],
        previous=_address("list", filters, before=page.newer) if page.newer else "",
        next=_address("list", filters, after=page.older) if page.older else "",
        export=_address("export", filters),
        filtered=_filtered(filters),
    )


def my_rows(staff: Staff, activities: list[Activity]) -> list[MyRow]:
    """The activities that a seat is invited to or takes part in, in their order."""
    answers, now, rows = queries.answers_of(staff.seat.id, activities), clock.now(), []
    for activity, row in zip(activities, rows_of(activities), strict=True):
        part, coming = answers.get(activity.id), activity.ends_at >= now
        rows.append(
            MyRow(
                row=row,
                answer=answer_word(part.answer if part else ""),
                answered=part is not None,
                attended=part is not None and part.attended_at is not None,
                coming=coming,
                open=coming and part is None and activity.state == "planned",
            )
        )
    return rows


def _mark(query: QueryDict, name: str) -> UUID | None:
    return posted_uuid(query.get(name, ""))


def month_view(staff: Staff, month: Month, query: QueryDict) -> MonthView:
    """A month with its activities."""
    filters, calendar, today = read_filters(query, "all"), ward_calendar(), clock.today()
    rows = rows_of(queries.between(staff, month.first, month.last, filters))
    of_day: dict[date, list[Row]] = {}
    for row in rows:
        of_day.setdefault(row.day, []).append(row)
    weeks = [
        [day and Day(day, calendar.closed(day), day == today, of_day.get(day, [])) for day in week]
        for week in month.weeks
    ]
    return MonthView(
        month=month,
        words=month_words(month),
        weeks=weeks,
        previous=_address("month", filters, month=month.previous),
        next=_address("month", filters, month=month.next),
        filters=_fields(filters),
        kept=[("stage", filters.stage), ("month", str(month))],
        empty=not rows,
    )


def year_view(staff: Staff, year: int, query: QueryDict) -> YearView:
    """A fiscal year with its activities, by month."""
    filters = read_filters(query, "all")
    first, last = fiscal_year_days(year)
    found = queries.between(staff, first, last, filters)
    rows = rows_of(found)
    of_month: dict[Month, list[Row]] = {}
    for row in rows:
        of_month.setdefault(Month(row.day.year, row.day.month), []).append(row)
    return YearView(
        year=year,
        months=[(month_words(month), of_month.get(month, [])) for month in months_of_fiscal_year(year)],
        themes=_theme_rows((theme.theme, activity.state) for activity in found for theme in activity.theme_rows.all()),
        previous=_address("year", filters, year=year - 1),
        next=_address("year", filters, year=year + 1),
        filters=_fields(filters),
        kept=[("stage", filters.stage), ("year", str(year))],
        empty=not rows,
    )


def _theme_rows(pairs: Iterable[tuple[str, str]]) -> list[ThemeRow]:
    """What each indicator gets: cancelled activities count for nothing."""
    counted = Counter((theme, state) for theme, state in pairs)
    return [
        ThemeRow(each.id, each.name, counted[each.id, "planned"], counted[each.id, "reported"])
        for each in queries.themes().values()
    ]


def this_fiscal_year() -> int:
    """The fiscal year of today."""
    return fiscal_year(clock.today())
