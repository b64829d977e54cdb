"""Dates and times for people (令和8年11月24日（火）), with the ISO form beside them for programs."""

from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from yakusho.japanese.dates import easy_day, wareki_with_weekday
from yakusho.kernel import clock
from yakusho.kernel.languages import EASY

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date) -> str:
    """A day as a person reads it in the present language, with its weekday."""
    language = get_language() or "ja"
    if language.startswith("ja"):
        return easy_day(day) if language == EASY else wareki_with_weekday(day)
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def date_html(value: date | datetime | None) -> SafeString:
    """The day alone, in a `time` element."""
    if value is None:
        return SafeString("")
    day = clock.in_tokyo(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), day_words(day))


def date_time_html(value: date | datetime | None) -> SafeString:
    """Day and time of an instant on Tokyo's clock, or the day alone when that is all there is."""
    if not isinstance(value, datetime):
        return date_html(value)
    local = clock.in_tokyo(value)
    return format_html(
        '<time datetime="{}">{} {}</time>',
        local.isoformat(timespec="minutes"),
        day_words(local.date()),
        f"{local:%H:%M}",
    )


def days_left(due: date | None) -> str:
    """How long is left to a day, in words."""
    if due is None:
        return ""
    days = (due - clock.today()).days
    if days > 0:
        return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
    if days == 0:
        return _("due today")
    return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
