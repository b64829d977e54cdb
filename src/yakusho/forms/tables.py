"""Tables that a ward may give to its forms (参照表): its towns, banks with their branches. All optional."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from yakusho.japanese.addresses import Towns


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
