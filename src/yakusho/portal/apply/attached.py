"""Files among the answers of a form (添付): taken in, taken out, told apart from what the owner zone already holds."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from yakusho.forms import CompiledPage, Field
from yakusho.forms.uploads import handles
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX, UPLOADS_BYTES_MAX
from yakusho.messages.submissions import SubmittedFile
from yakusho.portal.apply import token
from yakusho.portal.apply.token import BrokenToken, Form

Handle = dict[str, Any]

INPUT = "uploaded"
"""The hidden input that brings along a file sent in parts: its handle, sealed for this form and item."""
DROP = "drop-"
"""What the button that takes a file out begins with; item and `mark` of the file follow."""
MEGABYTE = 1_000_000


def mark(handle: Handle) -> str:
    """What tells the files of an item apart in the names of buttons."""
    return str(handle["blob"])[:16]


def files_of(form: Form) -> tuple[SubmittedFile, ...]:
    """The uploaded files among the answers."""
    return tuple(SubmittedFile(item=item, **each) for item, answer in form.answers.items() for each in handles(answer))


def kept_files(form: Form) -> dict[str, list[Handle]]:
    """The files already attached, by item."""
    found = {item: handles(answer) for item, answer in form.answers.items()}
    return {item: files for item, files in found.items() if files}


def as_answers(files: Iterable[SubmittedFile]) -> dict[str, Any]:
    """Files of a packet as they lie among the answers: one by itself, several of an item in a list."""
    found: dict[str, list[Handle]] = {}
    for file in files:
        found.setdefault(file.item, []).append(file.model_dump(exclude={"item"}))
    return {item: each if len(each) > 1 else each[0] for item, each in found.items()}


def without_lost(form: Form) -> Form:
    """The form without the files that only the portal had; those that the owner zone holds stay."""
    answers = dict(form.answers)
    for item, files in kept_files(form).items():
        _put(answers, item, [each for each in files if each["blob"] in form.kept], isinstance(answers[item], list))
    return form.with_answers(answers)


def has_lost(form: Form) -> bool:
    """Whether there are files that only the portal had."""
    return any(file.blob not in form.kept for file in files_of(form))


def _put(answers: dict[str, Any], item: str, files: list[Handle], many: bool) -> None:
    if files:
        answers[item] = files if many else files[-1]
    else:
        answers.pop(item, None)


def seal(code: str, item: str, handle: Handle) -> str:
    """A file's handle for the hidden input of a page: of use in the form of this code and for this item only."""
    return token.seal({"file": handle, "code": code, "item": item})


def _brought(request: HttpRequest, form: Form, item: Field) -> list[Handle]:
    """The files sent in parts before; what isn't sealed for this form and item is passed over."""
    found = []
    for sealed in request.POST.getlist(INPUT):
        try:
            value = token.unseal(sealed)
        except BrokenToken:
            continue
        if value.get("code") == form.code and value.get("item") == item.id:
            found += handles(value.get("file"))
    return found


def with_uploads(request: HttpRequest, page: CompiledPage, form: Form) -> tuple[dict[str, Any], dict[str, str]]:
    """The answers with the handles of files sent just now, and sentences for files that can't be taken."""
    return gathered(request, page.items, form)


def gathered(request: HttpRequest, items: Iterable[Field], form: Form) -> tuple[dict[str, Any], dict[str, str]]:
    """The same for some items, whether they stand on a page of a procedure or not."""
    answers, problems = dict(form.answers), {}
    for item in items:
        if item.control != "file":
            continue
        gathering = _Gathering(item, answers)
        gathering.take_brought(_brought(request, form, item))
        gathering.take_sent(request.FILES.getlist(item.id))
        gathering.drop(request.POST.get("go", ""))
        gathering.put()
        if gathering.problem:
            problems[item.id] = gathering.problem
    return answers, problems


class _Gathering:
    """The files of one item being gathered, and the first thing that is wrong with them."""

    def __init__(self, item: Field, answers: dict[str, Any]) -> None:
        self.item, self.answers, self.problem = item, answers, ""
        self.files = handles(answers.get(item.id))
        others = [each for id_, answer in answers.items() if id_ != item.id for each in handles(answer)]
        self._others_bytes = sum(each["size_bytes"] for each in others)

    def take_brought(self, files: list[Handle]) -> None:
        """Take files that are kept already; one that is there is not taken twice."""
        for each in files:
            if each["blob"] not in [kept["blob"] for kept in self.files] and self._has_room(each["size_bytes"]):
                self._add(each)

    def take_sent(self, uploads: list[Any]) -> None:
        """Take the files of this very post, and keep those that can be taken."""
        for upload in uploads:
            if upload.problem:
                self.problem = self.problem or sentence(upload.problem, upload.name)
            elif self._has_room(upload.size_bytes):
                self._add(upload.keep())

    def drop(self, go: str) -> None:
        """Take out the file that a button names."""
        wanted = f"{DROP}{self.item.id}-"
        if go.startswith(wanted):
            self.files = [each for each in self.files if mark(each) != go.removeprefix(wanted)]

    def put(self) -> None:
        """Write the files gathered into the answers."""
        _put(self.answers, self.item.id, self.files, self.item.many > 1)

    def _add(self, handle: Handle) -> None:
        self.files = [*self.files, handle] if self.item.many > 1 else [handle]

    def _has_room(self, size_bytes: int) -> bool:
        present = self.files if self.item.many > 1 else []
        if self.item.many > 1 and len(present) >= self.item.many:
            self.problem = self.problem or too_many_files(self.item)
            return False
        if self._others_bytes + sum(each["size_bytes"] for each in present) + size_bytes > UPLOADS_BYTES_MAX:
            self.problem = self.problem or too_large_together()
            return False
        return True


def too_many_files(item: Field) -> str:
    """More files than the item takes."""
    return _("Up to %(count)s files can be attached here. Remove one to attach another.") % {"count": item.many}


def too_large_together() -> str:
    """All files of the form are too large together."""
    words = _(
        "All files together may have up to %(megabytes)s MB. Choose smaller files, or hand some in at the counter."
    )
    return words % {"megabytes": UPLOADS_BYTES_MAX // MEGABYTE}


def busy() -> str:
    """More is being sent than the portal can hold."""
    return _("Very many files are being sent just now. Try again in a few minutes.")


def sentence(problem: str, name: str) -> str:
    """What is wrong with an upload, and how to mend it."""
    words: Mapping[str, str] = {
        "too_large": _(
            "“%(name)s” is larger than %(megabytes)s MB. Choose a smaller photo, or scan it in less detail."
        ),
        "wrong_type": _("“%(name)s” is not a photo or PDF. Choose a JPEG, PNG or PDF file."),
        "empty": _("“%(name)s” is empty. Choose the file again."),
        "too_many": _("“%(name)s” was not taken, because too many files came from your line. Try again in 10 minutes."),
        "heic": _(
            "“%(name)s” is a photo of a new kind (HEIC) that not every computer can show. Choose a screenshot of it, "
            "or set the camera of an iPhone to “Most Compatible” and take it again."
        ),
        "mixed": _(
            "“%(name)s” holds other things beside the photo or document. Take a photo of it, or save it as a PDF again."
        ),
        "locked": _(
            "“%(name)s” is locked with a password. Save it without the password, or take a photo of the printed page."
        ),
        "damaged": _("“%(name)s” is damaged and can’t be shown. Open it to see whether it is whole, or take it again."),
        "too_many_pixels": _("“%(name)s” has more than 50 million pixels. Choose a smaller photo."),
    }
    return words[problem] % {"name": name, "megabytes": UPLOAD_BYTES_MAX // MEGABYTE}
