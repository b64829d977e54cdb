"""A procedure made ready (手続の実行形): reads form posts, checks answers, words them. Immutable; callers keep it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from yakusho.forms import words
from yakusho.forms.fields import Answer, Field
from yakusho.forms.judging import is_file, judge
from yakusho.forms.kinds import make_field
from yakusho.forms.pages import CompiledPage, CompiledSection, input_names, member_inputs
from yakusho.forms.posts import Data, read_post
from yakusho.forms.ruling import RuleBook, Settled, Visible
from yakusho.forms.schema import Calculation, Check, Page, Procedure
from yakusho.forms.summaries import SummaryPage, SummaryRow, rows_of
from yakusho.forms.typing_back import example_posts, fitting, typed
from yakusho.kernel import clock
from yakusho.kernel.bounds import FIELDS_MAX
from yakusho.kernel.errors import FieldError

Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class PageResult:
    """What one post gave: all answers so far, what was typed on this page to show it again, and what to mend.

    `rows` says how many members of each repeat group to show. Paths of errors are names of inputs; "" is the page.
    """

    answers: dict[str, Answer]
    typed: dict[str, str]
    errors: list[FieldError]
    rows: dict[str, int]


def compile_procedure(procedure: Procedure) -> "Compiled":
    """Make a procedure ready; takes milliseconds, so once per published version."""
    return Compiled(procedure)


class Compiled:
    """A procedure ready for use."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.pages: tuple[CompiledPage, ...] = tuple(map(_page, procedure.pages))
        self._by_id = {page.id: page for page in self.pages}
        self._items = {field.id: field for page in self.pages for field in page.items}
        self._rules = RuleBook(procedure, self.pages)

    @property
    def first_page(self) -> str:
        """The id of the first page."""
        return self.pages[0].id

    def page(self, page_id: str) -> CompiledPage:
        """The page of that id.

        Raises:
            KeyError: the procedure has no such page.
        """
        return self._by_id[page_id]

    def item(self, path: str) -> Field:
        """The item that an input name belongs to: `name`, `account-number`, `members-0-name`.

        Raises:
            KeyError: no input has that name.
        """
        first, _, rest = path.partition("-")
        field = self._items[first]
        if not rest:
            return field
        inner = rest.partition("-")[2] if field.members else rest
        return {each.id: each for each in field.parts or field.members}[inner]

    def page_of(self, path: str) -> CompiledPage:
        """The page that asks the item of an input name.

        Raises:
            KeyError: no page does.
        """
        first = path.partition("-")[0]
        field = self._items[first]
        return next(page for page in self.pages if field in page.items)

    def file_items(self) -> tuple[Field, ...]:
        """Items that take an upload."""
        return tuple(field for field in self._items.values() if field.control == "file")

    def read_page(
        self,
        page_id: str,
        data: Data,
        answers: Answers,
        language: str,
        *,
        ignore: Collection[str] = (),
        today: date | None = None,
    ) -> PageResult:
        """Read one page as a browser sent it, and merge it with the answers so far.

        `ignore` are input names of the portal itself. Answers to items that are no longer asked are left out; wrong
        ones are missing from the answers and stand in `typed`. Uploads are kept as they lie in `answers`.
        """
        today = today or clock.today()
        page = self._by_id[page_id]
        if len(data) > FIELDS_MAX:
            too_many = FieldError("", words.TOO_MANY_FIELDS.say("", language))
            return PageResult(self._ordered(answers), {}, [too_many], {})
        post = read_post(page, data, ignore, language, today)
        merged = dict(answers)
        for field in page.items:
            if field.id in post.values:
                merged[field.id] = post.values[field.id]
            elif field.control != "file":
                merged.pop(field.id, None)
            elif not is_file(merged.get(field.id)):
                merged.pop(field.id, None)
                if field.required:
                    post.wrong(field.id, field.id, field.kind.ask, field.label.say(language))
        if not self._rules.conditional:
            return PageResult(self._ordered(merged), post.typed, [error for _, error in post.errors], post.rows)
        settled = self._rules.settle(merged, today)
        asked = settled.visible.items
        errors = [error for owner, error in post.errors if owner == "" or owner in asked]
        return PageResult(self._ordered(settled.answers), post.typed, errors, post.rows)

    def prefilled(self, data: Data, language: str, today: date) -> dict[str, Answer]:
        """The answers that a link may bring along: items marked `prefill`, as far as their texts can be read."""
        names = {id_ for id_, field in self._items.items() if field.prefill and id_ in data}
        found: dict[str, Answer] = {}
        for page in self.pages if names else ():
            given = {name: data[name] for name in sorted(page.names & names)}
            result = self.read_page(page.id, given, {}, language, today=today)
            found.update({id_: answer for id_, answer in result.answers.items() if id_ in names})
        return self._ordered(found)

    def check(self, answers: Answers, today: date, language: str) -> list[FieldError]:
        """Everything that keeps these answers from being sent: all pages that are asked, then the cross-checks."""
        settled = self._rules.settle(answers, today)
        errors: list[FieldError] = []
        wrong_items: set[str] = set()
        for id_, field in self._items.items():
            if id_ not in settled.visible.items:
                continue
            before = len(errors)
            errors.extend(judge(field, settled.answers.get(id_), today, language))
            if len(errors) > before:
                wrong_items.add(id_)
        for check, number in self._rules.failed(settled, wrong_items):
            errors.append(self._failed(check, number, language))
        return errors

    def visible(self, answers: Answers, today: date) -> Visible:
        """The pages and items that are asked, given these answers."""
        return self._rules.settle(answers, today).visible

    def record(self, answers: Answers, today: date) -> dict[str, Answer]:
        """The answers to send: only to what is asked, in the order of the form."""
        return self._ordered(self._rules.settle(answers, today).answers)

    def next_page(self, page_id: str, answers: Answers, today: date) -> str | None:
        """The page after this one; None after the last."""
        after = self._order(page_id)
        return next((id_ for id_ in self.visible(answers, today).pages if self._order(id_) > after), None)

    def previous_page(self, page_id: str, answers: Answers, today: date) -> str | None:
        """The page before this one; None before the first."""
        before = self._order(page_id)
        return next((id_ for id_ in reversed(self.visible(answers, today).pages) if self._order(id_) < before), None)

    def summary(self, answers: Answers, language: str, today: date) -> list[SummaryPage]:
        """All answers in words, by page, with the calculated values; blank ones are said to be none."""
        fitted = self.answers_from_packet(answers)
        settled = self._rules.settle(fitted, today)
        calculated = self._rules.calculated(settled)
        return [self._summary_page(self._by_id[id_], settled, calculated, language) for id_ in settled.visible.pages]

    def calculated(self, answers: Answers, today: date) -> dict[str, int]:
        """The values worked out from the answers, by id."""
        settled = self._rules.settle(answers, today)
        return {calculation.id: value for calculation, value in self._rules.calculated(settled)}

    def typed(self, answers: Answers, language: str) -> dict[str, str]:
        """Answers as a person would type them, by input name: to fill forms with."""
        fitted = self.answers_from_packet(answers)
        return {
            name: text for id_, answer in fitted.items() for name, text in typed(self._items[id_], answer, language)
        }

    def rows(self, answers: Answers) -> dict[str, int]:
        """How many members of each repeat group to show for these answers; at least one of a required group."""
        groups = ((id_, field) for id_, field in self._items.items() if field.control == "group")
        return {id_: max(field.min, 1 if field.required else 0, len(answers.get(id_) or ())) for id_, field in groups}

    def answers_from_packet(self, old: Answers) -> dict[str, Answer]:
        """Answers of a correction packet, maybe made under an earlier version: what this version has items for."""
        fitted = {id_: fitting(field, old[id_]) for id_, field in self._items.items() if id_ in old}
        return {id_: answer for id_, answer in fitted.items() if answer is not None}

    def anonymised(self, answers: Answers) -> dict[str, Answer]:
        """The answers that survive anonymisation, by the procedure's retention rule."""
        kept: dict[str, Answer] = {}
        for name in self.procedure.retention.keep:
            id_, _, member = name.partition(".")
            if id_ not in answers:
                continue
            if not member:
                kept[id_] = answers[id_]
                continue
            rows = kept.setdefault(id_, [{} for _ in answers[id_]])
            for row, answer in zip(rows, answers[id_], strict=True):
                if member in answer:
                    row[member] = answer[member]
        return kept

    def example(self, name: str) -> dict[str, dict[str, list[str]]]:
        """The form posts of an example by page, as a browser would send them, without files.

        Raises:
            KeyError: the procedure has no such example.
        """
        return example_posts(self.procedure, self.pages, name)

    def _failed(self, check: Check, number: int, language: str) -> FieldError:
        sentence = check.text.say(language)
        if check.each is None:
            return FieldError(check.path, sentence)
        one = self._items[check.each].one
        assert one is not None  # `each` names a group, or the definition is refused
        who = f"{one.say(language)} {number}: " if language.startswith("en") else f"{one.say(language)}{number}："
        return FieldError(f"{check.each}-{number - 1}-{check.path}", who + sentence)

    def _order(self, page_id: str) -> int:
        return self.pages.index(self._by_id[page_id])

    def _ordered(self, answers: Answers) -> dict[str, Answer]:
        return {id_: answers[id_] for id_ in self._items if id_ in answers}

    def _summary_page(
        self, page: CompiledPage, settled: Settled, calculated: list[tuple[Calculation, int]], language: str
    ) -> SummaryPage:
        rows: list[SummaryRow] = []
        for field in page.items:
            if field.id in settled.visible.items:
                rows.extend(rows_of(field, settled.answers.get(field.id), language))
        for calculation, value in calculated:
            if calculation.page == page.id:
                unit = calculation.unit.say(language) if calculation.unit else ""
                rows.append(SummaryRow(calculation.id, calculation.label.say(language), f"{value:,}{unit}"))
        return SummaryPage(page.id, page.title.say(language), tuple(rows))


def _page(page: Page) -> CompiledPage:
    sections = tuple(
        CompiledSection(section.heading, section.note, tuple(make_field(item, False) for item in section.items))
        for section in page.sections
    )
    items = tuple(field for section in sections for field in section.items)
    groups = {field.id: field for field in items if field.control == "group"}
    names = frozenset(name for field in items if field.control != "group" for name in input_names(field))
    members = {name: place for field in groups.values() for name, place in member_inputs(field).items()}
    return CompiledPage(
        page.id,
        page.title,
        page.intro,
        sections,
        items,
        names,
        MappingProxyType(groups),
        MappingProxyType(members),
    )
