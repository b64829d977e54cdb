"""The findings of a case on its page (突合の結果): colour, word and shape, both sides, what can be done."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yakusho.desk.access.actions import access_record_subjects
from yakusho.desk.cases.beside import open_beside
from yakusho.desk.cases.content import Content
from yakusho.desk.cases.hooks import Panel
from yakusho.desk.cases.models import Case
from yakusho.desk.staff.permissions import Staff, may
from yakusho.desk.staff.queries import seat_names
from yakusho.japanese.dates import wareki
from yakusho.mynumber.checking.actions import DECIDE, HANDLE
from yakusho.mynumber.checking.batches import told_since
from yakusho.mynumber.checking.models import RegisterCheck
from yakusho.mynumber.checking.results import Result, key_of
from yakusho.mynumber.checking.rules import SUPERVISOR
from yakusho.mynumber.checking.values import LEVELS, Finding, Level
from yakusho.mynumber.checking.words import SHAPES, check_word, level_word, reason_word, relation_word
from yakusho.mynumber.residents.queries import ids_of


@dataclass(frozen=True)
class Row:
    """One finding in words; `key` where it may be accepted now."""

    check: str
    word: str
    shape: str
    claimed: str
    registered: str
    reason: str
    accepted: str
    key: str


def checks_panel(staff: Staff, case: Case, content: Content) -> Panel | None:
    """What the register says of the application; None where its procedure asks for no checks."""
    row = RegisterCheck.objects.filter(case=case).first()
    if row is None:
        return None
    result = Result.of_json(open_beside(case, row.content)) if row.content else Result(())
    if result.findings and result.findings != (SUPERVISOR,) and told_since(result):
        result = Result((SUPERVISOR,))
    _write_down(staff, case, result)
    overall: Level | str = result.open_colour if row.content else ""
    rows = _rows(staff, case, result)
    may_handle = may(staff, HANDLE, section=case.section, procedure=case.procedure)
    shows = {
        "case": case,
        "word": level_word(overall),
        "shape": SHAPES[overall],
        "rows": rows,
        "doubtful": [each for each in rows if each.key],
        "columns": [_("What is compared"), _("What was found"), _("In the application"), _("In the register")],
        "checked_at": row.checked_at,
        "waiting": row.waiting_since is not None,
        "may_ask": may_handle and row.waiting_since is None,
    }
    return Panel("register-check", _("Compared with the register"), "checking/panel.html", shows)


def _write_down(staff: Staff, case: Case, result: Result) -> None:
    """Note whose registered data is on the page now (閲覧記録); a supervisor's case shows none."""
    if result.persons and result.findings != (SUPERVISOR,):
        subjects = ids_of(result.persons).values()
        access_record_subjects(by=staff, subjects=subjects, purpose="handling", case=case.id)


def _rows(staff: Staff, case: Case, result: Result) -> list[Row]:
    """The findings, the most serious first."""
    names = seat_names(each.seat for each in result.accepted.values()) if result.accepted else {}
    language, english = get_language() or "ja", get_language() == "en"
    ordered = sorted(result.findings, key=lambda each: -LEVELS.index(each.level))
    return [_row(each, staff, case, result, names, language, english) for each in ordered]


def _row(
    each: Finding, staff: Staff, case: Case, result: Result, names: dict[str, str], language: str, english: bool
) -> Row:
    key = key_of(each)
    accepted = result.accepted.get(key)
    function = DECIDE if each == SUPERVISOR else HANDLE
    open_now = each.level == "amber" and accepted is None
    mine = open_now and may(staff, function, section=case.section, procedure=case.procedure)

    def say(value: str) -> str:
        if each.check == "relation":
            return relation_word(value, language)
        return value if english else _in_wareki(value)

    return Row(
        check=check_word(each.check),
        word=level_word(each.level),
        shape=SHAPES[each.level],
        claimed=say(each.claimed),
        registered=say(each.registered),
        reason=reason_word(each.reason),
        accepted=f"{names.get(accepted.seat, '')}: {accepted.text}" if accepted else "",
        key=key if mine else "",
    )


def _in_wareki(text: str) -> str:
    """The ISO days of a text in 和暦."""
    return " ".join(map(_day, text.split(" ")))


def _day(word: str) -> str:
    try:
        return wareki(date.fromisoformat(word))
    except ValueError:
        return word
