"""Forms of the room: their fields, and what people typed as values; wrong input goes back beside its field."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yakusho.japanese.dates import read_date
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.kernel.ids import new_id
from yakusho.office.activities import queries
from yakusho.office.activities.actions import Plan, ReportText
from yakusho.office.activities.models import TEXT_CHARACTERS_MAX, TITLE_CHARACTERS_MAX, Activity, Report
from yakusho.office.activities.repeats import EVERY, SESSIONS_MAX, Every
from yakusho.office.activities.words import category_names, every_names
from yakusho.ui.fields import Choice, Field

NUMBER_DIGITS_MAX = 6
DAY_CHARACTERS_MAX = 60
_TIME = re.compile(r"(\d{1,2})(?::|時)?(\d{2})?分?")

Errors = Mapping[str, str]


def errors_by_path(invalid: Invalid | None) -> Errors:
    """What is wrong, by field."""
    return {error.path: error.sentence for error in invalid.errors} if invalid else {}


def posted_once(post: QueryDict) -> UUID:
    """The id a form was shown with; a form without one counts as new each time."""
    return posted_uuid(post.get("once", "")) or new_id()


def posted_uuid(text: str) -> UUID | None:
    """A posted id, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def posted_day(text: str) -> date | None:
    """A day as chosen or typed (2026-11-24, 令和8年11月24日), or None."""
    return read_date(text[:DAY_CHARACTERS_MAX], today=clock.today()).exact_day


def posted_time(text: str) -> time | None:
    """A time of day as typed (14:00, １４時, 930), or None."""
    plain = "".join(unicodedata.normalize("NFKC", text[:20]).split())
    found = _TIME.fullmatch(plain)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


def posted_number(text: str) -> int | None:
    """A number as typed, in any width; None when it is none."""
    plain = unicodedata.normalize("NFKC", text[:40]).replace(",", "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= NUMBER_DIGITS_MAX else None


def posted_plan(post: QueryDict) -> Plan:
    """The plan as typed; what can't be read is missing, or impossible, and the action says so."""
    day, begins, ends = posted_day(post.get("day", "")), posted_time(post.get("begins", "")), post.get("ends", "")
    starts_at = datetime.combine(day, begins, clock.TOKYO) if day and begins is not None else None
    until = posted_time(ends)
    ends_at = datetime.combine(day, until, clock.TOKYO) if day and until is not None else None
    capacity = post.get("capacity", "").strip()
    number = posted_number(capacity)
    return Plan(
        category=post.get("category", ""),
        title=post.get("title", ""),
        starts_at=starts_at,
        ends_at=ends_at,
        purpose=post.get("purpose", ""),
        place=post.get("place", ""),
        capacity=None if not capacity else number if number is not None else 0,
        themes=tuple(post.getlist("themes")[:50]),
    )


def beside_their_fields(invalid: Invalid, post: QueryDict) -> Invalid:
    """The errors of a plan, with a time that can't be read told beside the time and not beside the day."""
    unreadable = posted_day(post.get("day", "")) is not None and posted_time(post.get("begins", "")) is None
    mended = FieldError("begins", _("Write the time as in 14:00."))
    return Invalid([mended if unreadable and error.path == "day" else error for error in invalid.errors])


def posted_repeat(post: QueryDict) -> tuple[Every, int]:
    """How often and how many times; an unknown way is once."""
    chosen = post.get("every", "once")
    every = next((each for each in EVERY if each == chosen), EVERY[0])
    times = posted_number(post.get("times", "")) if every != "once" else 1
    return every, times if times is not None else 0


def plan_values(activity: Activity | None) -> dict[str, str | list[str]]:
    """What the form of a plan begins with: an activity's own plan, or an empty one of tomorrow."""
    if activity is None:
        tomorrow = clock.today() + timedelta(days=1)
        return {"day": tomorrow.isoformat(), "begins": "10:00", "ends": "11:00", "every": "once", "themes": []}
    starts, ends = clock.in_tokyo(activity.starts_at), clock.in_tokyo(activity.ends_at)
    return {
        "category": activity.category,
        "title": activity.title,
        "day": starts.date().isoformat(),
        "begins": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "place": activity.place,
        "purpose": activity.purpose,
        "capacity": "" if activity.capacity is None else str(activity.capacity),
        "themes": queries.theme_ids(activity),
        "every": "once",
    }


def typed_values(post: QueryDict) -> dict[str, str | list[str]]:
    """What was typed, to show it again."""
    return {name: post.getlist(name) if name == "themes" else post.get(name, "") for name in post}


def plan_fields(values: Mapping[str, str | list[str]], errors: Errors, *, repeats: bool) -> list[Field]:
    """The fields of a plan; a stored session is not repeated."""

    def field(name: str, label: str, kind: str = "text", **more: object) -> Field:
        return Field(name, label, kind, value=values.get(name, ""), error=errors.get(name, ""), **more)  # type: ignore[arg-type]

    names = category_names()
    themes = [Choice(each.id, each.name, _counts_words(names[each.category])) for each in queries.themes().values()]
    times_hint = _("Such as 14:00.")
    fields = [
        field("category", _("Kind"), "radios", choices=list(names.items())),
        field("title", _("Title"), maxlength=TITLE_CHARACTERS_MAX),
        field("day", _("Day"), "date", width=12),
        field("begins", _("Begins"), hint=times_hint, width=4, inputmode="text"),
        field("ends", _("Ends"), hint=times_hint, width=4, inputmode="text"),
        field("place", _("Place"), required=False, maxlength=TITLE_CHARACTERS_MAX),
        field("purpose", _("Purpose and content"), "textarea", required=False, maxlength=TEXT_CHARACTERS_MAX),
        field("capacity", _("Seats"), required=False, width=4, inputmode="numeric", hint=_("Empty: no limit.")),
    ]
    if themes:
        hint = _("An indicator counts this activity once it is held and reported.")
        fields.append(
            field("themes", _("Indicators of the plan"), "checkboxes", required=False, choices=themes, hint=hint)
        )
    if repeats:
        hint = _("Each session stands in the calendar for itself. At most %(max)s.") % {"max": SESSIONS_MAX}
        fields.append(field("every", _("Repeat"), "select", required=False, choices=list(every_names().items())))
        fields.append(field("times", _("Number of sessions"), required=False, width=4, inputmode="numeric", hint=hint))
    return fields


def _counts_words(category: str) -> str:
    return _("Counts: %(kind)s") % {"kind": category}


def posted_report(post: QueryDict) -> ReportText:
    """A report as typed."""
    others = post.get("others", "").strip()
    return ReportText(
        held_on=posted_day(post.get("held_on", "")),
        others=posted_number(others) if others else 0,
        learnt=post.get("learnt", ""),
        reason=post.get("reason", ""),
    )


def report_fields(activity: Activity, earlier: Report | None, post: QueryDict, errors: Errors) -> list[Field]:
    """The fields of a report, filled with the earlier one or the planned day."""
    planned = clock.in_tokyo(activity.starts_at).date()
    day, others, learnt = planned.isoformat(), "0", ""
    if earlier is not None:
        day, others, learnt = earlier.held_on.isoformat(), str(earlier.others), earlier.learnt
    hint = _("Residents and others who are not recorded in the list.")
    fields = [
        Field(
            "held_on", _("Held on"), "date", value=post.get("held_on", day), error=errors.get("held_on", ""), width=12
        ),
        Field(
            "others",
            _("Others who attended"),
            value=post.get("others", others),
            error=errors.get("others", ""),
            hint=hint,
            width=4,
            inputmode="numeric",
            required=False,
        ),
        Field(
            "learnt",
            _("What was learnt, and what comes next"),
            "textarea",
            value=post.get("learnt", learnt),
            error=errors.get("learnt", ""),
            maxlength=TEXT_CHARACTERS_MAX,
            required=False,
        ),
    ]
    return [*fields, reason_field(_("Why it is corrected"), post, errors)] if earlier is not None else fields


def reason_field(label: str, post: QueryDict, errors: Errors) -> Field:
    """The reason of a change that others will ask about."""
    value, error = post.get("reason", ""), errors.get("reason", "")
    return Field("reason", label, "textarea", value=value, error=error, maxlength=TEXT_CHARACTERS_MAX, rows=3)


def select(name: str, label: str, value: str, choices: Sequence[tuple[str, str]]) -> Field:
    """A filter above a list; empty means all."""
    everything = ("", pgettext("filter", "All"))
    return Field(name, label, "select", value=value, choices=[everything, *choices], required=False)
