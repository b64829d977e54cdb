"""The households that the ward's examples speak of (見本の家族), so that an example agrees with the register.

They are an extract in the ward's folder, `samples/residents.csv`; who of them is under a support measure stands in
`samples/supports.csv`, and the measure is renewed each year up to today. A ward without the files has none.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from yakusho.japanese.addresses import Towns
from yakusho.japanese.dates import read_date
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.mynumber.residents.extract.cells import Table, read_cells
from yakusho.mynumber.residents.extract.reading import Right, read_extract
from yakusho.mynumber.residents.register import Stay, Support, SupportKind, read_register_number
from yakusho.mynumber.residents.sample.generating import TERM_DAYS, GeneratedHousehold

WHENEVER: Final = date(2100, 1, 1)
SUPPORT_HEADS: Final = ("宛名番号", "開始日", "理由")
_KINDS: Final[dict[str, SupportKind]] = {
    "配偶者からの暴力": "violence",
    "ストーカー行為": "stalking",
    "児童虐待": "abuse",
    "その他": "other",
}


def families(folder: Path, towns: Towns, today: date) -> list[GeneratedHousehold]:
    """The households of a ward's examples as of a day; whoever moves between them stands in the one they began in.

    Raises:
        Invalid: a file holds something wrong.
    """
    samples = folder / "samples"
    supports = _supports(samples / "supports.csv", today)
    persons: dict[str, list[Right]] = defaultdict(list)
    for right in _rows(samples / "residents.csv", towns):
        if right.person.birth_date <= today:
            persons[right.person.number].append(right)
    households: dict[str, list[list[Right]]] = defaultdict(list)
    for found in persons.values():
        households[found[0].stay.household].append(found)
    return [_household(number, members, supports) for number, members in households.items()]


def _household(number: str, members: list[list[Right]], supports: dict[str, list[Support]]) -> GeneratedHousehold:
    stays: list[Stay] = [row.stay for rows in members for row in rows]
    return GeneratedHousehold(
        number,
        persons=tuple(rows[-1].person for rows in members),
        stays=tuple(stays),
        supports=tuple(support for rows in members for support in supports.get(rows[0].person.number, ())),
        registered=sum(stay.until is None and stay.household != "" for stay in stays),
    )


def _rows(path: Path, towns: Towns) -> tuple[Right, ...]:
    """All rows, also of who is born later than the day that a sample home begins on."""
    table = _table(path)
    if table is None:
        return ()
    extract = read_extract(table, towns, WHENEVER)
    if extract.wrong or extract.refused:
        raise _wrong(path, [each.line for each in extract.wrong])
    return extract.right


def _supports(path: Path, today: date) -> dict[str, list[Support]]:
    table = _table(path)
    found: dict[str, list[Support]] = defaultdict(list)
    if table is None:
        return found
    if table.head != SUPPORT_HEADS:
        raise _wrong(path, [1])
    for line, (person, begun, why, *_) in ((line, (*cells, "", "", "")) for line, cells in table.rows):
        number, since, kind = read_register_number(person), read_date(begun, today=today).exact_day, _KINDS.get(why)
        if number is None or since is None or kind is None:
            raise _wrong(path, [line])
        found[number].extend(_terms(number, since, kind, today))
    return found


def _terms(person: str, since: date, kind: SupportKind, today: date) -> Iterator[Support]:
    """One term after the other, the last of them in force today."""
    while since <= today:
        ends_on = since + timedelta(days=TERM_DAYS - 1)
        yield Support(person, since, None, ends_on, kind)
        since = ends_on + timedelta(days=1)


def _table(path: Path) -> Table | None:
    """The cells of a sample file; None where the ward has none."""
    if not path.exists():
        return None
    found = read_cells(path.read_bytes())
    if not isinstance(found, Table):
        raise _wrong(path, [])
    return found


def _wrong(path: Path, lines: list[int]) -> Invalid:
    return Invalid([FieldError(path.name, f"wrong lines: {lines}")])
