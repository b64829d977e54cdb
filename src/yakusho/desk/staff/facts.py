"""What the staff room tells the journal: who may do what since when, by seat ids and codes."""

from datetime import date

from yakusho.ledger.facts import Code, Fact


class SeatOpened(Fact, kind="seat.opened"):
    """A seat was given (発令): post, section and functions from a day on; its holder is in no fact."""

    seat: Code
    section: Code
    post: Code
    functions: tuple[Code, ...]
    since: date
    until: date | None = None


class SeatClosed(Fact, kind="seat.closed"):
    """A seat ends after a day (解任)."""

    seat: Code
    until: date


FACTS = [SeatOpened, SeatClosed]
