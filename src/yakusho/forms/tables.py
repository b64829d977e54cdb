"""Tables that forms look into (参照表): the towns of the ward, the banks with their branches. All optional."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yakusho.forms.banks import Banks, packaged_banks
from yakusho.japanese.addresses import Towns, load_towns


@dataclass(frozen=True, slots=True)
class Tables:
    """What answers are compared with and completed from; without a table, people's own words stand."""

    towns: Towns | None = None
    banks: Banks | None = None


NO_TABLES = Tables()


@lru_cache(maxsize=4)
def ward_tables(folder: Path) -> Tables:
    """The tables for the forms of a ward: its folder's `towns.csv`, if it has one, and the banks; once a process."""
    towns = load_towns(folder) if (folder / "towns.csv").is_file() else None
    return Tables(towns=towns, banks=packaged_banks())
