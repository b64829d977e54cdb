"""Reading one page as a browser sent it: texts through the procedure's rules, files through the sealed uploads."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext as _

from yakusho.forms import CompiledPage, Field, PageResult
from yakusho.forms.judging import is_file
from yakusho.kernel.bounds import UPLOAD_BYTES_MAX
from yakusho.kernel.errors import FieldError
from yakusho.messages.submissions import SubmittedFile
from yakusho.portal.apply import conditions
from yakusho.portal.apply.fields_html import Filled
from yakusho.portal.apply.pages import file_names
from yakusho.portal.apply.token import Form
from yakusho.portal.apply.visit import Visit

RESERVED = frozenset(("token", "go", "csrfmiddlewaretoken"))


@dataclass(frozen=True)
class Turn:
    """One page read: the form with what could be kept, and what has to be mended before going on.

    `opened` are questions that these answers opened: nobody has seen them yet, so their answers aren't missing.
    """

    form: Form
    page: CompiledPage
    errors: tuple[FieldError, ...]
    typed: Mapping[str, str]
    rows: Mapping[str, int]
    visit: Visit
    opened: Sequence[Field] = ()

    def kept(self) -> Form:
        """The form to leave this page with before it is complete: what couldn't be read stays as it was typed."""
        return (
            replace(self.form, typed={**self.form.typed, self.page.id: dict(self.typed)}) if self.errors else self.form
        )

    def filled(self, show_errors: bool = False) -> Filled:
        """The page as it was typed, with or without what is wrong."""
        errors = {error.path: error.sentence for error in self.errors} if show_errors else {}
        return Filled(
            self.visit.language,
            self.visit.compiled.visible(self.form.answers, self.visit.today).items,
            typed=self.typed,
            files=file_names(self.form),
            rows=self.rows,
            errors=errors,
        )


def read(visit: Visit, form: Form, page: CompiledPage) -> Turn:
    """Read a page; a button that adds or takes away a member of a repeat group is done at the same time."""
    go = visit.request.POST.get("go", "")
    data: dict[str, Sequence[str]] = dict(visit.request.POST.lists())
    if go.startswith("remove-"):
        data = without_member(data, go.removeprefix("remove-"))
    answers, problems = _with_uploads(visit.request, page, form)
    result = visit.compiled.read_page(page.id, data, answers, visit.language, ignore=RESERVED, today=visit.today)
    rows = dict(result.rows)
    group = page.groups.get(go.removeprefix("add-")) if go.startswith("add-") else None
    if group is not None:
        rows[group.id] = min(group.max, max(rows.get(group.id, 0), 1) + 1)
    typed = {name: texts for name, texts in form.typed.items() if name != page.id}
    kept = replace(form.with_answers(result.answers), typed=typed)
    opened = _opened(visit, page, form, result, data) if any(item.conditional for item in page.items) else ()
    errors = _errors(result, problems, {item.id for item in opened})
    return Turn(kept, page, errors, result.typed, rows, visit, opened)


def _opened(
    visit: Visit, page: CompiledPage, form: Form, result: PageResult, data: Mapping[str, object]
) -> Sequence[Field]:
    before, after = (visit.compiled.visible(each, visit.today).items for each in (form.answers, result.answers))
    return conditions.opened(page, before, after, data)


def _errors(result: PageResult, problems: Mapping[str, str], opened: Collection[str]) -> tuple[FieldError, ...]:
    """What the rules found, and what is wrong with uploads in their place; nothing about questions not seen yet."""
    others = tuple(
        error for error in result.errors if error.path not in problems and error.path.partition("-")[0] not in opened
    )
    return others + tuple(FieldError(path, sentence) for path, sentence in problems.items())


def _with_uploads(request: HttpRequest, page: CompiledPage, form: Form) -> tuple[dict[str, object], dict[str, str]]:
    """The answers with the handles of files sent just now, and sentences for files that can't be taken."""
    answers, problems = dict(form.answers), {}
    for item in page.items:
        upload = request.FILES.get(item.id) if item.control == "file" else None
        if upload is None:
            continue
        if upload.problem:
            problems[item.id] = upload_sentence(upload.problem, upload.name)
        else:
            answers[item.id] = upload.keep()
    return answers, problems


def upload_sentence(problem: str, name: str) -> str:
    """What is wrong with an upload, and how to mend it."""
    sentence = {
        "too_large": _(
            "“%(name)s” is larger than %(megabytes)s MB. Choose a smaller photo, or scan it in less detail."
        ),
        "wrong_type": _("“%(name)s” is not a photo or PDF. Choose a JPEG, PNG or PDF file."),
        "empty": _("“%(name)s” is empty. Choose the file again."),
        "too_many": _("“%(name)s” was not taken, because too many files came from your line. Try again in 10 minutes."),
    }[problem]
    return sentence % {"name": name, "megabytes": UPLOAD_BYTES_MAX // 1_000_000}


def without_member(data: Mapping[str, Sequence[str]], which: str) -> dict[str, Sequence[str]]:
    """The inputs without one member of a repeat group (`members-1`); later members move up."""
    group, _dash, number = which.rpartition("-")
    if not (group and number.isascii() and number.isdigit() and len(number) <= 3):
        return dict(data)
    gone, kept = int(number), {}
    for name, values in data.items():
        of, _first, rest = name.partition("-")
        index, _second, member = rest.partition("-")
        if of != group or not (index.isascii() and index.isdigit()):
            kept[name] = values
        elif int(index) != gone:
            kept[f"{of}-{int(index) - (int(index) > gone)}-{member}"] = values
    return kept


def files_of(form: Form) -> tuple[SubmittedFile, ...]:
    """The uploaded files among the answers."""
    return tuple(SubmittedFile(item=item, **answer) for item, answer in form.answers.items() if is_file(answer))
