"""Reading one page as a browser sent it: texts through the procedure's rules, files through the sealed uploads."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from yakusho.forms import CompiledPage, Field, PageResult
from yakusho.forms.posts import Offers
from yakusho.kernel.errors import FieldError
from yakusho.portal.apply import attached, conditions
from yakusho.portal.apply.attached import files_of, kept_files
from yakusho.portal.apply.attached import sentence as upload_sentence
from yakusho.portal.apply.fields_html import Filled
from yakusho.portal.apply.token import Form
from yakusho.portal.apply.visit import Visit

__all__ = ["RESERVED", "Turn", "files_of", "read", "upload_sentence", "without_member"]

RESERVED = frozenset(("token", "go", "csrfmiddlewaretoken"))
NOT_ANSWERS = RESERVED | {attached.INPUT}


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
    offers: Mapping[str, Offers] = field(default_factory=dict)

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
            files=kept_files(self.form),
            rows=self.rows,
            errors=errors,
            offers=self.offers if show_errors else {},
        )


def read(visit: Visit, form: Form, page: CompiledPage) -> Turn:
    """Read a page; a button that adds or takes away a member of a repeat group is done at the same time."""
    go = visit.request.POST.get("go", "")
    data: dict[str, Sequence[str]] = dict(visit.request.POST.lists())
    if go.startswith("remove-"):
        data = without_member(data, go.removeprefix("remove-"))
    answers, problems = attached.with_uploads(visit.request, page, form)
    result = visit.compiled.read_page(page.id, data, answers, visit.language, ignore=NOT_ANSWERS, today=visit.today)
    rows = dict(result.rows)
    group = page.groups.get(go.removeprefix("add-")) if go.startswith("add-") else None
    if group is not None:
        rows[group.id] = min(group.max, max(rows.get(group.id, 0), 1) + 1)
    typed = {name: texts for name, texts in form.typed.items() if name != page.id}
    kept = replace(form.with_answers(result.answers), typed=typed)
    opened = _opened(visit, page, form, result, data) if any(item.conditional for item in page.items) else ()
    errors = _errors(result, problems, {item.id for item in opened})
    return Turn(kept, page, errors, result.typed, rows, visit, opened, result.offers)


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
