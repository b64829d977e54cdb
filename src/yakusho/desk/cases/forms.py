"""The forms of the case page: reading what they post, and their fields."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from yakusho.desk.cases.actions import TEXT_CHARACTERS_MAX, Shown
from yakusho.desk.cases.show import CaseView
from yakusho.desk.cases.words import identity_names
from yakusho.kernel.errors import Invalid
from yakusho.kernel.ids import new_id
from yakusho.messages.submissions import CorrectionItem
from yakusho.ui.fields import Field

ITEM_PREFIX = "fix-"
ITEMS_MAX = 100
REVISION_DIGITS_MAX = 10
ITEM_NOTE_CHARACTERS_MAX = 500


@dataclass(frozen=True)
class ActionForm:
    """One action as a form: what it is called, what pressing it will do, its fields."""

    kind: str
    url: str
    label: str
    effect: str
    fields: list[Field]
    items: list[Field]
    danger: bool
    opened: bool


def posted_once(post: QueryDict) -> UUID:
    """The id a form was shown with; a form without one counts as new each time."""
    try:
        return UUID(post.get("once", ""))
    except ValueError:
        return new_id()


def posted_shown(post: QueryDict) -> Shown:
    """What of the case a form was shown with; revision 0, which no case has, for a form that doesn't say."""
    return Shown(_posted_number(post, "revision"), _posted_number(post, "came"))


def _posted_number(post: QueryDict, name: str) -> int:
    text = post.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < REVISION_DIGITS_MAX else 0


def posted_date(post: QueryDict, name: str) -> date | None:
    """A posted ISO day, or None."""
    try:
        return date.fromisoformat(post.get(name, ""))
    except ValueError:
        return None


def posted_items(post: QueryDict) -> list[CorrectionItem]:
    """The items a clerk wrote a note to."""
    found = []
    for name, value in list(post.items())[:ITEMS_MAX]:
        note = str(value).strip()[:ITEM_NOTE_CHARACTERS_MAX]
        if name.startswith(ITEM_PREFIX) and note:
            found.append(CorrectionItem(path=name.removeprefix(ITEM_PREFIX)[:120], note=note))
    return found


def _fields(view: CaseView, kind: str, post: QueryDict, errors: dict[str, str]) -> list[Field]:
    def long(name: str, label: str, hint: str = "", required: bool = True) -> Field:
        return Field(
            name,
            label,
            "textarea",
            hint=hint,
            value=post.get(name, ""),
            error=errors.get(name, ""),
            required=required,
            maxlength=TEXT_CHARACTERS_MAX,
            rows=4,
        )

    if kind == "return":
        day = post.get("due_on", view.correct_by.isoformat())
        return [
            long("text", _("What should be corrected"), _("The applicant reads this.")),
            Field("due_on", _("Correct by"), "date", value=day, error=errors.get("due_on", "")),
        ]
    if kind == "ask":
        return [long("question", _("Your question"), _("The applicant reads this and can answer online."))]
    if kind == "approve":
        return [long("message", _("Message to the applicant"), _("Leave it empty to send the decision alone."), False)]
    if kind == "reject":
        return [long("reason", _("Reason"), _("The applicant reads this. Name the rule it rests on."))]
    return []


def _items(view: CaseView, post: QueryDict) -> list[Field]:
    return [
        Field(f"{ITEM_PREFIX}{row.path}", row.label, value=post.get(f"{ITEM_PREFIX}{row.path}", ""), required=False)
        for page in view.pages
        for row in page.rows
        if row.asked
    ][:ITEMS_MAX]


def note_field(post: QueryDict, errors: dict[str, str]) -> Field:
    """The field of a new note."""
    return Field(
        "note",
        _("New note"),
        "textarea",
        hint=_("Only staff see it."),
        value=post.get("note", ""),
        error=errors.get("note", ""),
        rows=2,
        maxlength=TEXT_CHARACTERS_MAX,
    )


def identity_field(errors: dict[str, str]) -> Field:
    """How somebody at the counter showed who they are."""
    return Field(
        "identity",
        _("What did the person show?"),
        "radios",
        hint=_("Numbers of documents are never written down."),
        choices=list(identity_names().items()),
        error=errors.get("identity", ""),
    )


def _words() -> dict[str, tuple[str, str]]:
    """What each action is called, and what pressing its button will do."""
    return {
        "take": (_("Take on"), _("Puts your name on it. The applicant isn't told.")),
        "ask": (_("Ask a question"), _("The applicant is told at once. The case goes on, and its due date stays.")),
        "return": (_("Ask for a correction"), _("The applicant is told at once and can correct the answers online.")),
        "approve": (_("Approve"), _("The applicant is told at once. It can't be undone.")),
        "reject": (_("Reject"), _("The applicant is told the reason at once. It can't be undone.")),
    }


def _words_on_paper() -> dict[str, tuple[str, str]]:
    """The same where it differs for whoever applied on paper: nobody is told by itself."""
    return {
        "return": (_("Ask for a correction"), _("Write to the applicant: nothing is sent by itself.")),
        "approve": (_("Approve"), _("Write to the applicant: nothing is sent by itself. It can't be undone.")),
        "reject": (
            _("Reject"),
            _("Write to the applicant, with the reason: nothing is sent by itself. It can't be undone."),
        ),
    }


def case_forms(view: CaseView, opened: str, post: QueryDict, invalid: Invalid | None) -> dict[str, object]:
    """The action forms of a case page; `opened` is the one that was posted with wrong input."""
    words = _words() if view.online else {**_words(), **_words_on_paper()}
    wrong = {error.path: error.sentence for error in invalid.errors} if invalid else {}
    found = []
    for kind in view.actions:
        mine = kind == opened
        given, errors = (post, wrong) if mine else (QueryDict(), {})
        found.append(
            ActionForm(
                kind=kind,
                url=reverse(f"cases:{kind}", args=[view.case.id]),
                label=words[kind][0],
                effect=words[kind][1],
                fields=_fields(view, kind, given, errors),
                items=_items(view, given) if kind == "return" else [],
                danger=kind == "reject",
                opened=mine,
            )
        )
    noted = opened == "note"
    return {
        "actions": found,
        "note": note_field(post if noted else QueryDict(), wrong if noted else {}),
        "identity": identity_field(wrong if opened == "code" else {}),
        "code_opened": opened == "code",
    }
