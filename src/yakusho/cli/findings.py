"""What a zone's process says to a person: findings of a check, and why a task can't be done."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Finding:
    """One line of `yakusho check`; `level` is `error` (exit code 1) or `warning`."""

    place: str
    level: str
    words: str
    remedy: str = ""

    def as_data(self) -> dict[str, str]:
        """The finding as JSON carries it."""
        return asdict(self)

    def line(self) -> str:
        """The finding in one line."""
        return f"{self.level}: {self.place}: {self.words}" + (f" → {self.remedy}" if self.remedy else "")


class TaskRefused(Exception):
    """A task can't be done: what is wrong, and what to do about it."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy
