"""What the list-like components are given: plain frozen data, built by views."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple


@dataclass(frozen=True)
class Column:
    """One column of a table: its head, how its cells align, and where a click on the head sorts."""

    label: str
    numeric: bool = False
    unit: str = ""
    sort_url: str = ""
    direction: Literal["ascending", "descending", ""] = ""


@dataclass(frozen=True)
class Tab:
    """One saved filter or part of a page, with how many things wait behind it."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


class Pair(NamedTuple):
    """A term and what is said about it, with a link to change it."""

    term: str
    text: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class TimelineStep:
    """One dated step of something that takes days."""

    title: str
    when: date | datetime | str | None = None
    state: Literal["done", "current", "coming"] = "coming"
    text: str = ""


def as_columns(columns: Collection[Column | str]) -> list[Column]:
    """Columns, plain heads made into `Column`."""
    return [column if isinstance(column, Column) else Column(column) for column in columns]


def as_pairs(pairs: Collection[Pair | tuple[str, str]]) -> list[Pair]:
    """Pairs, plain tuples made into `Pair`."""
    return [pair if isinstance(pair, Pair) else Pair(*pair) for pair in pairs]
