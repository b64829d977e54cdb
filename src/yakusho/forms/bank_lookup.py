"""What the list of banks knows of an account (金融機関・支店の照会): codes from names, names from codes, choices.

A name or a code that the list lacks is taken as it is written, because banks change faster than lists.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from yakusho.forms import plain, yucho
from yakusho.forms.banks import Banks, Listed, Listing, may_be_called
from yakusho.forms.schema.texts import Text
from yakusho.forms.words import Offering, Wrong

OFFERS_MAX = 20
BANK: Final = ("bank_name", "bank_code")
BRANCH: Final = ("branch_name", "branch_code")

_NONE: Final = ("", Text(ja="この中にない（入れ直します）", en="None of these (I type it again)", easy="ありません"))


class Lookup:
    """Completes and judges the bank and the branch of an account."""

    def __init__(self, banks: Banks) -> None:
        self._banks = banks

    def complete(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """The texts with the names that codes give, and the codes that names give without a doubt."""
        filled = dict(texts)
        bank = _settle(filled, BANK, self._banks.all)
        if bank is not None:
            _settle(filled, BRANCH, self._banks.branches(bank.code))
        return filled

    def found(self, part: str, texts: Mapping[str, str]) -> tuple[Listed, ...]:
        """What the name typed so far may mean, to be offered while typing; of branches, those of the bank."""
        banks = self._banks.all.find(texts.get("bank_name", ""))
        if part == "bank_name":
            return banks[:OFFERS_MAX]
        bank = _settle(dict(texts), BANK, self._banks.all) or (banks[0] if len(banks) == 1 else None)
        return self._banks.branches(bank.code).find(texts.get(part, ""))[:OFFERS_MAX] if bank is not None else ()

    def quarrels(self, answers: Mapping[str, Any]) -> Iterator[tuple[str, Wrong]]:
        """Names that leave a doubt, with what they may mean; names and codes that contradict each other."""
        yield from _quarrels(answers, BANK, self._banks.all)
        code = answers.get("bank_code")
        if not isinstance(code, str):
            return
        if code != yucho.BANK_CODE or "branch_code" not in answers:  # its branches are worked out, not listed
            yield from _quarrels(answers, BRANCH, self._banks.branches(code))


def _settle(filled: dict[str, str], parts: tuple[str, str], listing: Listing) -> Listed | None:
    """Fill in what the other of name and code gives; the one that is meant, if there is no doubt."""
    name, code = parts
    typed, digits = filled.get(name, "").strip(), filled.get(code, "").strip()
    one = listing.get(digits or typed)
    if one is None and not digits:
        called = listing.called(typed)
        one = called[0] if len(called) == 1 else None
    if one is not None and not digits:
        filled[name], filled[code] = one.name, one.code
    elif one is not None and (not typed or plain.digits(typed) == one.code):
        filled[name] = one.name
    return one


def _quarrels(answers: Mapping[str, Any], parts: tuple[str, str], listing: Listing) -> Iterator[tuple[str, Wrong]]:
    name_part, code_part = parts
    name, code = answers.get(name_part), answers.get(code_part)
    if not isinstance(name, str):
        return
    if not isinstance(code, str):
        yield _doubt(parts, listing.find(name))
        return
    one = listing.get(code)
    if one is not None and one.name == name:
        return
    called = listing.called(name)
    if one is None and len(called) == 1:
        yield code_part, _other(called[0])
    elif one is not None and one not in called and (called or not may_be_called(one, name)):
        yield code_part, _other(one)


def _doubt(parts: tuple[str, str], found: tuple[Listed, ...]) -> tuple[str, Wrong]:
    """What to ask when a name alone says too little."""
    name_part, code_part = parts
    if not found:
        return code_part, NOT_LISTED
    return name_part, _which(found) if len(found) <= OFFERS_MAX else TOO_MANY


def _which(found: tuple[Listed, ...]) -> Wrong:
    offers = ((each.code, Text(ja=f"{each.name}（{each.code}）", en=f"{each.name} ({each.code})")) for each in found)
    return Offering(WHICH.ja, WHICH.en, WHICH.easy, (*offers, _NONE))


def _other(one: Listed) -> Wrong:
    """A name and a code that contradict each other; a name that is newer than the list may be left out."""
    return Wrong(
        f"「{{label}}」{one.code}は「{one.name}」です。名前かコードを直してください。"
        "コードが正しいときは、名前を消すと、コードから入ります。",
        f"“{{label}}” {one.code} is {one.name}. Correct the name or the code; if the code is right, clear the name.",
        f"「{{label}}」{one.code}は「{one.name}」です。名前（なまえ）か コードを なおして ください。",
    )


WHICH: Final = Wrong(
    "「{label}」にあてはまるものを選んでください。",
    "Choose which “{label}” you mean.",
    "「{label}」を 1つ 選（えら）んで ください。",
)
TOO_MANY: Final = Wrong(
    "「{label}」にあてはまるものが多すぎます。名前をもう少し長く入れてください。",
    "Too many fit “{label}”. Write more of the name.",
    "「{label}」を、もう少（すこ）し 長（なが）く 入（い）れて ください。",
)
NOT_LISTED: Final = Wrong(
    "名前から見つかりませんでした。通帳かキャッシュカードを見て、「{label}」も入れてください。",
    "The name isn't in our list. Enter “{label}”, too; it is in the bank book or on the card.",
    "名前（なまえ）が ありません。通帳（つうちょう）か カードを 見（み）て、「{label}」も 入（い）れて ください。",
)
