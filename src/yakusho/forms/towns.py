"""Towns of the ward in an address (町丁目): offered while typing, understood however they are written."""

import re
from collections.abc import Iterable, Mapping

from yakusho.forms import plain
from yakusho.forms.fields import Answer, Kind, Whole
from yakusho.forms.kinds_text import ADDRESS_CHARACTERS_MAX, line_kind
from yakusho.forms.words import Wrong
from yakusho.japanese.addresses import Towns
from yakusho.japanese.addresses.folding import fold
from yakusho.japanese.addresses.numerals import digits

UNKNOWN_TOWN = Wrong(
    "「{label}」は、この区の町名を丁目まで入れてください。数字は漢数字でも算用数字でもかまいません。",
    "Enter “{label}” as a town of this ward with its chome number.",
    "「{label}」は、この 区（く）の 町（まち）の 名前（なまえ）を 入（い）れて ください。"
    "○丁目（ちょうめ）も いります。",
)

_TOWN_CHARACTERS_MAX = 60
_CHOME = re.compile(r"(.+?)([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:丁目|丁)?", re.ASCII)


def town_kind(towns: Towns | None) -> Kind:
    """A town with its 丁目; without a table, any line of text."""
    autocomplete = "address-level3"
    if towns is None:
        return line_kind(plain.folded, ADDRESS_CHARACTERS_MAX, autocomplete=autocomplete)

    def rule(text: str) -> str | Wrong:
        return _known(plain.folded(text), towns) or UNKNOWN_TOWN

    kind = line_kind(rule, ADDRESS_CHARACTERS_MAX, autocomplete=autocomplete)
    names = tuple(town.name for town in towns.all)
    return Kind(
        kind.read,
        maxlength=kind.maxlength,
        autocomplete=autocomplete,
        suggestions=names,
        sample=max(names, key=len, default="x"),
    )


def _known(text: str, towns: Towns) -> str:
    """The ward's name of a town however it is written; empty when it is none of the ward."""
    if towns.get(text) is not None:
        return text
    name = text.removeprefix(towns.prefecture).removeprefix(towns.city).replace(" ", "")
    found = _CHOME.fullmatch(name) if len(name) <= _TOWN_CHARACTERS_MAX else None
    stem, chome = (found[1], int(digits(found[2]))) if found else (name, 0)
    base = towns.by_spelling.get(fold(stem)) or towns.without_machi.get(fold(stem))
    town = base.towns.get(chome) if base is not None else None
    return town.name if town is not None else ""


def town_whole(towns: Towns) -> Whole:
    """A known town gives its postcode; the postcode of another town contradicts it.

    Postcodes that no town has are let be: large offices have their own (大口事業所個別番号).
    """

    def complete(texts: Mapping[str, str]) -> Mapping[str, str]:
        if texts.get("postcode", "").strip() or not texts.get("town", "").strip():
            return texts
        town = towns.get(_known(plain.folded(texts["town"]), towns))
        return {**texts, "postcode": town.postcode} if town is not None else texts

    def judge(answers: Mapping[str, Answer]) -> Iterable[tuple[str, Wrong]]:
        town, postcode = towns.get(str(answers.get("town", ""))), answers.get("postcode")
        if town is not None and postcode in towns.postcodes and postcode != town.postcode:
            yield (
                "postcode",
                Wrong(
                    f"{town.name}の「{{label}}」は {town.postcode} です。町名か郵便番号を直してください。",
                    f"“{{label}}” of {town.name} is {town.postcode}. Correct the town or the postcode.",
                    f"{town.name}の「{{label}}」は {town.postcode} です。町（まち）の 名前（なまえ）か "
                    "郵便番号（ゆうびんばんごう）を なおして ください。",
                ),
            )

    return Whole(complete=complete, judge=judge)
