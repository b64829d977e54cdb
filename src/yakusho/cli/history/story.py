"""What a ward's `samples/history.yaml` tells: sessions, monthly figures, reports, corrections; nobody is named."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from yakusho.kernel.data_files import Part, read
from yakusho.kernel.fiscal import fiscal_year

FILE = Path("samples") / "history.yaml"
Between = Annotated[tuple[int, int], Field(description="from and to")]


class Correction(Part):
    """How a report is corrected: how many others came after all, and why."""

    others: int
    reason: str


class Sessions(Part):
    """Activities of one kind (活動): the same on several days, some of them cancelled or corrected."""

    section: str
    category: str
    theme: str | None = None
    title: str
    purpose: str
    place: str
    begins: int
    hours: int
    capacity: int | None = None
    everyone: bool = False
    participants: Between = (5, 9)
    others: Between = (0, 0)
    days: tuple[date, ...]
    cancelled: Mapping[date, str] = {}
    corrected: Mapping[date, Correction] = {}
    learnt: str

    def held(self, year: int) -> int:
        """How many took place in a fiscal year."""
        return sum(fiscal_year(day) == year and day not in self.cancelled for day in self.days)


class Share(Part):
    """A column that is a part of another one."""

    of: str
    percent: Between


class Figures(Part):
    """Monthly figures of another system (月次の数)."""

    kind: str
    since: date
    until: date
    numbers: Mapping[str, Between]
    shares: Mapping[str, Share] = {}

    def months(self) -> Iterator[date]:
        """The first day of each month."""
        month = self.since
        while month <= self.until:
            yield month
            month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


class Said(Part):
    """A measurement: exactly one of its members is given."""

    value: int | None = None
    share: tuple[int, int] | None = None
    stage: int | None = None
    done: bool | None = None
    items: tuple[bool, ...] | None = None
    triggered: bool | None = None

    @model_validator(mode="after")
    def _one(self) -> "Said":
        given = (self.value, self.share, self.stage, self.done, self.items, self.triggered)
        if sum(each is not None for each in given) != 1:
            raise ValueError("give exactly one measurement")
        return self


class Reported(Said):
    """What a section reports for a year, with the record that proves it."""

    record: str = ""


class Baseline(Part):
    """What an indicator stood at before the plan began."""

    indicator: str
    on: date
    value: int
    as_of: date
    reason: str


class Corrected(Said):
    """Another value holds, with its reason; `by` is the section that says so when it is not the indicator's own."""

    indicator: str
    year: int
    on: date
    by: str = ""
    reason: str


class Applications(Part):
    """Residents apply for a procedure (申請), one on each day; staff decide some days later.

    `returned` and `rejected` are the shares of those that staff return or reject, with these words.
    """

    procedure: str
    days: tuple[date, ...]
    decided_after: Between = (4, 13)
    returned: float = 0
    return_text: str = ""
    correct_days: int = 14
    rejected: float = 0
    reject_text: str = ""


class Story(Part):
    """The whole file."""

    format: str
    seed: int
    begins: date
    functions: tuple[str, ...]
    post: str
    name: str
    activities: tuple[Sessions, ...] = ()
    figures: tuple[Figures, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    reports: Mapping[str, Mapping[int, Reported]] = {}
    unconfirmed: Mapping[int, tuple[str, ...]] = {}
    corrections: tuple[Corrected, ...] = ()
    applications: tuple[Applications, ...] = ()

    @property
    def years(self) -> list[int]:
        """The fiscal years that sections report on."""
        return sorted({year for years in self.reports.values() for year in years})

    @property
    def sections(self) -> set[str]:
        """The sections that hold activities."""
        return {each.section for each in self.activities}

    def held(self, theme: str, year: int) -> int:
        """How many sessions for an indicator took place in a fiscal year."""
        return sum(each.held(year) for each in self.activities if each.theme == theme)


def read_story(ward: Path) -> Story | None:
    """The history that a ward's folder tells; None when it has none.

    Raises:
        Malformed: the file can't be used.
    """
    file = ward / FILE
    return read(file.read_text("utf-8"), Story, str(file)) if file.exists() else None
