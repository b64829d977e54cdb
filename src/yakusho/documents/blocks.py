"""What a document is made of: headings, paragraphs, tables, pairs, and boxes that a person fills in by hand."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Heading:
    """A heading (見出し) of level 1 to 3; the document's title stands above them all."""

    block: ClassVar[str] = "heading"
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `small` for notes."""

    block: ClassVar[str] = "paragraph"
    text: str
    small: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Pairs:
    """Terms and what is said about each."""

    block: ClassVar[str] = "pairs"
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table whose head is repeated on each page.

    `widths` are shares of the line, equal when left out; rows are at least `row_mm` high.
    """

    block: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    widths: tuple[int, ...] = ()
    row_mm: int = 0


@dataclass(frozen=True)
class Address:
    """The addressee (宛名), where the window of an envelope shows it: its lines, the name last."""

    block: ClassVar[str] = "address"
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Fill:
    """Room for one answer: what is known already is printed in it; `cells` are that many squares, one a character."""

    answer: ClassVar[str] = "fill"
    text: str = ""
    cells: int = 0
    height_mm: int = 9


@dataclass(frozen=True)
class Tick:
    """Squares to tick (□), one before each label."""

    answer: ClassVar[str] = "tick"
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Box:
    """One question of a form on paper: its label, a hint under it, and where the answer goes."""

    label: str
    answer: Fill | Tick
    hint: str = ""


@dataclass(frozen=True)
class Boxes:
    """Questions under each other in a frame (記入欄)."""

    block: ClassVar[str] = "boxes"
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Sheet:
    """The next block begins on a new page (改ページ)."""

    block: ClassVar[str] = "sheet"


Block = Heading | Paragraph | Pairs | Table | Address | Boxes | Sheet
