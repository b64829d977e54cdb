"""Sheets: what a person is about to send after their application, sealed into a hidden field between two pages."""

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import cache
from uuid import UUID

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yakusho.forms import Field as Item
from yakusho.forms import Text
from yakusho.forms.kinds import make_field
from yakusho.forms.schema.items import FileItem
from yakusho.forms.uploads import handles
from yakusho.kernel import clock
from yakusho.kernel.bounds import ANSWER_CHARACTERS_MAX, FORM_HOURS_MAX
from yakusho.kernel.ids import new_id
from yakusho.messages.submissions import SubmittedFile
from yakusho.portal.apply import attached
from yakusho.portal.apply.token import BrokenToken, Form, seal, unseal
from yakusho.portal.apply.uploads_html import file_html
from yakusho.ui.fields import Field

FILES_MAX = 5
DROP = attached.DROP
PROCEDURE = "after an application"  # no procedure has such a code: its tickets are of no use in a form, nor the reverse


@dataclass(frozen=True)
class Sheet:
    """One form for a note, an answer or a withdrawal; `once` makes its second sending harmless."""

    kind: str
    code: str
    once: str
    begun_at: int
    question: str = ""
    files: tuple[SubmittedFile, ...] = ()

    @property
    def id(self) -> UUID:
        """The id under which it takes effect once."""
        return UUID(self.once)

    @property
    def is_too_old(self) -> bool:
        """Whether its page was open for longer than `FORM_HOURS_MAX`."""
        return clock.now().timestamp() - self.begun_at > timedelta(hours=FORM_HOURS_MAX).total_seconds()

    def renewed(self) -> "Sheet":
        """The same sheet as if opened now; its files are no longer there."""
        return replace(self, begun_at=int(clock.now().timestamp()), files=())


@cache
def file_item() -> Item:
    """The item of a sheet that takes files."""
    label = Text(ja="ファイル", en="Files", easy="ファイル")
    return make_field(
        FileItem(id="added", kind="file", label=label, required=False, many=FILES_MAX), inside_group=False
    )


def as_form(sheet: Sheet) -> Form:
    """The sheet as a form with one item, for the code that takes files; its revision is none of the application's."""
    answers = attached.as_answers(sheet.files)
    return Form(sheet.code, PROCEDURE, generation=0, begun_at=sheet.begun_at, revision=0, answers=answers)


def begin(kind: str, code: str, question: str = "") -> Sheet:
    """A new, empty sheet."""
    return Sheet(kind, code, str(new_id()), int(clock.now().timestamp()), question)


def write(sheet: Sheet) -> str:
    """The token of a sheet."""
    return seal({"sheet": {**asdict(replace(sheet, files=())), "files": [each.model_dump() for each in sheet.files]}})


def read(text: str) -> Sheet:
    """The sheet of a token.

    Raises:
        BrokenToken: not a sheet's token of this portal.
    """
    try:
        members = unseal(text)["sheet"]
        files = tuple(SubmittedFile.model_validate(each) for each in members["files"])
        return Sheet(**{**members, "files": files})
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenToken from error


@dataclass(frozen=True)
class Filled:
    """A sheet as a person sent it: what they wrote, and what has to be mended, by input."""

    sheet: Sheet
    text: str
    errors: dict[str, str]


def posted(request: HttpRequest, sheet: Sheet) -> Filled:
    """Read what was written and chosen; good files stay attached whatever else is wrong."""
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    item, files, errors = file_item(), sheet.files, {}
    if sheet.kind == "added":
        answers, errors = attached.gathered(request, [item], as_form(sheet))
        files = tuple(SubmittedFile(item=item.id, **each) for each in handles(answers.get(item.id)))
    if len(text) > ANSWER_CHARACTERS_MAX:
        errors["text"] = _("Write at most %(max)s characters.") % {"max": ANSWER_CHARACTERS_MAX}
    elif sheet.kind == "added" and not text and not files and not errors:
        errors["text"] = _("Write something, or choose a file.")
    return Filled(replace(sheet, files=files), text, errors)


def fields(filled: Filled) -> list[Field]:
    """The inputs of a sheet."""
    labels = {"added": _("Note"), "withdrawn": _("Reason"), "answer": _("Your answer")}
    kind = "answer" if filled.sheet.question else filled.sheet.kind
    hint = _("You need not give one.") if kind == "withdrawn" else ""
    return [
        Field(
            "text",
            labels[kind],
            "textarea",
            hint=hint,
            value=filled.text,
            error=filled.errors.get("text", ""),
            required=kind == "answer",
            maxlength=ANSWER_CHARACTERS_MAX,
        )
    ]


def files_html(filled: Filled) -> SafeString:
    """The input for files of a sheet that takes some, with those that are attached already."""
    if filled.sheet.kind != "added":
        return SafeString("")
    item = file_item()
    files = attached.kept_files(as_form(filled.sheet)).get(item.id, [])
    return file_html(item, get_language() or "ja", files, filled.errors.get(item.id, ""))
