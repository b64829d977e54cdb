"""A story as dated events (出来事), in their order: the same story gives the same events each time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yakusho.cli.history.chance import Chance
from yakusho.cli.history.story import Baseline, Corrected, Correction, Figures, Reported, Sessions, Story
from yakusho.kernel.clock import TOKYO

PLANNED_BEFORE = timedelta(days=42)
JOIN_DAYS = 30
DECLINED_SHARE, SCANNED_SHARE, TYPED_SHARE = 0.12, 0.7, 0.92
FIGURES_DAY, REPORTS_DAY, CLOSING_DAY = 10, 8, 24
PUBLISHED_MONTHS = (5, 8, 11, 2)


@dataclass(frozen=True)
class Session:
    """One activity on its day."""

    key: str
    told: Sessions
    day: date

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return datetime.combine(self.day, time(self.told.begins), TOKYO)

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return self.starts_at + timedelta(hours=self.told.hours)


@dataclass(frozen=True)
class Answer:
    """A section's seat and a session: it signs up, declines, or is there in some way."""

    session: Session
    section: str
    way: str = ""


@dataclass(frozen=True)
class Report:
    """The report of a session, or its correction."""

    session: Session
    others: int
    reason: str = ""


@dataclass(frozen=True)
class Month:
    """One month's file of figures, by column."""

    kind: str
    month: date
    numbers: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Value:
    """What a section reports for an indicator in a year."""

    indicator: str
    year: int
    said: Reported


@dataclass(frozen=True)
class Closing:
    """A section stands for what is known of a year, but for what it leaves open."""

    year: int
    open: frozenset[str]


@dataclass(frozen=True)
class Application:
    """A resident applies for a procedure."""

    at: datetime
    procedure: str


What = Session | Answer | Report | Month | Value | Baseline | Corrected | Closing | date


@dataclass(frozen=True)
class Event:
    """What happens when; `do` names the action, `key` is its own."""

    at: datetime
    do: str
    key: str
    what: What


def events(story: Story, sections_on: Callable[[date], Sequence[str]]) -> list[Event]:
    """Everything that happens, in its order; `sections_on` are the sections that have a seat on a day."""
    found = [
        *_sessions(story, sections_on),
        *_figures(story),
        *_values(story),
        *_publications(story),
    ]
    return sorted(found, key=lambda event: (event.at, event.key))


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    """A working moment: what would fall on a weekend happens on Monday."""
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return datetime.combine(day, time(hour, minute), TOKYO)


def _sessions(story: Story, sections_on: Callable[[date], Sequence[str]]) -> Iterator[Event]:
    for place, told in enumerate(story.activities):
        for day in told.days:
            key = f"session/{place}/{day}"
            chance = Chance(f"{story.seed}/{key}")
            yield from _session(Session(key, told, day), story.begins, sections_on, chance)


def _session(
    session: Session, begins: date, sections_on: Callable[[date], Sequence[str]], chance: Chance
) -> Iterator[Event]:
    told, day, key = session.told, session.day, session.key
    planned = max(day - PLANNED_BEFORE, begins + timedelta(days=1))
    yield Event(_at(planned, 9, 10), "plan", f"{key}/plan", session)
    yield Event(_at(planned, 9, 40), "invite", f"{key}/invite", session)
    others = [each for each in sections_on(planned) if each != told.section]
    count = min(chance.whole(*told.participants) - 1, len(others))
    going = [told.section, *chance.some(others, count)]
    cancelled = told.cancelled.get(day)
    latest = (day - planned).days - (9 if cancelled else 3)
    for section in going:
        joined = _at(planned + timedelta(days=chance.whole(1, min(JOIN_DAYS, latest))), chance.whole(10, 16), 25)
        yield Event(joined, "join", f"{key}/join/{section}", Answer(session, section))
    if cancelled:
        yield Event(_at(day - timedelta(days=7), 13, 30), "cancel", f"{key}/cancel", session)
        return
    yield from _held(session, going, chance)


def _held(session: Session, going: Sequence[str], chance: Chance) -> Iterator[Event]:
    key, day, told = session.key, session.day, session.told
    for place, section in enumerate(going):
        luck = chance.part()
        if place and luck < DECLINED_SHARE:
            at = datetime.combine(day - timedelta(days=1), time(11), TOKYO)
            yield Event(at, "decline", f"{key}/decline/{section}", Answer(session, section))
            continue
        way = "qr" if luck < SCANNED_SHARE else "code" if luck < TYPED_SHARE else "hand"
        at = session.starts_at - timedelta(minutes=8) + timedelta(seconds=40 * place)
        yield Event(at, "attend", f"{key}/attend/{section}", Answer(session, section, way))
    after = day + timedelta(days=chance.whole(1, 4))
    others = chance.whole(*told.others)
    yield Event(_at(after, 15), "minutes", f"{key}/minutes", session)
    yield Event(_at(after, 15, 20), "report", f"{key}/report", Report(session, others))
    wrong: Correction | None = told.corrected.get(day)
    if wrong is not None:
        corrected = Report(session, wrong.others, wrong.reason)
        yield Event(_at(day + timedelta(days=21), 10), "report", f"{key}/report/corrected", corrected)


def _figures(story: Story) -> Iterator[Event]:
    for told in story.figures:
        for month in told.months():
            key = f"figures/{told.kind}/{month:%Y-%m}"
            chance = Chance(f"{story.seed}/{key}")
            numbers = _numbers(told, chance)
            following = (month + timedelta(days=32)).replace(day=FIGURES_DAY)
            yield Event(_at(following, 11), "figures", key, Month(told.kind, month, tuple(numbers.items())))


def _numbers(told: Figures, chance: Chance) -> dict[str, int]:
    found = {column: chance.whole(*between) for column, between in told.numbers.items()}
    for column, share in told.shares.items():
        low, high = share.percent
        found[column] = round(found[share.of] * chance.between(low, high) / 100)
    return found


def _values(story: Story) -> Iterator[Event]:
    for place, told in enumerate(story.baselines):
        yield Event(_at(told.on, 10, place), "baseline", f"baseline/{told.indicator}", told)
    for place, (indicator, years) in enumerate(story.reports.items()):
        for year, said in years.items():
            day, key = date(year + 1, 4, REPORTS_DAY), f"value/{indicator}/{year}"
            yield Event(_at(day, 9 + place % 8, place), "value", key, Value(indicator, year, said))
    for year in story.years:
        left_open = frozenset(story.unconfirmed.get(year, ()))
        yield Event(_at(date(year + 1, 4, CLOSING_DAY), 14), "close", f"close/{year}", Closing(year, left_open))
    for place, wrong in enumerate(story.corrections):
        key = f"correction/{wrong.indicator}/{wrong.year}"
        yield Event(_at(wrong.on, 13, place), "correct", key, wrong)


def _publications(story: Story) -> Iterator[Event]:
    """The days on which the public sees what changed; the worker of a running house does so at once."""
    days = {day for told in story.activities for day in told.days}
    years = sorted({*story.years, *(year + 1 for year in story.years), *(day.year for day in days)})
    for day in (date(year, month, 2) for year in years for month in PUBLISHED_MONTHS):
        if day > story.begins:
            yield Event(_at(day, 18), "publish", f"publish/{day}", day)


def applications(story: Story) -> list[Application]:
    """What residents send, in its order; they apply at any hour of the day."""
    found = []
    for told in story.applications:
        for day in told.days:
            chance = Chance(f"{story.seed}/{told.procedure}/{day}")
            moment = time(chance.whole(7, 22), chance.whole(0, 59))
            found.append(Application(datetime.combine(day, moment, TOKYO), told.procedure))
    return sorted(found, key=lambda each: (each.at, each.procedure))
