"""Whose account it is (口座名義の照合): the holder as a bank writes it, beside the applicant; pure and never red.

A holder is kana only, and readings in the register are not confirmed: a difference is for a person to look at.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from yakusho.japanese.bank_kana import BYTES_MAX, to_bank_kana
from yakusho.japanese.keys import loose_key
from yakusho.mynumber.residents.register import Person

Holder = Literal["same", "alike", "joint_or_agent", "company", "other_member", "differs", "unreadable"]

_NOT_ALONE = re.compile("ﾀﾞｲﾘ|ｲﾁﾄﾞｳ|ﾎｶ ?[0-9]*ﾒｲ|ｼﾞﾖｳﾑ|ｶｲｹｲ|ﾀﾞｲﾋﾖｳ|ｺｳｹﾝﾆﾝ|ﾅﾘｱｲ")
"""Words in a holder's name of accounts that belong to several, or that somebody runs for another."""
_COMPANY = re.compile(r"\A[ｱ-ﾝﾞﾟ]{1,4}\)|\([ｱ-ﾝﾞﾟ]{1,4}\)?\Z|\([ｱ-ﾝﾞﾟ]{1,4}\)")


def holder_of(claimed: str, applicant: Sequence[str], others: Iterable[Person] = ()) -> Holder:
    """Compare an account's holder with the readings and Latin names of the applicant, then of the household."""
    bank = to_bank_kana(claimed)
    written = _bank(claimed)
    if not bank.text:
        return "unreadable"
    names = [name for name in applicant if name]
    if any(_is(written, _bank(name)) for name in names):
        return "same"
    if any(loose_key(claimed) == loose_key(name) for name in names):
        return "alike"
    if _NOT_ALONE.search(bank.text):
        return "joint_or_agent"
    if _COMPANY.search(bank.text):
        return "company"
    members = (reading for person in others for reading in readings(person))
    return "other_member" if any(_is(written, _bank(name)) for name in members) else "differs"


def readings(person: Person) -> list[str]:
    """What a bank may have as a person's name: the reading, and names that are written in Latin letters or kana."""
    return [name for name in (person.kana, person.name, person.alias) if name and _bank(name)]


def _bank(name: str) -> str:
    """A name as a bank file has it, without spaces; empty where it has no such form (kanji)."""
    return to_bank_kana(name).text.replace(" ", "")


def _is(holder: str, name: str) -> bool:
    """Whether a holder is this name, or all of it that a bank's thirty characters took."""
    cut = len(holder) >= BYTES_MAX["account"] - 1 and name.startswith(holder)
    return bool(name) and (holder == name or cut)
