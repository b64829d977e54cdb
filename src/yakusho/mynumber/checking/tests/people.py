"""A household of the register and what its head applies with, for tables of single differences."""

from dataclasses import replace
from datetime import date

from yakusho.mynumber.checking.matching import match_applicant
from yakusho.mynumber.checking.rules import judge
from yakusho.mynumber.checking.values import Candidate, Claim, ClaimedPerson, Finding, Known
from yakusho.mynumber.residents.register import Household, Member, Person, Stay

BASE = date(2020, 4, 27)
TODAY = date(2020, 6, 1)
HOUSE, ELSEWHERE = "板橋二丁目|66|1|", "常盤台一丁目|3|4|"


def person(number: str, name: str, kana: str, born: date, **more: object) -> Person:
    known = {
        "former_name": "",
        "alias": "",
        "kana_is_official": True,
        "birth_unclear": False,
        "sex": "unknown",
        "nationality": "",
        "kind": "resident",
        "died_on": None,
    }
    return Person(number, name, kana, birth_date=born, **{**known, **more})  # type: ignore[arg-type]


def stay(number: str, relation: str, *, household: str = "H1", key: str = HOUSE, until: date | None = None) -> Stay:
    return Stay(number, household, relation, "板橋二丁目66番1号", key, "173-8501", date(2000, 1, 1), until, "initial")


HEAD = person("P1", "渡邊 花子", "ワタナベ ハナコ", date(1980, 5, 6), former_name="見本", alias="ミホン ハナ")
CHILD = person("P2", "渡邊 一郎", "ワタナベ イチロウ", date(2010, 7, 8))
HOUSEHOLD = Household("H1", "P1", (Member(HEAD, stay("P1", "self")), Member(CHILD, stay("P2", "child"))))
CANDIDATE = Candidate(HEAD, stay("P1", "self"), stay("P1", "self"))
APPLICANT = ClaimedPerson(
    "渡邊 花子", "ワタナベ ハナコ", date(1980, 5, 6), address="東京都板橋区板橋2-66-1", address_key=HOUSE
)
LISTED = (
    ClaimedPerson("渡邊花子", "ワタナベハナコ", date(1980, 5, 6), "self"),
    ClaimedPerson("渡邊 一郎", "", date(2010, 7, 8), "child"),
)
CLAIM = Claim(BASE, APPLICANT, LISTED, "ワタナベ　ハナコ", True, True, True)
KNOWN = Known(TODAY, HOUSEHOLD)


def findings(claim: Claim = CLAIM, candidate: Candidate | None = CANDIDATE, known: Known = KNOWN) -> list[Finding]:
    """What is found of a claim when the register gives one candidate."""
    match = match_applicant(claim.applicant, [candidate] if candidate else [])
    return list(judge(claim, match, known))


def applicant(**changes: object) -> Claim:
    """The claim with another applicant, listed so among the members too."""
    who = replace(APPLICANT, **changes)  # type: ignore[arg-type]
    first = replace(LISTED[0], name=who.name, birth_date=who.birth_date)
    return replace(CLAIM, applicant=who, members=(first, *LISTED[1:]))


def unlike(found: list[Finding]) -> set[tuple[str, str]]:
    """The findings that aren't green, as level and reason."""
    return {(each.level, each.reason) for each in found if each.level != "green"}
