"""A procedure made ready (手続の実行形): reads form posts, checks answers, words them. Immutable; callers keep it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from yakusho.forms import apart, words
from yakusho.forms.acting import acting_of
from yakusho.forms.bank_lookup import Lookup
from yakusho.forms.fields import Answer, Field
from yakusho.forms.judging import judge, signed
from yakusho.forms.kinds import Around
from yakusho.forms.pages import CompiledPage
from yakusho.forms.paging import compiled_page
from yakusho.forms.posts import Data, Offers, read_post
from yakusho.forms.ruling import RuleBook, Settled, Visible
from yakusho.forms.schema.acting import OtherConsent
from yakusho.forms.schema.procedure import Procedure
from yakusho.forms.schema.rules import Check
from yakusho.forms.summaries import SummaryPage, SummaryRow, calculated_rows, decided_rows, rows_of
from yakusho.forms.tables import NO_TABLES, Tables
from yakusho.forms.typing_back import example_posts, fitting, typed
from yakusho.forms.uploads import handles
from yakusho.kernel import clock
from yakusho.kernel.bounds import FIELDS_MAX
from yakusho.kernel.errors import FieldError

EXIT: Final = "exit"
"""Paths of errors that say that the way ended begin so, followed by the exit page's id."""

Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class PageResult:
    """What one post gave: all answers so far, what was typed on this page to show it again, and what to mend.

    `rows` says how many members of each repeat group to show. Paths of errors are names of inputs; "" is the page.
    `offers` are choices for inputs whose text may mean several, by the name of the input.
    """

    answers: dict[str, Answer]
    typed: dict[str, str]
    errors: list[FieldError]
    rows: dict[str, int]
    offers: Mapping[str, Offers]


def compile_procedure(procedure: Procedure, tables: Tables = NO_TABLES) -> "Compiled":
    """Make a procedure ready; takes milliseconds, so once per published version.

    `tables` are the ward's own: towns to complete addresses from, banks to look up.
    """
    return Compiled(procedure, tables)


class Compiled:
    """A procedure ready for use."""

    def __init__(self, procedure: Procedure, tables: Tables = NO_TABLES) -> None:
        self.procedure = procedure
        around = Around(procedure.acts_for, tables)
        self.pages: tuple[CompiledPage, ...] = tuple(compiled_page(page, around) for page in procedure.pages)
        self.banks = Lookup(tables.banks) if tables.banks is not None else None
        self._by_id = {page.id: page for page in self.pages}
        self._order = {page.id: number for number, page in enumerate(self.pages)}
        self._items = {field.id: field for page in self.pages for field in page.items}
        self._page_of = {field.id: page for page in self.pages for field in page.items}
        self._signatures = tuple(field for field in self._items.values() if field.same_as is not None)
        self._apart = apart.places(self._items.values())
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
        """The item that an input name belongs to: `name`, `account-number`, `members-0-name`, `members-0-home-town`.

        Raises:
            KeyError: no input has that name.
        """
        first, *rest = path.split("-")
        field = self._items[first]
        for name in rest[1:] if field.members else rest:
            field = {each.id: each for each in field.parts or field.members}[name]
        return field

    def page_of(self, path: str) -> CompiledPage:
        """The page that asks the item of an input name.

        Raises:
            KeyError: no page does.
        """
        first, _, rest = path.partition("-")
        return self._by_id[rest] if first == EXIT else self._page_of[first]

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
            return PageResult(self._ordered(answers), {}, [too_many], {}, {})
        post = read_post(page, data, ignore, language, today)
        merged = dict(answers)
        for field in page.items:
            if field.id in post.values:
                merged[field.id] = post.values[field.id]
            elif field.control != "file":
                merged.pop(field.id, None)
            elif not handles(merged.get(field.id)):
                merged.pop(field.id, None)
                if field.required:
                    post.wrong(field.id, field.id, field.kind.ask, field.label.say(language))
        if not self._rules.conditional:
            errors = [error for _, error in post.errors]
            return PageResult(self._ordered(merged), post.typed, errors, post.rows, post.offers)
        settled = self._rules.settle(merged, today)
        asked = settled.visible.items
        errors = [error for owner, error in post.errors if owner == "" or owner in asked]
        return PageResult(self._ordered(settled.answers), post.typed, errors, post.rows, post.offers)

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
        ended = self._ended(settled.visible)
        if ended is not None:
            return [FieldError(f"{EXIT}-{ended.id}", (ended.intro or ended.title).say(language))]
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
        errors += (error for field in self._signatures for error in signed(field, settled.answers, language))
        return errors

    def visible(self, answers: Answers, today: date) -> Visible:
        """The pages and items that are asked, given these answers."""
        return self._rules.settle(answers, today).visible

    def record(self, answers: Answers, today: date) -> dict[str, Answer]:
        """The answers to send: only to what is asked, in the order of the form."""
        return self._ordered(self._rules.settle(answers, today).answers)

    def next_page(self, page_id: str, answers: Answers, today: date) -> str | None:
        """The page after this one; None after the last. It may be an exit page, after which nothing comes."""
        after = self._order[page_id]
        return next((id_ for id_ in self.visible(answers, today).pages if self._order[id_] > after), None)

    def previous_page(self, page_id: str, answers: Answers, today: date) -> str | None:
        """The page before this one; None before the first."""
        before = self._order[page_id]
        return next((id_ for id_ in reversed(self.visible(answers, today).pages) if self._order[id_] < before), None)

    def exit_page(self, answers: Answers, today: date) -> CompiledPage | None:
        """The page that ends the way for these answers, or None: then they can go on."""
        return self._ended(self.visible(answers, today))

    def summary(self, answers: Answers, language: str, today: date) -> list[SummaryPage]:
        """All answers in words, by page, with the calculated values; blank ones are said to be none."""
        fitted = self.answers_from_packet(answers)
        settled = self._rules.settle(fitted, today)
        worked_out = [*decided_rows(self._rules.decided(settled), language)]
        worked_out += calculated_rows(self._rules.calculated(settled), language)
        asked = [self._by_id[id_] for id_ in settled.visible.pages]
        return [self._summary_page(page, settled, worked_out, language) for page in asked if not page.exit]

    def calculated(self, answers: Answers, today: date) -> dict[str, int]:
        """The values worked out from the answers, by id."""
        settled = self._rules.settle(answers, today)
        return {calculation.id: value for calculation, value in self._rules.calculated(settled)}

    def decided(self, answers: Answers, today: date) -> dict[str, int | str]:
        """The values of the decision tables, by id: fees, who is entitled."""
        settled = self._rules.settle(answers, today)
        return {decision.id: row.value for decision, row in self._rules.decided(settled)}

    def acting(self, answers: Answers) -> dict[str, Any] | None:
        """Who acts for whom (代理), as JSON: kind, name, kana, address, proofs; None when it isn't asked."""
        return acting_of(self.procedure, self._items.values(), answers)

    def consents(self, answers: Answers, today: date) -> tuple[OtherConsent, ...]:
        """Who else has to agree before these answers can be sent (同意)."""
        return self._rules.consents(self._rules.settle(answers, today)) if self.procedure.consents else ()

    def without_apart(self, answers: Answers) -> tuple[dict[str, Answer], dict[str, str]]:
        """The answers without those that are sealed on their own (個人番号), and these by the name of their input."""
        return apart.taken_out(self._apart, answers)

    def with_apart(self, answers: Answers, parts: Mapping[str, str]) -> dict[str, Answer]:
        """The answers with those that were sealed on their own put back."""
        return self._ordered(apart.put_back(self._apart, answers, parts))

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

    def _ended(self, visible: Visible) -> CompiledPage | None:
        last = self._by_id[visible.pages[-1]] if visible.pages else None
        return last if last is not None and last.exit else None

    def _failed(self, check: Check, number: int, language: str) -> FieldError:
        sentence = check.text.say(language)
        if check.each is None:
            return FieldError(check.path, sentence)
        one = self._items[check.each].one
        assert one is not None  # `each` names a group, or the definition is refused
        who = f"{one.say(language)} {number}: " if language.startswith("en") else f"{one.say(language)}{number}："
        return FieldError(f"{check.each}-{number - 1}-{check.path}", who + sentence)

    def _ordered(self, answers: Answers) -> dict[str, Answer]:
        return {id_: answers[id_] for id_ in self._items if id_ in answers}

    def _summary_page(
        self, page: CompiledPage, settled: Settled, worked_out: list[tuple[str, SummaryRow]], language: str
    ) -> SummaryPage:
        rows: list[SummaryRow] = []
        for field in page.items:
            if field.id in settled.visible.items:
                rows.extend(rows_of(field, settled.answers.get(field.id), language))
        rows += (row for page_id, row in worked_out if page_id == page.id)
        return SummaryPage(page.id, page.title.say(language), tuple(rows))
