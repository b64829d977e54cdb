"""Rows of an extract become persons and stays (取込の点検): which are right, what is wrong with the others, the remedy.

One row is one stay of one person; what it says of the person stands in each of their rows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, cast

from django.utils.translation import gettext_noop

from yakusho.forms.kinds_choice import RELATIONS
from yakusho.japanese.addresses import Towns, read_address
from yakusho.japanese.characters import faults, normal
from yakusho.japanese.dates import read_date
from yakusho.mynumber.residents.extract.cells import Table
from yakusho.mynumber.residents.register import (
    Person,
    PersonKind,
    Reason,
    Sex,
    Stay,
    address_key,
    read_register_number,
)

HEADS: Final = {
    "number": "宛名番号",
    "name": "氏名",
    "kana": "フリガナ",
    "kana_is_official": "フリガナ公証",
    "former_name": "旧氏",
    "alias": "通称",
    "birth_date": "生年月日",
    "birth_unclear": "生年月日不詳",
    "sex": "性別",
    "nationality": "国籍",
    "kind": "区分",
    "died_on": "死亡日",
    "household": "世帯番号",
    "relation": "続柄",
    "address": "住所",
    "postcode": "郵便番号",
    "since": "異動日",
    "reason": "異動事由",
    "until": "消除日",
}
"""The heads of the columns; those of `NEEDED` must be there."""
NEEDED: Final = ("number", "name", "birth_date", "sex", "household", "relation", "address", "since", "reason")

_SEXES: Final[Mapping[str, Sex]] = {"男": "male", "女": "female", "不明": "unknown", "1": "male", "2": "female"}
_KINDS: Final[Mapping[str, PersonKind]] = {
    "": "resident",
    "日本人": "resident",
    "住民": "resident",
    "外国人": "foreign",
    "住登外": "outside",
}
_REASONS: Final[Mapping[str, Reason]] = {
    "出生": "birth",
    "転入": "move_in",
    "転居": "move_within",
    "転出": "move_out",
    "死亡": "death",
    "世帯変更": "household_change",
    "世帯分離": "household_change",
    "世帯合併": "household_change",
    "世帯主変更": "household_change",
    "改製": "initial",
    "職権記載": "initial",
}
_RELATIONS: Final[Mapping[str, str]] = {
    **{choice.label.ja: choice.code for choice in RELATIONS},
    "世帯主": "self",
    "本人": "self",
    "兄": "sibling",
    "弟": "sibling",
    "姉": "sibling",
    "妹": "sibling",
    "夫の父": "spouse_parent",
    "夫の母": "spouse_parent",
    "妻の父": "spouse_parent",
    "妻の母": "spouse_parent",
    "祖父": "grandparent",
    "祖母": "grandparent",
    "子の子": "grandchild",
    "孫": "grandchild",
    "子の夫": "child_spouse",
    "子の妻": "child_spouse",
    "縁故者": "relative",
    "同居人": "cohabitant",
}
_NUMBERED_CHILD = re.compile("[長二三四五六七八九]+[男女]|養子|養女")
_YES, _NO = ("1", "○", "有", "はい", "true"), ("", "0", "×", "無", "いいえ", "false")


@dataclass(frozen=True)
class Words:
    """A sentence as a message id with what is put into it."""

    text: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Wrong:
    """One wrong cell: its line, the head of its column, what is wrong, and the remedy."""

    line: int
    column: str
    words: Words
    remedy: Words


@dataclass(frozen=True)
class Right:
    """One row that can be read."""

    line: int
    person: Person
    stay: Stay


@dataclass(frozen=True)
class Extract:
    """What a file holds; with `refused` nothing of it can be taken.

    Of a person with one wrong row nothing is right: a history with a gap would be believed.
    """

    right: tuple[Right, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    refused: tuple[Words, Words] | None = None


def read_extract(table: Table, towns: Towns, today: date) -> Extract:
    """Read all rows of an extract."""
    heads = [normal(head) for head in table.head]
    places = {code: heads.index(head) for code, head in HEADS.items() if head in heads}
    missing = [HEADS[code] for code in NEEDED if code not in places]
    if missing:
        words = Words(gettext_noop("These columns are missing: %(heads)s."), {"heads": "、".join(missing)})
        return Extract(refused=(words, Words(gettext_noop("Give the columns the heads of the template."))))
    doubled = next((head for head in HEADS.values() if heads.count(head) > 1), "")
    if doubled:
        words = Words(gettext_noop("Several columns are called “%(head)s”."), {"head": doubled})
        return Extract(refused=(words, Words(gettext_noop("Leave one of them in the file."))))
    right: list[Right] = []
    wrong: list[Wrong] = []
    spoiled: set[str] = set()
    for line, cells in table.rows:
        row = _Row(line, {code: cells[at] if at < len(cells) else "" for code, at in places.items()}, towns, today)
        found = row.read()
        wrong.extend(row.wrong)
        if found is not None:
            right.append(found)
        else:
            spoiled.add(read_register_number(row.cells["number"]) or "")
    left = [each for each in right if each.person.number not in spoiled]
    wrong += [_spoiled(each) for each in right if each.person.number in spoiled]
    return Extract(tuple(left), tuple(sorted(wrong, key=lambda each: each.line)))


def _spoiled(right: Right) -> Wrong:
    words = Words(gettext_noop("Another row of this person is wrong."))
    return Wrong(
        right.line, HEADS["number"], words, Words(gettext_noop("Correct that row, then this one is right too."))
    )


class _Row:
    """One row on its way to a person and a stay; what is wrong gathers in `wrong`."""

    def __init__(self, line: int, cells: Mapping[str, str], towns: Towns, today: date) -> None:
        self.line, self.cells, self.towns, self.today = line, cells, towns, today
        self.wrong: list[Wrong] = []

    def read(self) -> Right | None:
        """The person and the stay of this row; None when something in it is wrong."""
        number, household = self.number("number"), self.number("household")
        person = Person(
            number=number,
            name=self.name("name"),
            kana=self.text("kana"),
            former_name=self.text("former_name"),
            alias=self.text("alias"),
            kana_is_official=self.yes("kana_is_official"),
            birth_date=self.day("birth_date") or date.min,
            birth_unclear=self.yes("birth_unclear"),
            sex=cast(Sex, self.word("sex", _SEXES, "unknown")),
            nationality=self.text("nationality"),
            kind=cast(PersonKind, self.word("kind", _KINDS, "resident")),
            died_on=self.day("died_on", needed=False),
        )
        stay = self.stay(number, household)
        return None if self.wrong else Right(self.line, person, stay)

    def stay(self, number: str, household: str) -> Stay:
        """The stay of this row."""
        address = read_address(self.cells["address"], self.towns)
        if household and (not address.valid or address.outside):
            words = gettext_noop("“%(cell)s” is no address in the ward.")
            self.fault("address", words, gettext_noop("Write the town with block and number."))
        since, until = self.day("since"), self.day("until", needed=False)
        if since and until and until <= since:
            self.fault("until", gettext_noop("It ends before it begins."), gettext_noop("Correct one of the two days."))
        return Stay(
            person=number,
            household=household,
            relation=self.relation() if household else "",
            address=self.cells["address"],
            address_key=address_key(address),
            postcode=self.text("postcode") or address.postcode,
            since=since or date.min,
            until=until,
            reason=cast(Reason, self.word("reason", _REASONS, "initial")),
        )

    def fault(self, code: str, words: str, remedy: str) -> None:
        """Say that a cell is wrong."""
        values = {"cell": self.cells.get(code, "")}
        self.wrong.append(Wrong(self.line, HEADS[code], Words(words, values), Words(remedy)))

    def text(self, code: str) -> str:
        """A text as it came; characters that were lost on the way are wrong."""
        cell = self.cells.get(code, "")
        if faults(cell):
            self.fault(code, gettext_noop("Characters were lost in “%(cell)s”."), gettext_noop("Write them again."))
        return cell

    def name(self, code: str) -> str:
        """A name, which may not be missing."""
        name = self.text(code)
        if not name:
            self.fault(code, gettext_noop("The name is missing."), gettext_noop("Write the name."))
        return name

    def number(self, code: str) -> str:
        """A number with its check digit; a household's may be missing where somebody lives outside."""
        cell = self.cells.get(code, "")
        if code == "household" and not cell:
            return ""
        number = read_register_number(cell)
        if number is None:
            words = gettext_noop("“%(cell)s” is no number of the register.")
            self.fault(code, words, gettext_noop("Write its 15 digits; the last one is computed."))
        return number or ""

    def day(self, code: str, *, needed: bool = True) -> date | None:
        """A day, in 和暦 or with a western year, not after today."""
        cell = self.cells.get(code, "")
        if not cell and not needed:
            return None
        day = read_date(cell, today=self.today).exact_day
        remedy = gettext_noop("Write the day like 昭和40年4月1日 or 1965-04-01.")
        if day is None:
            self.fault(
                code, gettext_noop("“%(cell)s” is no day.") if cell else gettext_noop("The day is missing."), remedy
            )
        elif day > self.today and code not in ("until", "since"):
            self.fault(code, gettext_noop("“%(cell)s” has not come yet."), gettext_noop("Correct the day."))
        return day

    def yes(self, code: str) -> bool:
        """A yes or a no; nothing is a no."""
        cell = normal(self.cells.get(code, "")).lower()
        if cell not in _YES and cell not in _NO:
            self.fault(code, gettext_noop("“%(cell)s” is neither yes nor no."), gettext_noop("Write 1 or 0."))
        return cell in _YES

    def word(self, code: str, words: Mapping[str, str], otherwise: str) -> str:
        """One of some words as its code."""
        cell = normal(self.cells.get(code, ""))
        if cell in words:
            return words[cell]
        offered = "、".join(word for word in words if len(word) > 1 or not word.isascii())
        fault = Words(gettext_noop("“%(cell)s” is none of: %(words)s."), {"cell": cell, "words": offered.strip("、")})
        self.wrong.append(Wrong(self.line, HEADS[code], fault, Words(gettext_noop("Write one of these words."))))
        return otherwise

    def relation(self) -> str:
        """The relation to the head, in the words of the register, the older ones too."""
        cell = normal(self.cells["relation"])
        if _NUMBERED_CHILD.fullmatch(cell):
            return "child"
        if cell not in _RELATIONS:
            words = gettext_noop("“%(cell)s” is no relation to the head that the register knows.")
            self.fault(
                "relation", words, gettext_noop("Write 世帯主, 妻, 夫, 子, 父, 母 or another word of the register.")
            )
        return _RELATIONS.get(cell, "relative")
