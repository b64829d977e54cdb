"""Legal forms of organisations and the words of bank names (法人略語・営業所略語・事業略語), as banks abbreviate them.

The table is `data/legal_forms.tsv`: what a row is, the bank's kana, how it is written out, what stands for it in
brackets, and its kana spellings. Sources: 全銀協 付録 and the lists of banks that agree with it.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class LegalForm(NamedTuple):
    """One row: a legal `form`, an `office`, a `business` word, a word of a `bank` name or its dropped `ending`."""

    kind: str
    bank: str
    written: tuple[str, ...]
    bracketed: tuple[str, ...]
    kana: tuple[str, ...]


@cache
def legal_forms() -> tuple[LegalForm, ...]:
    """Give the whole table."""
    lines = files("yakusho.japanese").joinpath("data/legal_forms.tsv").read_text("utf-8").splitlines()[1:]
    return tuple(_row(*line.split("\t")) for line in lines)


def _row(kind: str, bank: str, *spellings: str) -> LegalForm:
    written, bracketed, kana = (tuple(filter(None, several.split(";"))) for several in spellings)
    return LegalForm(kind, bank, written, bracketed, kana)
