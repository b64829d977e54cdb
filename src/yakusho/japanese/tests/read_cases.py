"""Reads the tables of cases; `tests/cases/README.md` says how they are written."""

import re
from pathlib import Path

_FOLDER = Path(__file__).parent / "cases"
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tn\\]))")
_SHORT = {"t": "\t", "n": "\n", "\\": "\\"}


def _meant(written: str) -> str:
    return _ESCAPED.sub(lambda found: _SHORT[found[3]] if found[3] else chr(int(found[1] or found[2], 16)), written)


def read_cases(name: str) -> list[dict[str, str]]:
    """Give the rows of `cases/<name>.tsv` by column name, with what is escaped as the character itself."""
    header, *lines = (_FOLDER / f"{name}.tsv").read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    columns = header.split("\t")
    rows = (dict(zip(columns, line.split("\t"), strict=True)) for line in lines)
    return [{column: cell if column == "source" else _meant(cell) for column, cell in row.items()} for row in rows]


def told(differences: list[str]) -> str:
    """Say which cases differ, as the message of one assertion over all of them."""
    return "\n".join([f"{len(differences)} cases differ", *differences])
