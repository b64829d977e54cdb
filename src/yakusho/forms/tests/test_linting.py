"""What a definition gets wrong about people, tables, exits and the register is told with its line and a remedy."""

import pytest

from yakusho.forms import Malformed, load
from yakusho.forms.tests.every_kind import EVERY
from yakusho.forms.tests.samples import SMALL


def findings(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(Malformed) as refusal:
        load(text)
    return [(finding.line, finding.words, finding.remedy) for finding in refusal.value.findings]


def line_of(part: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "at", "words", "remedy"),
    [
        (
            "zone: mynumber",
            "zone: office",
            "kind: my_number, label: {ja: 個人番号, en: My Number}, required",
            "in the zone",
            "mynumber",
        ),
        ("  - {kind: self}\n", "  - {kind: self}\n  - {kind: self}\n", "- {kind: self}", "stands here twice", "Remove"),
        ("proofs: [letter]", "proofs: []", "kind: agent, name", "prove its right", "proofs"),
        ("proofs: [letter]", "proofs: [home]", "kind: agent, name", "no file item", "file item"),
        ("name: agent.name", "name: agent.nam", "kind: agent, name", "no item “agent.nam”", "item.part"),
        ("name: agent.name", "name: agent", "kind: agent, name", "is a person", "agent.name"),
        ("kind: agent, name", "kind: cousin, name", "kind: cousin", "isn't offered", "'self'"),
        (
            "    exit: true\n",
            "    exit: true\n    sections: [{items: [{id: x, kind: name, label: {ja: 名, en: N}}]}]\n",
            "exit: true",
            "can't ask",
            "another page",
        ),
        ('    when: entitled == "no"\n', "", "exit: true", "for some only", "when:"),
        (
            "    intro: {ja: 窓口へ来てください。, en: Please come to the counter.}\n",
            "",
            "exit: true",
            "says why",
            "intro",
        ),
        ("    exit: true\n", "", "id: no-way", "no sections", "exit: true"),
        ("least: 1\n", "least: 3\n", "choices:", "don't fit", "Correct"),
        (
            "{code: post, label: {ja: 郵送, en: Post}}]",
            "{code: other, label: {ja: 他, en: O}}]",
            "code: other",
            "“other” is there already",
            "other:",
        ),
        (
            "{id: tue, label: {ja: 火曜, en: Tuesday}}",
            "{id: mon, label: {ja: 火曜, en: Tuesday}}",
            "id: mon",
            "Two cells",
            "another id",
        ),
        ('      - {value: "yes"}\n', '      - {when: given(email), value: "yes"}\n', "rows:", "last row", "without"),
        (
            '      - {value: "yes"}\n',
            '      - {value: "yes"}\n      - {value: "yes"}\n',
            '- {value: "yes"}',
            "before the last",
            "when:",
        ),
        ("      - {value: 300}", "      - {value: few}", "rows:", "numbers, others words", "one kind"),
        ("id: fee\n", "id: home\n", "id: home", "also another name", "another name"),
        ("page: things\n    unit", "page: nothing\n    unit", "page: nothing", "no page “nothing”", "Name a page"),
        ('acting == "agent" && given(my_number)', "fee == 300", "fee == 300", "“fee” is no item", "Correct the name"),
        ('acting == "agent" && given(my_number)', "acting", "when: 'acting'", "true or false", "Compare"),
        ("base_date: 2026-04-01", "base_date: limit", "base_date", "no day", "today"),
        ("base_date: 2026-04-01", "base_date: tomorrow", "base_date", "no day", "2026-04-01"),
        ("address: home}", "address: email}", "applicant", "is a email", "kind address"),
        ("account: account", "account: email", "account: email", "is a email", "bank_account"),
        (
            "  account: account\n",
            "  account: account\n  members: {group: home, name: name}\n",
            "members: {group",
            "no group",
            "repeat group",
        ),
        (
            "  account: account\n",
            "  account: account\n  members: {group: children, name: nam}\n",
            "members: {group",
            "no item “nam”",
            "Name an item",
        ),
        ("keep: [acting, ", "keep: [you, ", "keep: [you", "can identify", "Remove"),
        ("keep: [acting, ", "keep: [you.name, ", "keep: [you.name", "can't be kept", "group.item"),
        ("keep: [acting, ", "keep: [colour, ", "keep: [colour,", "no item “colour”", "nothing worked out"),
        ("{id: approve,", "{id: pay,", "id: pay", "no action “pay”", "Use approve, return"),
        ("keep: [acting, ", "keep: [hours.mon_begin, ", "keep: [hours", "can identify", "Remove"),
        ("    colours: red,blue\n", "    before: x\n", "before: x", "can be typed", "Name an item"),
        ("decimals: 2", "decimals: 9", "decimals: 9", "decimals", "Correct"),
        ("many: 3", "many: 99", "many: 99", "many", "Correct"),
        ("confirm: code", "confirm: letter", "confirm: letter", "isn't offered", "'code'"),
        ("'length(colours) * fee'", "'length(colours) * before'", "* before", "“before” is no item", "Correct"),
    ],
)
def test_a_fault_is_told_with_its_line_and_a_remedy(old, new, at, words, remedy):
    assert old in EVERY
    text = EVERY.replace(old, new, 1)
    told = [(line, said, what) for line, said, what in findings(text) if words in said]
    assert told, findings(text)
    assert any(at in text.splitlines()[line - 1] for line, _, _ in told)
    assert any(remedy in what for _, _, what in told)


def test_who_acts_is_asked_when_there_is_a_choice():
    asked = "          - {id: acting, kind: acting, label: {ja: だれが手続をしますか, en: Who acts?}}\n"
    assert "doesn't ask who acts" in str(findings(EVERY.replace(asked, "")))
    only = SMALL.replace(
        "          - {id: name,",
        "          - {id: who, kind: acting, label: {ja: 誰, en: Who}}\n          - {id: name,",
        1,
    )
    assert "no choice" in str(findings(only))


CONSENT = "consents:\n  - {{id: friend, label: {{ja: 友, en: A friend}}, text: {{ja: はい, en: Yes}}, shows: [{}]}}\n"


@pytest.mark.parametrize(
    ("shows", "words", "remedy"),
    [
        ("yo", "no item “yo”", "Name an item"),
        ("you.nam", "no item “you.nam”", "item.part"),
        ("children.age", "no item “children.age”", "item.part"),
        ("my_number", "individual number to somebody else", "may be shown"),
        ("children", "individual number to somebody else", "children.name"),
        ("children.number", "individual number to somebody else", "children.name"),
    ],
)
def test_another_person_is_shown_what_is_there_and_no_individual_number(shows, words, remedy):
    load(EVERY.replace("checks:\n", CONSENT.format("you.name, children.name, home, hours") + "checks:\n", 1))
    told = findings(EVERY.replace("checks:\n", CONSENT.format(f"you.name, {shows}") + "checks:\n", 1))
    assert [(words in said, remedy in what) for _, said, what in told] == [(True, True)]


def with_rows(*conditions: str) -> str:
    """The small procedure with a decision table of these conditions, and a row for everybody else."""
    rows = "".join(f"      - when: '{when}'\n        value: {n}\n" for n, when in enumerate(conditions))
    table = f"decisions:\n  - id: verdict\n    label: {{ja: 判定, en: Verdict}}\n    rows:\n{rows}      - value: 9\n"
    return SMALL.replace("workflow:\n", f"{table}workflow:\n")


@pytest.mark.parametrize(
    ("conditions", "unreached"),
    [
        (('way == "post"', 'way in ["post"]'), [1]),
        (('way == "post"', 'way=="post"'), [1]),
        (("age_on(born, today) >= 6", "age_on(born, today) >= 18"), [1]),
        (("agree", "!agree"), [2]),
        (("given(name)", "!given(name)"), [2]),
        (("true", "agree"), [1, 2]),
        (('way in ["post", "desk"]', 'way == "desk" && agree'), [1]),
        (("given(persons) && persons < 3", "given(persons) && persons < 2"), [1]),
        (('born < "2020-01-02"', 'born == "2019-05-05"'), [1]),
        (("length(pets) > limit", "length(pets) > 3 && agree"), [1]),
    ],
)
def test_a_row_that_no_answers_reach_is_told(conditions, unreached):
    text = with_rows(*conditions)
    told = findings(text)
    assert {words for _, words, _ in told} == {"No answers lead to this row."}
    first = line_of("    rows:", text) + 1
    assert [(line - first) // 2 for line, _, _ in told] == unreached


@pytest.mark.parametrize(
    "conditions",
    [
        ("age_on(born, today) >= 18", "age_on(born, today) >= 6"),
        ('way == "post" && agree', 'way == "post"'),
        ("length(pets) * 2 > 4", "length(pets) > 2"),
        ("pets.exists(p, given(p.born))", "length(pets) > 2"),
        ("days_until(born, today) <= limit", "length(name) > limit"),
        ('name == "A"', 'name == "B"'),
    ],
)
def test_rows_that_can_be_reached_are_let_be(conditions):
    load(with_rows(*conditions))
