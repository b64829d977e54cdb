"""The form of a decision (決定の入力欄): reading what it posts, and its fields with everything that was typed."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from yakusho.japanese.dates import read_date
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.office.headquarters.actions import Decision
from yakusho.office.headquarters.rules import read_percent
from yakusho.ui.fields import Field

MEETING_CHARACTERS_MAX = 200
REASON_CHARACTERS_MAX = 2_000
FIRST_DAY = date(2000, 1, 1)  # no plan of this kind is older; an earlier day is a slip of the keyboard


def posted_decision(post: Mapping[str, str], today: date) -> Decision:
    """The decision that a form posts.

    Raises:
        Invalid: with a sentence for each wrong field.
    """
    percent, on = read_percent(post.get("share", "")), _read_day(post.get("decided_on", ""), today)
    meeting, reason = _plain(post, "meeting"), _plain(post, "reason")
    errors = [FieldError("share", percent)] if isinstance(percent, str) else []
    errors += [FieldError("decided_on", on)] if isinstance(on, str) else []
    if not meeting:
        errors.append(FieldError("meeting", _("Write in which meeting it was decided.")))
    if not reason:
        errors.append(FieldError("reason", _("Write why this share. It is kept with the share.")))
    for name, text, most in (("meeting", meeting, MEETING_CHARACTERS_MAX), ("reason", reason, REASON_CHARACTERS_MAX)):
        if len(text) > most:
            errors.append(FieldError(name, _("Write at most %(max)s characters.") % {"max": most}))
    if errors or isinstance(percent, str) or isinstance(on, str):
        raise Invalid(errors)
    return Decision(percent, on, meeting, reason)


def share_field(value: str, error: str = "") -> Field:
    """The share in percent."""
    hint = _("More than 50, up to 100.")
    return Field("share", _("Share in percent"), value=value, error=error, hint=hint, inputmode="decimal", width=6)


def decision_fields(post: Mapping[str, str], errors: Mapping[str, str], today: date) -> list[Field]:
    """The fields of the decision beside the share."""
    return [
        Field(
            "decided_on",
            _("Decided on"),
            value=post.get("decided_on", today.isoformat()),
            error=errors.get("decided_on", ""),
            hint=_("As in 2026-03-31 or 令和8年3月31日."),
            width=12,
        ),
        Field(
            "meeting",
            _("Meeting"),
            value=post.get("meeting", ""),
            error=errors.get("meeting", ""),
            hint=_("The meeting of headquarters that decided."),
            maxlength=MEETING_CHARACTERS_MAX,
        ),
        Field(
            "reason",
            _("Why this share"),
            "textarea",
            value=post.get("reason", ""),
            error=errors.get("reason", ""),
            hint=_("Everybody in the office can read it."),
            maxlength=REASON_CHARACTERS_MAX,
            rows=3,
        ),
    ]


def _read_day(text: str, today: date) -> date | str:
    day = read_date(text).exact_day
    if day is None or day < FIRST_DAY:
        return _("Write the day of the decision as in 2026-03-31 or 令和8年3月31日.")
    return day if day <= today else _("A decision has a day that has come.")


def _plain(post: Mapping[str, str], name: str) -> str:
    return post.get(name, "").replace("\r\n", "\n").strip()
