"""The register's forms: what they ask, and what was posted as values."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yakusho.desk.access.queries import PURPOSES
from yakusho.japanese.dates import read_date
from yakusho.kernel import clock
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.mynumber.residents.actions import FOR_A_CASE, LOOKUP_REASONS
from yakusho.mynumber.residents.candidates import house_of
from yakusho.mynumber.residents.register import read_register_number
from yakusho.mynumber.residents.searching import Search, is_long_enough
from yakusho.ui.fields import Choice, Field

TYPED_CHARACTERS_MAX = 200
MARK_CHARACTERS_MAX = 600


def _typed(post: QueryDict, name: str) -> str:
    return " ".join(post.get(name, "")[:TYPED_CHARACTERS_MAX].split())


def _errors(invalid: Invalid | None) -> dict[str, str]:
    return {error.path: error.sentence for error in invalid.errors} if invalid else {}


def purpose_fields(post: QueryDict, invalid: Invalid | None) -> list[Field]:
    """What the register is looked into for."""
    errors = _errors(invalid)
    reasons = [
        Choice(code, _("to work on a case") if code == FOR_A_CASE else _(PURPOSES[code])) for code in LOOKUP_REASONS
    ]
    case_hint = _("Only if you work on a case.")
    return [
        Field(
            "reason",
            _("What for"),
            "radios",
            choices=reasons,
            value=post.get("reason", ""),
            error=errors.get("reason", ""),
        ),
        Field(
            "case",
            _("Case number"),
            hint=case_hint,
            value=_typed(post, "case"),
            error=errors.get("case", ""),
            required=post.get("reason") == FOR_A_CASE,
            width=12,
        ),
    ]


def search_fields(post: QueryDict, invalid: Invalid | None) -> list[Field]:
    """What a person may be looked up by."""
    errors = _errors(invalid)

    def text(name: str, label: str, hint: str, width: int, **more: Any) -> Field:
        value, error = _typed(post, name), errors.get(name, "")
        return Field(name, label, hint=hint, value=value, error=error, required=False, width=width, **more)

    return [
        text("name", _("Name or reading"), _("In kanji, kana or letters; in either order."), 16),
        text("birth_date", _("Born"), _("Like 昭和40年4月1日 or 1965-04-01."), 12),
        text("address", pgettext("register", "Address"), _("Town and number, like 一丁目2番3号."), 24),
        text("number", _("Register number"), _("15 digits."), 12, inputmode="numeric"),
    ]


def posted_search(post: QueryDict) -> Search:
    """What somebody looks for.

    Raises:
        Invalid: nothing, too little, or something that can't be read.
    """
    faults: list[FieldError] = []
    number = _number(_typed(post, "number"), faults)
    birth_date = _birth(_typed(post, "birth_date"), faults)
    address = _typed(post, "address")
    if address and not house_of(address):
        faults.append(FieldError("address", _("Write the town with the number of the house, like 一丁目2番3号.")))
    search = Search(_typed(post, "name"), birth_date, address, number)
    if not faults and search.is_empty:
        faults.append(FieldError("name", _("Write a name, a day of birth, an address or a number.")))
    if not faults and search.name and search == Search(search.name) and not is_long_enough(search.name):
        faults.append(FieldError("name", _("Write at least two letters, or the day of birth too.")))
    if faults:
        raise Invalid(faults)
    return search


def _number(text: str, faults: list[FieldError]) -> str:
    number = read_register_number(text) if text else ""
    if number is None:
        faults.append(FieldError("number", _("This is no number of the register. Check its 15 digits.")))
    return number or ""


def _birth(text: str, faults: list[FieldError]) -> date | None:
    day = read_date(text, today=clock.today()).exact_day if text else None
    if text and day is None:
        faults.append(FieldError("birth_date", _("Write the day like 昭和40年4月1日 or 1965-04-01.")))
    return day


def posted_mark(post: QueryDict) -> str:
    """The mark after which the next page begins."""
    return post.get("after", "")[:MARK_CHARACTERS_MAX]


def card_day(query: QueryDict) -> date:
    """The day that the card is shown for; today where none or none that is a day was written."""
    text = query.get("on", "")[:40]
    return (read_date(text, today=clock.today()).exact_day if text else None) or clock.today()
