"""Plays a story in the office (経過の再現): each event at its own time, through the actions that screens call.

The clock is moved for this process only. Every action carries an id made of the event's key, so an event that is
played again changes nothing.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from yakusho.cli.history.events import Answer, Closing, Event, Month, Report, Session, Value, events
from yakusho.cli.history.moving import moved_clock, settle, spare_the_disk
from yakusho.cli.history.story import Baseline, Corrected, Said, Story
from yakusho.desk.staff.actions import seat_assign
from yakusho.desk.staff.models import Seat, Section, User
from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import section_codes, staff_in_seat, successors_of, valid_on
from yakusho.journal.models import Entry
from yakusho.kernel import clock
from yakusho.office.activities import actions as activities
from yakusho.office.activities import tokens
from yakusho.office.activities.models import Activity
from yakusho.office.measuring import actions as values
from yakusho.office.measuring import evidence
from yakusho.office.measuring.imports.actions import file_show, file_take
from yakusho.office.measuring.reading import Measurement
from yakusho.office.measuring.rules import Cell, owners
from yakusho.office.measuring.sheet import Known, know
from yakusho.office.measuring.ward import ward_imports
from yakusho.office.plan.actions import publish_if_changed
from yakusho.office.plan.queries import ward_plan

KEYS = UUID("6f1d3a52-53b4-5f0e-9c39-5d6a0b8f7c11")
PDF = (
    b"%%PDF-1.4\n%% %s\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n"
)
"""An empty page, for records that a section would attach."""


@dataclass(frozen=True)
class Played:
    """What was played: events by action, entries that came of them."""

    events: Mapping[str, int]
    entries: int


class Mark:
    """How far the history was played; after a crash at most one event is played again, at its own time."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def played(self) -> int:
        """How many events were played."""
        return int(json.loads(self._file.read_text("ascii"))["played"]) if self._file.exists() else 0

    def write(self, played: int) -> None:
        """Note it in one step."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps({"played": played}) + "\n", "ascii")
        fresh.replace(self._file)


def play(story: Story, say: Callable[[str], None]) -> Played:
    """Play what was not played yet, up to the present; answers what happened."""
    mark = Mark(Path(settings.ZONE_FOLDER) / "history.json")
    with transaction.atomic():
        cast = Cast(story)
    told = [each for each in events(story, cast.sections_on) if each.at <= clock.now()]
    before, begun, month, done = Entry.objects.count(), mark.played(), "", Counter[str]()
    player = Player(story, cast)
    spare_the_disk()
    with moved_clock() as move:
        for count, event in enumerate(told[begun:], begun):
            if f"{event.at:%Y-%m}" != month:
                month = f"{event.at:%Y-%m}"
                say(f"history: {month}, {count} of {len(told)} events")
            move(event.at)
            player.play(event)
            mark.write(count + 1)
            done[event.do] += 1
    settle()
    return Played(done, Entry.objects.count() - before)


class Cast:
    """The seats that act: one for each section that carries an indicator or holds activities, without a name."""

    def __init__(self, story: Story) -> None:
        plan, codes = ward_plan().plan, section_codes()
        carry = {code for measure in plan.measures for code in owners(measure, codes)[0]}
        lasting = {successor for code in carry for successor in successors_of(code)}
        self.seats: dict[str, UUID] = {}
        for section in Section.objects.filter(code__in=sorted(carry | lasting | story.sections)):
            self.seats[section.code] = self._seat(story, section)
        self._found: dict[tuple[str, date], Staff] = {}

    def _seat(self, story: Story, section: Section) -> UUID:
        name = f"history-{section.place:02}"
        seat = Seat.objects.filter(user__username=name).first()
        if seat is None:
            user = User.objects.create_user(name, None, story.name)
            seat = seat_assign(
                user,
                section=section.code,
                post=story.post,
                functions=[*story.functions],
                since=max(story.begins, section.valid_from),
            )
            if section.valid_until is not None:
                Seat.objects.filter(id=seat.id).update(valid_until=section.valid_until)
        found: UUID = seat.id
        return found

    def sections_on(self, day: date) -> list[str]:
        """The sections that have a seat on a day."""
        rows = Seat.objects.filter(valid_on(day), id__in=self.seats.values()).order_by("section__place")
        return list(rows.values_list("section", flat=True))

    def staff(self, section: str) -> Staff:
        """Who acts for a section today: its own seat, or that of the section which has its affairs now."""
        key = (section, clock.today())
        if key not in self._found:
            code = section if section in self.sections_on(key[1]) else successors_of(section)[0]
            self._found[key] = staff_in_seat(self.seats[code])
        return self._found[key]

    @cached_property
    def secretariat(self) -> Staff:
        """The sample seat that leads the plan's rounds."""
        leads = [seat for seat in Seat.objects.order_by("id") if "plan.secretariat" in seat.functions]
        return staff_in_seat(leads[0].id)


def once(key: str) -> UUID:
    """The id of an event's form."""
    return uuid5(KEYS, key)


class Player:
    """Plays events; the clock stands at the event's time."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self.story, self.cast = story, cast
        self._sheet: tuple[date, Known] | None = None
        self._does: dict[str, Callable[[Any, str], None]] = {
            "plan": self._plan,
            "invite": self._invite,
            "join": self._join,
            "decline": self._decline,
            "cancel": self._cancel,
            "attend": self._attend,
            "minutes": self._minutes,
            "report": self._report,
            "figures": self._figures,
            "baseline": self._baseline,
            "value": self._value,
            "close": self._close,
            "correct": self._correct,
            "publish": self._publish,
        }

    def play(self, event: Event) -> None:
        """Let it happen."""
        self._does[event.do](event.what, event.key)

    def _holder(self, session: Session) -> Staff:
        return self.cast.staff(session.told.section)

    def _activity(self, session: Session) -> Activity:
        found: Activity = Activity.objects.get(id=uuid5(once(f"{session.key}/plan"), "session/0"))
        return found

    def _plan(self, session: Session, key: str) -> None:
        told = session.told
        plan = activities.Plan(
            category=told.category,
            title=told.title,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            purpose=told.purpose,
            place=told.place,
            capacity=told.capacity,
            themes=(told.theme,) if told.theme else (),
        )
        activities.activities_plan(by=self._holder(session), once=once(key), plan=plan)

    def _invite(self, session: Session, key: str) -> None:
        activities.activity_invite(
            by=self._holder(session),
            activity=self._activity(session),
            once=once(key),
            sections=self.cast.sections_on(clock.today()),
            seats=(),
            everyone=session.told.everyone,
        )

    def _join(self, answer: Answer, key: str) -> None:
        by = self.cast.staff(answer.section)
        activities.activity_join(by=by, activity=self._activity(answer.session))

    def _decline(self, answer: Answer, key: str) -> None:
        by = self.cast.staff(answer.section)
        activities.activity_decline(by=by, activity=self._activity(answer.session))

    def _cancel(self, session: Session, key: str) -> None:
        reason = session.told.cancelled[session.day]
        by, activity = self._holder(session), self._activity(session)
        activities.activity_cancel(by=by, activity=activity, once=once(key), reason=reason)

    def _attend(self, answer: Answer, key: str) -> None:
        by, activity = self.cast.staff(answer.section), self._activity(answer.session)
        if answer.way == "hand":
            activities.attendance_tick(by=self._holder(answer.session), activity=activity, seat=by.seat.id)
            return
        web, id, now = settings.ZONE_KEYS.web, str(activity.id), clock.now()
        proof = tokens.ticket(web, id, by.actor, now) if answer.way == "qr" else tokens.short_code(web, id, now)
        activities.attendance_confirm(by=by, activity=activity, way=answer.way, proof=proof)

    def _minutes(self, session: Session, key: str) -> None:
        by, activity = self._holder(session), self._activity(session)
        data = PDF % key.encode()
        activities.file_add(by=by, activity=activity, once=once(key), purpose="minutes", name="実施記録.pdf", data=data)

    def _report(self, report: Report, key: str) -> None:
        session = report.session
        text = activities.ReportText(
            held_on=session.day, others=report.others, learnt=session.told.learnt, reason=report.reason
        )
        by, activity = self._holder(session), self._activity(session)
        activities.report_make(by=by, activity=activity, once=once(key), report=text)

    def _known(self) -> Known:
        """What is known today, read once a day."""
        if self._sheet is None or self._sheet[0] != clock.today():
            self._sheet = (clock.today(), know())
        return self._sheet[1]

    def _cell(self, indicator: str, year: int) -> Cell:
        found = self._known().cell(indicator, year)
        assert found is not None
        return found

    def _figures(self, month: Month, key: str) -> None:
        kind = ward_imports().kind(month.kind)
        assert kind is not None
        sections = self._known().sections_of({series.name for series in kind.series})
        by = self.cast.staff(min(sections))
        heads = {column.code: column.heads[0] for column in kind.columns}
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([kind.month_heads[0], *(heads[code] for code, _ in month.numbers)])
        writer.writerow([f"{month.month:%Y-%m}", *(number for _, number in month.numbers)])
        name, data = f"{month.kind}-{month.month:%Y-%m}.csv", out.getvalue().encode()
        shown = file_show(by=by, kind=kind, sections=sections, name=name, data=data, once=once(key))
        file_take(by=by, file=shown, kind=kind, sections=sections, accept="all", reason="")

    def _baseline(self, told: Baseline, key: str) -> None:
        cell = self._cell(told.indicator, self.story.years[0])
        values.baseline_enter(
            by=self.cast.staff(cell.owners[0]),
            cell=cell,
            value=Decimal(told.value),
            as_of=told.as_of,
            reason=told.reason,
            once=once(key),
        )

    def _value(self, told: Value, key: str) -> None:
        cell = self._cell(told.indicator, told.year)
        by = self.cast.staff(cell.owners[0])
        if told.said.record:
            title, proof = told.said.record, once(f"{key}/record")
            data = PDF % key.encode()
            evidence.file_attach(by=by, cell=cell, title=title, name=f"{title}.pdf", data=data, once=proof)
        report = values.Report(measured(told.said), "provisional", date(told.year + 1, 3, 31))
        values.value_report(by=by, cell=cell, report=report, once=once(key))

    def _close(self, told: Closing, key: str) -> None:
        """Each section stands for what it finds; what nothing counts, it reports from its own list of sessions."""
        settle()
        known = know()
        for cell in known.cells(told.year):
            indicator = cell.indicator.id
            if indicator in told.open or cell.indicator.years.get(told.year) is None:
                continue
            by, form = self.cast.staff(cell.owners[0]), once(f"{key}/{indicator}")
            seen, held = known.to_confirm(cell, by.seat.section), self.story.held(indicator, told.year)
            if seen is not None:
                if seen.source == "meter":
                    binding = known.bindings.indicators[indicator]
                    evidence.query_freeze(by=by, cell=cell, binding=binding, once=once(f"{key}/{indicator}/rows"))
                values.value_confirm(by=by, cell=cell, seen=seen, shown=values.fingerprint(seen), once=form)
            elif held and not known.standing(cell):
                said = Measurement(value=Decimal(held))
                report = values.Report(said, "confirmed", date(told.year + 1, 3, 31))
                values.value_report(by=by, cell=cell, report=report, once=form)

    def _correct(self, told: Corrected, key: str) -> None:
        known, cell = know(), self._cell(told.indicator, told.year)
        said = measured(told)
        values.value_correct(
            by=self.cast.staff(told.by) if told.by in cell.owners else self._corrector(told.by, cell),
            cell=cell,
            report=values.Report(said, "confirmed", date(told.year + 1, 3, 31), reason=told.reason),
            instead_of=known.instead_of(cell, "", said.shape),
            once=once(key),
        )

    def _corrector(self, section: str, cell: Cell) -> Staff:
        return self.cast.secretariat if section else self.cast.staff(cell.owners[0])

    def _publish(self, day: date, key: str) -> None:
        settle()
        publish_if_changed()


def measured(said: Said) -> Measurement:
    """A story's measurement as the room takes it."""
    value = Decimal(said.value) if said.value is not None else None
    return Measurement(value, said.share, said.stage, said.done, said.items, said.triggered)
