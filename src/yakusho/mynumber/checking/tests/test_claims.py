"""A claim is read from answers wherever the procedure's file says they stand, also inside the items of a member."""

from datetime import date

from yakusho.forms import load
from yakusho.forms.tests.every_kind import EVERY
from yakusho.mynumber.checking.claims import read_claim

PEOPLE = EVERY.replace(
    "- {id: name, kind: name, label: {ja: 氏名, en: Name}}", "- {id: who, kind: person, label: {ja: 氏名, en: Name}}"
)
PEOPLE = PEOPLE.replace("{name: 見本 一子, ", "{").replace("name: 見本 次郎\n        home", "home")
PEOPLE = PEOPLE.replace("  account: account\n", "  members: {group: children, name: who.name, kana: who.kana}\n")


def test_members_are_claimed_by_the_parts_of_an_item() -> None:
    answers = {
        "you": {"name": "見本 花子", "kana": "ミホン ハナコ"},
        "home": {"town": "見本町一丁目", "number": "1-1"},
        "children": [{"who": {"name": "見本 一子", "kana": "ミホン イチコ"}}, {"home": {}}],
    }
    claim = read_claim(load(PEOPLE), answers, date(2026, 5, 1))
    assert claim is not None
    assert claim.members is not None
    assert [(each.name, each.kana) for each in claim.members] == [("見本 一子", "ミホン イチコ"), ("", "")]
    assert claim.applicant.address == "見本町一丁目1-1"
