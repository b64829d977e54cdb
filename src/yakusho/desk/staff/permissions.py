"""Who may do what (権限): function × section × procedure, in this one place.

A seat brings functions. Most functions act for the seat's section (and for ended sections it succeeded); those of
`WARD_WIDE` act for the whole zone. A seat that names procedures acts for those only.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yakusho.kernel.errors import Refused

FUNCTIONS = {
    "applications.view": gettext_noop("See applications of the section"),
    "applications.handle": gettext_noop("Work on applications of the section"),
    "applications.decide": gettext_noop("Decide on applications of the section"),
    "access.review": gettext_noop("Review who looked at personal data"),
    "organisation.publish": gettext_noop("Publish the organisation"),
    "procedures.publish": gettext_noop("Publish and close procedures"),
    "plan.view": gettext_noop("See the plan"),
    "plan.report": gettext_noop("Report the section's indicators"),
    "plan.secretariat": gettext_noop("Lead the plan's rounds"),
    "plan.decide": gettext_noop("Put a version of the plan into force"),
    "activities.plan": gettext_noop("Plan activities of the section and invite to them"),
    "activities.report": gettext_noop("Report activities of the section"),
    "paper.print": gettext_noop("Print forms from the resident register"),
    "paper.register": gettext_noop("Register applications on paper"),
    "register.view": gettext_noop("Look persons up in the resident register"),
    "register.support": gettext_noop("See the address of persons under support measures"),
    "register.import": gettext_noop("Take extracts into the resident register"),
    "staff.manage": gettext_noop("Open accounts and give seats"),
    "operations.problems": gettext_noop("See and retry what got stuck"),
}
"""Every function (役割) with what it lets a person do."""

WARD_WIDE = frozenset(
    {
        "organisation.publish",
        "procedures.publish",
        "plan.view",
        "plan.secretariat",
        "plan.decide",
        "register.view",
        "register.support",
        "register.import",
        "staff.manage",
        "operations.problems",
    }
)
"""Functions that don't stop at the seat's section."""


@dataclass(frozen=True)
class SeatView:
    """One seat as its holder sees it."""

    id: UUID
    post: str
    section: str
    section_name: str


@dataclass(frozen=True)
class Staff:
    """A person who acts, in the seat they chose; `scope` is the seat's section and those it succeeded."""

    user_id: int
    name: str
    seat: SeatView
    functions: frozenset[str]
    scope: frozenset[str]
    procedures: frozenset[str] = frozenset()
    seats: tuple[SeatView, ...] = field(default=(), compare=False)

    @property
    def actor(self) -> str:
        """What the journal knows of this person: the opaque id of the seat."""
        return str(self.seat.id)


def may(staff: Staff, function: str, *, section: str | None = None, procedure: str | None = None) -> bool:
    """Whether `staff` may use `function`, here for a section and a procedure where the function has them."""
    if function not in FUNCTIONS:
        raise KeyError(function)
    if function not in staff.functions:
        return False
    if function not in WARD_WIDE and section is not None and section not in staff.scope:
        return False
    return procedure is None or not staff.procedures or procedure in staff.procedures


def permit(staff: Staff, function: str, *, section: str | None = None, procedure: str | None = None) -> None:
    """Go on only when `staff` may.

    Raises:
        Refused: the function, the section or the procedure is not theirs.
    """
    if may(staff, function, section=section, procedure=procedure):
        return
    if function not in staff.functions:
        raise Refused(
            _("Your seat does not have the function “%(function)s”. Ask your section head.")
            % {"function": _(FUNCTIONS[function])}
        )
    raise Refused(_("This belongs to another section. Your seat acts for its own section only."))
