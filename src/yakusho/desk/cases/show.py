"""The case page as its template needs it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yakusho.desk.access.queries import Seen, seen
from yakusho.desk.cases import queries
from yakusho.desk.cases.content import Content, Revision, open_content
from yakusho.desk.cases.hooks import Panel, panels
from yakusho.desk.cases.models import Case, CaseEvent
from yakusho.desk.cases.replies import ONLINE
from yakusho.desk.cases.rules import ENDED, possible
from yakusho.desk.cases.words import EVENTS, Word, channel_names, due_word, identity_names, state_word, talk_word
from yakusho.desk.procedures.queries import compiled
from yakusho.desk.staff.permissions import Staff, may
from yakusho.desk.staff.queries import seat_names, section_name
from yakusho.forms import Compiled, SummaryRow
from yakusho.japanese.periods import deadline
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id, show_code
from yakusho.kernel.languages import NAMES, prefix_of
from yakusho.messages.sealing import open_part
from yakusho.ui.parts import TimelineStep
from yakusho.ui.qr import qr_data
from yakusho.ui.ward_calendar import ward_calendar

NOTHING = "－"
CORRECTION_WARD_DAYS = 10  # proposed to the clerk, who may choose another day


@dataclass(frozen=True)
class AnswerRow:
    """One answer in words; `before` is what it was when the correction changed it.

    `asked` is False for what the form worked out itself, which nobody can mend. `member` and `short` are as in a
    `SummaryRow`.
    """

    path: str
    label: str
    shown: str
    before: str | None = None
    asked: bool = True
    member: str = ""
    short: str = ""


@dataclass(frozen=True)
class AnswerPage:
    """The answers of one page of the form."""

    title: str
    rows: list[AnswerRow]


@dataclass(frozen=True)
class Later:
    """What came after the application, or a question that waits for its answer."""

    title: str
    at: Any
    question: str
    text: str
    files: list[str]


@dataclass(frozen=True)
class Agreed:
    """Another person's consent: who they are to the applicant, their name, when, to what."""

    label: str
    name: str
    at: datetime
    words: str
    shown: list[tuple[str, str]]


@dataclass(frozen=True)
class Note:
    """What a colleague wrote down."""

    at: Any
    who: str
    text: str


@dataclass(frozen=True)
class CaseView:
    """Everything the case page shows."""

    case: Case
    title: str
    section: str
    channel: str
    state: Word
    talk: Word | None
    due: Word
    handler: str
    acting: str
    consents: list[Agreed]
    language: str
    has_apart: bool
    pages: list[AnswerPage]
    changed: int
    later: list[Later]
    came: int
    panels: list[Panel]
    actions: list[str]
    notes: list[Note]
    may_note: bool
    online: bool
    history: list[TimelineStep]
    seen: list[Seen] | None
    once: str
    correct_by: date


def _shown_by_path(procedure: Compiled, revision: Revision, language: str, today: date) -> dict[str, str]:
    pages = procedure.summary(revision.whole(), language, today)
    return {row.path: row.shown for page in pages for row in page.rows}


def _pages(content: Content, case: Case, language: str) -> list[AnswerPage]:
    """The newest answers, with what the last correction changed."""
    newest = content.newest
    procedure, today = compiled(case.procedure, newest.generation), clock.today()
    before: dict[str, str] = {}
    if len(content.revisions) > 1:
        earlier = content.revisions[-2]
        before = _shown_by_path(compiled(case.procedure, earlier.generation), earlier, language, today)
    calculated = {each.id for each in (*procedure.procedure.calculations, *procedure.procedure.decisions)}
    return [
        AnswerPage(page.title, [_row(_masked(procedure, row), before, calculated) for row in page.rows])
        for page in procedure.summary(newest.whole(), language, today)
    ]


def _masked(procedure: Compiled, row: SummaryRow) -> SummaryRow:
    """A row of the answers; one that is kept apart says so instead of looking unanswered."""
    try:
        apart = procedure.item(row.path).kind.apart
    except KeyError:
        return row
    return row._replace(shown=_("kept apart")) if apart else row


def _row(row: SummaryRow, before: dict[str, str], calculated: set[str]) -> AnswerRow:
    was = before.get(row.path, NOTHING) if before and before.get(row.path) != row.shown else None
    return AnswerRow(row.path, row.label, row.shown, was, row.path not in calculated, row.member, row.short)


def _later(content: Content) -> list[Later]:
    """What came from the applicant, the newest first, after the questions that still wait for an answer."""
    asked = {each["question"]: each for each in content.replies if each["kind"] == "question"}
    titles = {"withdrawn": _("Withdrawal"), "answer": _("Answer"), "added": _("Added")}
    waiting = [
        Later(_("Waits for an answer"), datetime.fromisoformat(asked[id]["at"]), asked[id]["text"], "", [])
        for id in content.open_questions()
    ]
    came = [
        Later(
            titles["answer" if each.question else each.kind],
            datetime.fromisoformat(each.received_at),
            asked.get(each.question, {}).get("text", ""),
            each.text,
            [file["name"] for file in each.files],
        )
        for each in reversed(content.came)
    ]
    return [*waiting, *came]


def _actions(staff: Staff, case: Case) -> list[str]:
    functions = {"approve": "applications.decide", "reject": "applications.decide"}
    found = possible(case.state)
    if case.state not in ENDED and case.channel in ONLINE:
        found.insert(found.index("return") if "return" in found else 0, "ask")
    return [
        action
        for action in found
        if may(
            staff,
            functions.get(action, "applications.handle"),
            section=case.section,
            procedure=case.procedure,
        )
    ]


def _step(event: CaseEvent, content: Content, names: dict[str, str], labels: dict[str, str]) -> TimelineStep:
    text = content.texts.get(str(event.id), {})
    parts = [names.get(str(event.seat), "")] if event.seat else []
    if "identity" in text:
        parts.append(identity_names()[text["identity"]])
    if event.kind != "note":
        parts += [str(text.get("text", ""))]
        parts += [f"・{labels.get(item['path'], item['path'])}: {item['note']}" for item in text.get("items", ())]
    return TimelineStep(_(EVENTS[event.kind]), event.at, "done", "\n".join(part for part in parts if part))


def _acting(case: Case, content: Content, language: str) -> str:
    """Who acts for the applicant, in words; empty when they act for themselves."""
    acting = content.newest.acting
    if acting is None or acting["kind"] == "self":
        return ""
    allowed = compiled(case.procedure, content.newest.generation).procedure.acts_for
    words = next((each.words.say(language) for each in allowed if each.kind == acting["kind"]), acting["kind"])
    return f"{words} {acting['name']}".strip()


def _consents(case: Case, content: Content, language: str) -> list[Agreed]:
    """The consents that count now: those of the latest revision that brought any."""
    brought = content.brought_consents()
    if brought is None:
        return []
    asked = {each.id: each for each in compiled(case.procedure, brought.generation).procedure.consents}
    return [
        Agreed(
            asked[each["id"]].label.say(language) if each["id"] in asked else each["id"],
            each["name"],
            datetime.fromisoformat(each["at"]),
            each["words"],
            [(label, shown) for label, shown in each["shown"]],
        )
        for each in brought.consents
    ]


@dataclass(frozen=True)
class Apart:
    """An answer that is kept apart (個人番号), opened for one look."""

    label: str
    shown: str


def apart_answers(case: Case) -> list[Apart]:
    """The answers kept apart, in the open; the caller writes the access log first.

    Raises:
        CannotOpen: they were sealed to another key.
    """
    newest, language = open_content(case).newest, get_language() or "ja"
    if not newest.parts:
        return []
    opened = open_part(newest.parts, settings.ZONE_KEYS.sealing)
    procedure = compiled(case.procedure, newest.generation)
    whole = procedure.with_apart(newest.answers, opened)
    labels = {row.path: row.label for page in procedure.summary(whole, language, clock.today()) for row in page.rows}
    return [Apart(labels.get(path, path), str(value)) for path, value in sorted(opened.items())]


def slip(case: Case, code: str) -> dict[str, Any]:
    """What the slip for the counter says: number, new code, and where it is used, in the applicant's language."""
    pages = f"{settings.ZONE_URLS['portal'].rstrip('/')}/{prefix_of(open_content(case).language)}"
    return {
        "case": case,
        "procedure": compiled(case.procedure, case.generation).procedure.title.say(get_language() or "ja"),
        "section": section_name(case.section),
        "code": show_code(code),
        "address": f"{pages}/continue/",
        "qr": qr_data(f"{pages}/c/{code}/"),
        "given_at": clock.now(),
    }


def _language(content: Content) -> str:
    """The name of the language that the applicant reads; empty when it is Japanese as ever."""
    return "" if content.language == settings.LANGUAGE_CODE else NAMES.get(content.language, content.language)


def case_view(staff: Staff, case: Case) -> CaseView:
    """The case page for a person who passed the gate; the caller writes the access log."""
    language = get_language() or "ja"
    content, events = open_content(case), queries.history(case)
    may_review = may(staff, "access.review", section=case.section)
    names = seat_names([case.taken_by_id, *(event.seat for event in events)])
    pages = _pages(content, case, language)
    labels = {row.path: row.label for page in pages for row in page.rows}
    return CaseView(
        case=case,
        title=compiled(case.procedure, case.generation).procedure.title.say(language),
        section=section_name(case.section),
        channel=channel_names()[case.channel],
        state=state_word(case.state),
        talk=talk_word(case.talk),
        due=due_word(case, clock.today()),
        handler=names.get(str(case.taken_by_id), ""),
        acting=_acting(case, content, language),
        consents=_consents(case, content, language),
        language=_language(content),
        has_apart=bool(content.newest.parts),
        pages=pages,
        changed=sum(row.before is not None for page in pages for row in page.rows),
        later=_later(content),
        came=len(content.came),
        panels=panels(staff, case, content),
        actions=_actions(staff, case),
        notes=[
            Note(event.at, names.get(str(event.seat), ""), content.texts[str(event.id)]["text"])
            for event in reversed(events)
            if event.kind == "note"
        ],
        may_note=may(staff, "applications.handle", section=case.section, procedure=case.procedure),
        online=case.channel in ONLINE,
        history=[_step(event, content, names, labels) for event in reversed(events)],
        seen=seen(staff, case.id, case.section) if may_review else None,
        once=str(new_id()),
        correct_by=deadline(clock.today(), CORRECTION_WARD_DAYS, ward_calendar()),
    )
