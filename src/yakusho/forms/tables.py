"""Tables that a ward may give to its forms (参照表): its towns, banks with their branches. All optional."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from yakusho.japanese.addresses import Towns, load_towns


class Bank(NamedTuple):
    """A bank and its branches by code (金融機関・支店)."""

    name: str
    branches: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tables:
    """What answers are compared with and completed from; without a table, people's own words stand."""

    towns: Towns | None = None
    banks: Mapping[str, Bank] | None = None


NO_TABLES = Tables()


@lru_cache(maxsize=4)
def ward_tables(folder: Path) -> Tables:
    """The tables of a ward's folder, as far as it has them: `towns.csv` and `banks.csv`, read once a process."""
    banks = folder / "banks.csv"
    return Tables(
        towns=load_towns(folder) if (folder / "towns.csv").is_file() else None,
        banks=read_banks(banks) if banks.is_file() else None,
    )


def read_banks(table: Path) -> dict[str, Bank]:
    """Banks from a table with the columns bank_code, bank_name, branch_code, branch_name."""
    names: dict[str, str] = {}
    branches: dict[str, dict[str, str]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["bank_code"]] = row["bank_name"]
            branches.setdefault(row["bank_code"], {})[row["branch_code"]] = row["branch_name"]
    return {code: Bank(name, branches[code]) for code, name in names.items()}
