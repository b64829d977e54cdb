"""What a claim and the register say of each other: one difference a line, with the colour and the reason it has."""

from dataclasses import replace
from datetime import date

import pytest

from yakusho.mynumber.checking.matching import match_applicant
from yakusho.mynumber.checking.rules import SUPERVISOR, judge
from yakusho.mynumber.checking.tests.people import (
    APPLICANT,
    BASE,
    CANDIDATE,
    CHILD,
    CLAIM,
    ELSEWHERE,
    HEAD,
    HOUSEHOLD,
    KNOWN,
    LISTED,
    applicant,
    findings,
    stay,
    unlike,
)
from yakusho.mynumber.checking.values import Candidate, Claim, ClaimedPerson, Known, Other, colour
from yakusho.mynumber.residents.register import Household, Member

NOBODY = ClaimedPerson("無関係 太郎", "ムカンケイ タロウ", date(1955, 1, 1), "relative")


def test_a_claim_that_agrees_is_green_with_both_sides_shown() -> None:
    found = findings()
    assert colour(found) == "green", found
    name = next(each for each in found if each.check == "name")
    assert (name.claimed, name.registered) == ("渡邊 花子", "渡邊 花子 (通称 ミホン ハナ) (旧氏 見本)")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (applicant(name="渡辺 花子"), set()),
        (applicant(name="渡邊　花子"), set()),
        (applicant(name="見本 花子"), set()),
        (applicant(name="ミホン ハナ"), set()),
        (applicant(name="渡部 花子"), {("amber", "name_different"), ("amber", "member_name_different")}),
        (applicant(kana="ワタナヘ ハナコ"), set()),
        (applicant(kana="ワタベ ハナコ"), {("amber", "kana_differs")}),
        (applicant(birth_date=date(1980, 6, 5)), {("red", "birth_differs"), ("amber", "member_birth_differs")}),
        (applicant(address_key=ELSEWHERE, address="常盤台1-3-4"), {("amber", "address_differs")}),
        (applicant(address_key="板橋二丁目|66|2|", address="板橋2-66-2"), {("amber", "address_near")}),
        (applicant(address_key="", address="？？？"), {("amber", "address_unreadable")}),
        (replace(CLAIM, members=LISTED[:1]), {("amber", "member_missing")}),
        (replace(CLAIM, members=(*LISTED, NOBODY)), {("red", "member_extra")}),
        (replace(CLAIM, members=LISTED[1:], some_only=True), set()),
        (replace(CLAIM, members=(LISTED[1], NOBODY), some_only=True), {("amber", "member_unclear")}),
        (replace(CLAIM, members=(LISTED[0], NOBODY)), {("amber", "member_unclear"), ("amber", "member_missing")}),
        (
            replace(CLAIM, members=(LISTED[0], replace(LISTED[1], relation="grandchild"))),
            {("amber", "relation_differs")},
        ),
        (replace(CLAIM, holder="ワタナベ　イチロウ"), {("amber", "holder_other_member")}),
        (replace(CLAIM, holder="スズキ　ジロウ"), {("amber", "holder_differs")}),
        (replace(CLAIM, holder="ワタナベ　ハナコ　ダイリ"), {("amber", "holder_joint_or_agent")}),
        (replace(CLAIM, holder="カ）ワタナベ"), {("amber", "holder_company")}),
        (replace(CLAIM, holder="ワタナベハナコ"), set()),
        (replace(CLAIM, holder="ミホン　ハナ"), set()),
    ],
)
def test_each_difference_has_its_colour_and_reason(claim: Claim, expected: set[tuple[str, str]]) -> None:
    assert unlike(findings(claim)) == expected


def test_a_reading_alone_never_makes_red_and_an_unconfirmed_one_not_even_amber() -> None:
    claim = applicant(kana="ゼンゼン チガウ")
    assert unlike(findings(claim)) == {("amber", "kana_differs")}
    older = Candidate(replace(HEAD, kana_is_official=False), CANDIDATE.before, CANDIDATE.now)
    assert unlike(findings(claim, older)) == set()


def test_another_member_who_applies_is_not_the_head() -> None:
    child = Candidate(CHILD, stay("P2", "child"), stay("P2", "child"))
    claim = replace(
        CLAIM,
        applicant=replace(APPLICANT, name="渡邊 一郎", kana="ワタナベ イチロウ", birth_date=date(2010, 7, 8)),
        holder="ワタナベ　イチロウ",
    )
    assert unlike(findings(claim, child)) == {("red", "not_head")}
    after_her = Household(
        "H1", "P1", (Member(replace(HEAD, died_on=date(2020, 5, 3)), stay("P1", "self")), HOUSEHOLD.members[1])
    )
    found = unlike(findings(claim, child, replace(KNOWN, household=after_her)))
    assert found == {("amber", "head_died"), ("amber", "died")}


def test_who_was_not_registered_on_the_base_date_is_red_only_when_certainly_known() -> None:
    later = Candidate(HEAD, None, stay("P1", "self"))
    assert unlike(findings(candidate=later, known=replace(KNOWN, household=None))) == {("red", "not_registered")}
    unsure = applicant(name="渡部 花子")
    found = unlike(findings(unsure, later, replace(KNOWN, household=None)))
    assert ("amber", "not_registered") in found
    assert not [each for each in found if each[0] == "red"]


def test_who_moved_since_the_base_date_is_told_and_who_moved_out_is_looked_at() -> None:
    moved = Candidate(HEAD, stay("P1", "self"), stay("P1", "self", key=ELSEWHERE))
    reasons = {each.reason for each in findings(applicant(address_key=ELSEWHERE), moved)}
    assert "moved_within" in reasons
    assert unlike(findings(candidate=moved)) == set()
    gone = Candidate(HEAD, stay("P1", "self"), stay("P1", "", household="", key="札幌市|1|2|"))
    assert unlike(findings(candidate=gone)) == {("amber", "moved_out")}
    strict = replace(CLAIM, may_have_died_or_moved=False)
    assert unlike(findings(strict, gone)) == {("red", "moved_out")}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Other("M-11111-11111", earlier=True, same_person=True), ("red", "applied_before")),
        (Other("M-11111-11111", earlier=True, same_person=False), ("amber", "applied_before")),
        (Other("M-11111-11111", earlier=False, same_person=True), ("amber", "applied_again")),
    ],
)
def test_another_application_of_the_household_is_told_with_its_number(other: Other, expected: tuple[str, str]) -> None:
    found = [each for each in findings(known=replace(KNOWN, others=(other,))) if each.check == "once"]
    assert [(each.level, each.reason, each.registered) for each in found] == [(*expected, other.number)]


def test_an_unknown_applicant_and_one_of_two_alike_are_amber() -> None:
    assert unlike(findings(candidate=None)) == {("amber", "not_found")}
    twin = Candidate(replace(HEAD, number="P9"), CANDIDATE.before, CANDIDATE.now)
    match = match_applicant(APPLICANT, [CANDIDATE, twin])
    assert unlike(list(judge(CLAIM, match, replace(KNOWN, household=None)))) == {("amber", "several_fit")}


def test_a_homonym_elsewhere_does_not_stand_in_the_way() -> None:
    homonym = Candidate(
        replace(HEAD, number="P9", birth_date=date(1955, 1, 1)), None, stay("P9", "self", key=ELSEWHERE)
    )
    assert match_applicant(APPLICANT, [homonym, CANDIDATE]).candidate is CANDIDATE


def test_a_homonym_with_the_mistyped_birth_date_is_no_reason_for_red() -> None:
    typed = date(1955, 1, 1)
    homonym = Candidate(replace(HEAD, number="P9", birth_date=typed), None, stay("P9", "self", key=ELSEWHERE))
    claim = applicant(birth_date=typed)
    alone = judge(claim, match_applicant(claim.applicant, [homonym]), replace(KNOWN, household=None))
    assert unlike(list(alone)) == {("amber", "address_differs"), ("amber", "not_registered")}
    assert match_applicant(claim.applicant, [homonym, CANDIDATE]).several, "either may be meant"


def test_a_birth_date_the_register_does_not_know_exactly_is_never_red() -> None:
    unclear = Candidate(replace(HEAD, birth_unclear=True, birth_date=date(1980, 1, 1)), CANDIDATE.before, CANDIDATE.now)
    household = Household("H1", "P1", (Member(unclear.person, stay("P1", "self")), HOUSEHOLD.members[1]))
    found = findings(CLAIM, unclear, replace(KNOWN, household=household))
    assert unlike(found) == {("amber", "birth_unknown"), ("amber", "member_birth_unknown")}


def test_with_a_protected_person_nothing_of_the_register_is_said() -> None:
    found = findings(replace(CLAIM, holder="スズキ"), known=Known(KNOWN.today, HOUSEHOLD, frozenset({"P2"})))
    assert found == [SUPERVISOR]
    assert SUPERVISOR.registered == SUPERVISOR.claimed == ""


def test_a_procedure_that_asks_less_gets_less() -> None:
    found = findings(Claim(BASE, APPLICANT))
    assert {each.check for each in found} == {"name", "kana", "birth_date", "address", "household"}
