"""Sheets: what a person is about to send after their application, sealed into a hidden field between two pages."""

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from yakusho.kernel import clock
from yakusho.kernel.bounds import ANSWER_CHARACTERS_MAX, FORM_HOURS_MAX
from yakusho.kernel.ids import new_id
from yakusho.messages.submissions import SubmittedFile
from yakusho.portal.apply.posting import upload_sentence
from yakusho.portal.apply.token import BrokenToken, seal, unseal
from yakusho.ui.fields import Field

FILES_MAX = 5
ACCEPT = "application/pdf,image/jpeg,image/png"
DROP = "drop:"


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
    go, files, errors = request.POST.get("go", ""), list(sheet.files), {}
    if go.startswith(DROP) and go.removeprefix(DROP) in (each.blob for each in files):
        files = [each for each in files if each.blob != go.removeprefix(DROP)]
    for upload in request.FILES.getlist("files") if sheet.kind == "added" else ():
        if upload.problem:
            errors["files"] = upload_sentence(upload.problem, upload.name)
        elif len(files) >= FILES_MAX:
            errors["files"] = _("At most %(max)s files can be sent at once.") % {"max": FILES_MAX}
        else:
            files.append(SubmittedFile(item="added", **upload.keep()))
    if len(text) > ANSWER_CHARACTERS_MAX:
        errors["text"] = _("Write at most %(max)s characters.") % {"max": ANSWER_CHARACTERS_MAX}
    elif sheet.kind == "added" and not text and not files and "files" not in errors:
        errors["text"] = _("Write something, or choose a file.")
    return Filled(replace(sheet, files=tuple(files)), text, errors)


def fields(filled: Filled) -> list[Field]:
    """The inputs of a sheet."""
    labels = {"added": _("Note"), "withdrawn": _("Reason"), "answer": _("Your answer")}
    kind = "answer" if filled.sheet.question else filled.sheet.kind
    hint = _("You need not give one.") if kind == "withdrawn" else ""
    found = [
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
    if filled.sheet.kind == "added":
        hint = _("Photos (JPEG, PNG) or PDF, up to %(max)s files of 5 MB each.") % {"max": FILES_MAX}
        wrong = filled.errors.get("files", "")
        found.append(
            Field("files", _("Files"), "file", hint=hint, error=wrong, required=False, accept=ACCEPT, multiple=True)
        )
    return found
