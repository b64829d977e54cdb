"""Staff decide on the history's cases (審査の再現), each some days after it arrived, with the clock moved."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import uuid5

from yakusho.cli.history.chance import Chance
from yakusho.cli.history.moving import moved_clock, settle
from yakusho.cli.history.story import Applications
from yakusho.desk.cases import actions
from yakusho.desk.cases.models import Case
from yakusho.desk.staff.models import Seat
from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import staff_in_seat, valid_on
from yakusho.kernel import clock
from yakusho.ui.ward_calendar import ward_calendar


def decide(all_told: Iterable[Applications], numbers: Sequence[str]) -> int:
    """Decide on those of these cases whose time has come; answers how many."""
    now, done = clock.now(), 0
    told = {each.procedure: each for each in all_told}
    with moved_clock() as move:
        cases = Case.objects.filter(number__in=numbers, state="new", procedure__in=list(told))
        for case in cases.order_by("received_at", "id"):
            chance = Chance(f"{case.procedure}/{case.received_at:%Y-%m-%d %H:%M}")
            at = _workday(case.received_at, chance.whole(*told[case.procedure].decided_after))
            by = _decider(case)
            if at > now or by is None:
                continue
            move(at)
            _decide(told[case.procedure], case, by, chance.part())
            done += 1
    settle()
    return done


def _decide(told: Applications, case: Case, by: Staff, luck: float) -> None:
    once = uuid5(case.id, "history")
    taken = actions.case_take(by=by, case=case, once=once)
    if luck < told.returned:
        due = clock.today() + timedelta(days=told.correct_days)
        actions.case_return(by=by, case=taken, once=once, text=told.return_text, items=(), due_on=due)
    elif luck < told.returned + told.rejected:
        actions.case_reject(by=by, case=taken, once=once, reason=told.reject_text)
    else:
        actions.case_approve(by=by, case=taken, once=once)


def _decider(case: Case) -> Staff | None:
    """Somebody of the case's section who decides there; None when no sample seat does."""
    day: date = clock.today()
    for seat in Seat.objects.filter(valid_on(day), section=case.section).order_by("id"):
        if {"applications.handle", "applications.decide"} <= set(seat.functions):
            return staff_in_seat(seat.id)
    return None


def _workday(received_at: datetime, days: int) -> datetime:
    day = clock.in_tokyo(received_at).date() + timedelta(days=days)
    while ward_calendar().closed(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(14, 10), clock.TOKYO)
