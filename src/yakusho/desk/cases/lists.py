"""The inbox as its template needs it: rows in words, tabs, filters, links to the neighbouring pages."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yakusho.desk.cases import queries
from yakusho.desk.cases.hooks import narrowings
from yakusho.desk.cases.models import Case
from yakusho.desk.cases.queries import ORDERS, Filters
from yakusho.desk.cases.rules import STAGES, STATES
from yakusho.desk.cases.words import Word, channel_names, due_word, state_names, state_word, talk_word
from yakusho.desk.procedures.queries import titles
from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import seat_names
from yakusho.kernel import clock
from yakusho.ui.fields import Field
from yakusho.ui.parts import Column, Tab

ALL_STAGES = "all"
DEFAULT_STAGE = "new"


@dataclass(frozen=True)
class Row:
    """One case in the inbox; it names nobody."""

    url: str
    number: str
    procedure: str
    received_at: datetime
    due_on: date
    due: Word
    state: Word
    talk: Word | None
    handler: str


@dataclass(frozen=True)
class Inbox:
    """Everything the inbox page shows."""

    rows: list[Row]
    columns: list[Column]
    tabs: list[Tab]
    filters: list[Field]
    kept: list[tuple[str, str]]
    previous: str
    next: str
    export: str
    filtered: bool


def read_filters(query: QueryDict) -> Filters:
    """The filters of an address; unknown values count as none. A state belongs to its stage, whatever the tab was."""
    chosen = {name: query.get(name, "")[:80] for name in asdict(Filters()) if name != "joined"}
    chosen["order"] = chosen["order"] if chosen["order"] in ORDERS else "due"
    chosen["stage"] = STATES.get(chosen["state"], chosen["stage"])
    chosen["stage"] = chosen["stage"] if chosen["stage"] in (*STAGES, ALL_STAGES) else DEFAULT_STAGE
    return Filters(**chosen, joined=tuple(_joined(query)))


def _joined(query: QueryDict) -> Iterator[tuple[str, str]]:
    """What was chosen of the filters that other rooms add."""
    for each in narrowings():
        value = query.get(each.name, "")
        if value in dict(each.choices()):
            yield each.name, value


def _values(filters: Filters) -> dict[str, str]:
    """What was chosen, by the names in the address."""
    values = asdict(filters)
    return values | dict(values.pop("joined"))


def read_mark(query: QueryDict, name: str) -> UUID | None:
    """The case after or before which a page begins; None when there is none."""
    try:
        return UUID(query.get(name, ""))
    except ValueError:
        return None


def _url(filters: Filters, **more: object) -> str:
    left_out = (("order", "due"), ("stage", DEFAULT_STAGE))
    values = {name: value for name, value in _values(filters).items() if value and (name, value) not in left_out}
    values |= {name: str(value) for name, value in more.items()}
    return f"{reverse('cases:inbox')}?{urlencode(values)}" if values else reverse("cases:inbox")


def rows_of(cases: list[Case]) -> list[Row]:
    """Cases in words."""
    names, handlers, today = titles(), seat_names(case.taken_by_id for case in cases), clock.today()
    return [
        Row(
            url=reverse("cases:case", args=[case.id]),
            number=case.number,
            procedure=names.get(case.procedure, case.procedure),
            received_at=case.received_at,
            due_on=case.due_on,
            due=due_word(case, today),
            state=state_word(case.state),
            talk=talk_word(case.talk),
            handler=handlers.get(str(case.taken_by_id), ""),
        )
        for case in cases
    ]


def _tabs(staff: Staff, filters: Filters) -> list[Tab]:
    bare = Filters(order=filters.order)
    stages = [
        ("new", pgettext("inbox tab", "New"), queries.waiting(staff)),
        ("open", pgettext("inbox tab", "In work"), None),
        (ALL_STAGES, pgettext("inbox tab", "All"), None),
        ("decided", pgettext("inbox tab", "Decided"), None),
    ]
    return [
        Tab(label, _url(replace(bare, stage=stage)), filters.stage == stage, count) for stage, label, count in stages
    ]


def _columns(filters: Filters) -> list[Column]:
    def sortable(label: str, first: str, second: str = "") -> Column:
        following = second if second and filters.order == first else first
        direction = {first: "ascending", second: "descending"}.get(filters.order, "") if filters.order else ""
        return Column(label, sort_url=_url(replace(filters, order=following)), direction=direction)

    return [
        sortable(_("Number"), "number"),
        Column(_("Procedure")),
        sortable(_("Arrived"), "oldest", "newest"),
        sortable(_("Due"), "due"),
        Column(_("State")),
        Column(_("Handled by")),
    ]


def _fields(filters: Filters) -> list[Field]:
    def select(name: str, label: str, choices: list[tuple[str, str]]) -> Field:
        everything = ("", pgettext("filter", "All"))
        value = _values(filters).get(name, "")
        return Field(name, label, "select", value=value, choices=[everything, *choices], required=False)

    whose = [("mine", _("Mine")), ("nobody", _("Nobody's yet"))]
    due = [("over", _("Overdue")), ("week", _("Within a week"))]
    return [
        select("procedure", _("Procedure"), sorted(titles().items(), key=lambda item: item[1])),
        select("state", _("State"), list(state_names().items())),
        select("channel", _("Came by"), list(channel_names().items())),
        select("whose", _("Handled by"), whose),
        select("due", _("Due"), due),
        *(select(each.name, each.label(), each.choices()) for each in narrowings()),
    ]


def inbox_page(staff: Staff, filters: Filters, after: UUID | None, before: UUID | None) -> Inbox:
    """One page of the inbox."""
    page = queries.inbox(staff, filters, after=after, before=before)
    filtered = any(value for name, value in _values(filters).items() if name not in ("order", "stage"))
    return Inbox(
        rows=rows_of(page.cases),
        columns=_columns(filters),
        tabs=_tabs(staff, filters),
        filters=_fields(filters),
        kept=[(name, getattr(filters, name)) for name in ("stage", "order") if getattr(filters, name)],
        previous=_url(filters, before=page.newer) if page.newer else "",
        next=_url(filters, after=page.older) if page.older else "",
        export=_url(filters).replace(reverse("cases:inbox"), reverse("cases:export"), 1),
        filtered=filtered,
    )
