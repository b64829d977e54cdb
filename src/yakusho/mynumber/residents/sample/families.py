"""The households that the ward's examples speak of (見本の家族), so that an example agrees with the register.

They are an extract in the ward's folder, `samples/residents.csv`; a ward without one has none.
"""

from collections import defaultdict
from datetime import date
from pathlib import Path

from yakusho.japanese.addresses import Towns
from yakusho.kernel.errors import FieldError, Invalid
from yakusho.mynumber.residents.extract.cells import Table, read_cells
from yakusho.mynumber.residents.extract.reading import Right, read_extract
from yakusho.mynumber.residents.sample.generating import GeneratedHousehold


def families(folder: Path, towns: Towns, today: date) -> list[GeneratedHousehold]:
    """The households of a ward's examples.

    Raises:
        Invalid: the file holds something wrong.
    """
    path = folder / "samples" / "residents.csv"
    if not path.exists():
        return []
    table = read_cells(path.read_bytes())
    extract = read_extract(table, towns, today) if isinstance(table, Table) else None
    if extract is None or extract.wrong or extract.refused:
        lines = [each.line for each in extract.wrong] if extract else []
        raise Invalid([FieldError(path.name, f"wrong lines: {lines}")])
    rows: dict[str, list[Right]] = defaultdict(list)
    for right in extract.right:
        rows[right.stay.household].append(right)
    return [
        GeneratedHousehold(
            number, tuple(each.person for each in found), tuple(each.stay for each in found), (), len(found)
        )
        for number, found in rows.items()
    ]
