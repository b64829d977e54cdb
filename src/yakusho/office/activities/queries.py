"""Reads of activities: the one gate to an activity, lists page by page, people, and themes of the plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from yakusho import plans
from yakusho.desk.staff.permissions import Staff, may
from yakusho.kernel import clock
from yakusho.kernel.bounds import PAGE_ROWS
from yakusho.office.activities.models import Activity, ActivityTheme, Invitation, Participation
from yakusho.office.activities.rules import KINDS, plain_text
from yakusho.office.plan import queries as plan_queries

METER = "activities.held"
EXPORT_ROWS_MAX = 5_000
BADGE_MAX = 99  # a tab's count stops here
CALENDAR_ROWS_MAX = 1_000  # one month or year of a calendar
SEARCH_CHARACTERS_MAX = 80
STAGES = ("coming", "to_report", "reported", "cancelled", "all")


@dataclass(frozen=True)
class Theme:
    """An indicator that activities count for: its id, its words, and the kind of activity it counts."""

    id: str
    name: str
    category: str


@dataclass(frozen=True)
class Filters:
    """What a person chose above a list; empty means all."""

    stage: str = "coming"
    section: str = ""
    category: str = ""
    theme: str = ""
    q: str = ""


@dataclass(frozen=True)
class Page:
    """One page of the list and where the neighbouring ones begin."""

    activities: list[Activity]
    newer: UUID | None
    older: UUID | None


def search_text(typed: str) -> str:
    """What a person typed to search by, bounded."""
    return plain_text(typed)[:SEARCH_CHARACTERS_MAX]


def sees_all(staff: Staff) -> bool:
    """The plan's secretariat sees the activities of every section."""
    return may(staff, "plan.secretariat")


def may_plan(staff: Staff, activity: Activity) -> bool:
    """Whether a person changes and invites to an activity."""
    return may(staff, "activities.plan", section=activity.section)


def may_report(staff: Staff, activity: Activity) -> bool:
    """Whether a person reports an activity."""
    return may(staff, "activities.report", section=activity.section)


def holds(staff: Staff, activity: Activity) -> bool:
    """Whether an activity is one's own section's to hold: such people see who comes."""
    return may_plan(staff, activity) or may_report(staff, activity)


def visible_to(staff: Staff) -> QuerySet[Activity]:
    """The activities that a person may see: of the own section, open to everyone, or with an invitation or a part."""
    if sees_all(staff):
        return Activity.objects.all()
    own = Q(section__in=sorted(staff.scope)) | Q(everyone=True)
    return Activity.objects.filter(own | _meant_for(staff))


def _meant_for(staff: Staff) -> Q:
    """Activities that a seat or its section is invited to, or that the seat has a part in."""
    to_me = Q(section__in=sorted(staff.scope)) | Q(seat=staff.seat.id)
    invited = Invitation.objects.filter(to_me, activity=OuterRef("pk"))
    part = Participation.objects.filter(seat=staff.seat.id, activity=OuterRef("pk"))
    return Q(Exists(invited)) | Q(Exists(part))


def unreported(staff: Staff) -> int:
    """How many activities of the own section are over and wait for their report, counted up to `BADGE_MAX` + 1."""
    rows = Activity.objects.filter(section__in=sorted(staff.scope), state="planned", ends_at__lt=clock.now())
    return len(rows.order_by().values_list("id", flat=True)[: BADGE_MAX + 1])


def activity_for(staff: Staff, id: UUID) -> Activity:
    """The only way to an activity: one that a person may not see is as if it didn't exist.

    Raises:
        Http404: there is none that `staff` may see.
    """
    activity = visible_to(staff).filter(id=id).first()
    if activity is None:
        raise Http404
    return activity


def held_by(staff: Staff, id: UUID) -> Activity:
    """An activity for those who hold it.

    Raises:
        Http404: there is none, or it is another section's.
    """
    activity = activity_for(staff, id)
    if not holds(staff, activity):
        raise Http404
    return activity


def activity_at(id: UUID) -> Activity:
    """An activity for somebody who stands in the room, with what its screen shows.

    Raises:
        Http404: there is none.
    """
    activity = Activity.objects.filter(id=id).first()
    if activity is None:
        raise Http404
    return activity


def _counted(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """Rows with how many come, wait and were there, and with their themes."""
    return rows.annotate(
        going=Count("participations", filter=Q(participations__answer="going")),
        waiting=Count("participations", filter=Q(participations__answer="waiting")),
        attended=Count("participations", filter=Q(participations__attended_at__isnull=False)),
    ).prefetch_related("theme_rows")


def _filtered(rows: QuerySet[Activity], filters: Filters) -> QuerySet[Activity]:
    now = clock.now()
    if filters.stage == "coming":
        rows = rows.filter(state="planned", ends_at__gte=now)
    elif filters.stage == "to_report":
        rows = rows.filter(state="planned", ends_at__lt=now)
    elif filters.stage in ("reported", "cancelled"):
        rows = rows.filter(state=filters.stage)
    if filters.section:
        rows = rows.filter(section=filters.section)
    if filters.category in KINDS:
        rows = rows.filter(category=filters.category)
    if filters.theme:
        rows = rows.filter(theme_rows__theme=filters.theme)
    for word in filters.q.split():
        rows = rows.filter(Q(title__icontains=word) | Q(place__icontains=word) | Q(purpose__icontains=word))
    return rows


def listed(staff: Staff, filters: Filters, *, after: UUID | None = None, before: UUID | None = None) -> Page:
    """One page of the list, what comes next first, past ones the newest first; by key, never by counting."""
    rows, mark = _filtered(visible_to(staff), filters), None
    if after or before:
        mark = visible_to(staff).filter(id=after or before).first()
    leftwards = mark is not None and after is None
    forward = (filters.stage == "coming") != leftwards
    if mark is not None:
        sign = "gt" if forward else "lt"
        beyond = Q(**{f"starts_at__{sign}": mark.starts_at}) | Q(starts_at=mark.starts_at, **{f"id__{sign}": mark.id})
        rows = rows.filter(beyond)
    order = "" if forward else "-"
    found = list(_counted(rows).order_by(f"{order}starts_at", f"{order}id")[: PAGE_ROWS + 1])
    more, found = len(found) > PAGE_ROWS, found[:PAGE_ROWS]
    if leftwards:
        found.reverse()
    if not found:
        return Page([], None, None)
    has_newer = more if leftwards else mark is not None
    has_older = True if leftwards else more
    return Page(found, found[0].id if has_newer else None, found[-1].id if has_older else None)


def exported(staff: Staff, filters: Filters) -> list[Activity]:
    """All activities of the present filters by time, at most `EXPORT_ROWS_MAX`."""
    rows = _counted(_filtered(visible_to(staff), filters))
    return list(rows.order_by("starts_at", "id")[:EXPORT_ROWS_MAX])


def between(staff: Staff, first: date, last: date, filters: Filters) -> list[Activity]:
    """The activities that begin on these days, for calendars."""
    start = datetime.combine(first, time(), clock.TOKYO)
    end = datetime.combine(last + timedelta(days=1), time(), clock.TOKYO)
    rows = _filtered(visible_to(staff), filters).filter(starts_at__gte=start, starts_at__lt=end)
    return list(_counted(rows).order_by("starts_at", "id")[:CALENDAR_ROWS_MAX])


def mine(staff: Staff, since: datetime) -> list[Activity]:
    """What a seat is invited to, may sign up for or takes part in, from a moment on, for its own list."""
    rows = Activity.objects.filter(_meant_for(staff) | Q(everyone=True), ends_at__gte=since)
    return list(_counted(rows).order_by("starts_at", "id")[:CALENDAR_ROWS_MAX])


def in_calendar_of(staff: Staff, since: datetime) -> list[Activity]:
    """What a seat was invited to itself or takes part in, from a moment on, for its calendar address."""
    rows = Activity.objects.filter(_meant_for(staff), ends_at__gte=since)
    return list(_counted(rows).order_by("starts_at", "id")[:CALENDAR_ROWS_MAX])


def answers_of(seat: UUID, activities: Iterable[Activity]) -> dict[UUID, Participation]:
    """What a seat said to these activities."""
    rows = Participation.objects.filter(seat=seat, activity__in=[activity.id for activity in activities])
    return {row.activity_id: row for row in rows}


def is_invited(staff: Staff, activity: Activity) -> bool:
    """Whether a person may sign up."""
    if activity.everyone or activity.section in staff.scope:
        return True
    to_me = Q(section__in=sorted(staff.scope)) | Q(seat=staff.seat.id)
    return Invitation.objects.filter(to_me, activity=activity).exists()


def themes() -> dict[str, Theme]:
    """The indicators of the ward's plan that activities count for; none while the plan can't be read."""
    try:
        ward = plan_queries.ward_plan()
    except (plans.Malformed, plan_queries.NoPlan, FileNotFoundError):
        return {}
    places = {
        id: where["category"]
        for id, where in ward.bindings.read_from(METER).items()
        if set(where) == {"category", "themes"}
    }
    return {
        each.id: Theme(each.id, f"{each.id} {measure.title}（{each.label or measure.title}）", places[each.id])
        for measure in ward.plan.measures
        for each in measure.indicators
        if each.id in places
    }


def others_of_series(staff: Staff, activity: Activity) -> list[Activity]:
    """The other sessions of a repetition that a person may see, by time."""
    if activity.series is None:
        return []
    rows = visible_to(staff).filter(series=activity.series).exclude(id=activity.id)
    return list(rows.order_by("starts_at", "id"))


def theme_ids(activity: Activity) -> list[str]:
    """The indicators that an activity serves."""
    return list(ActivityTheme.objects.filter(activity=activity).order_by("theme").values_list("theme", flat=True))
