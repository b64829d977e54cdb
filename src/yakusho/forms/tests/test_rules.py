"""Rules are safe: what might fail, run away or mean two things is refused with its line and what to write instead."""

import time

import pytest

from yakusho.forms import Malformed, compile_procedure, load
from yakusho.forms.rules import (
    FUNCTIONS,
    Rule,
    age_on,
    context_of,
    days_until,
    given,
    kana,
    least,
    length,
    share,
    total,
)
from yakusho.forms.tests.samples import SMALL, TODAY, WARD_FILES, small, ward_procedure

RULE = "length(pets) <= limit"
RULE_LINE = next(number for number, line in enumerate(SMALL.splitlines(), 1) if RULE in line)


def with_rule(rule: str) -> str:
    return SMALL.replace(f"rule: {RULE}", f"rule: '{rule}'")


@pytest.mark.parametrize(
    ("rule", "words", "remedy"),
    [
        ("pets.all(p, pets.exists(q, q.name == p.name))", "inside another macro", "two rules"),
        ("pets.all(p, length(pets.filter(q, q.name == p.name)) == 1)", "inside another macro", "two rules"),
        ("size(pets) < 3", "“size” isn't offered", "length("),
        ("pets.size() < 3", "“size” isn't offered", "length("),
        ("length(pets) < 2.5", "“2.5” is no whole number", "whole numbers"),
        ("length(pets) < 2u", "“2u” is no whole number", "whole numbers"),
        ("length(pets) < 1e3", "“1e3” is no whole number", "whole numbers"),
        ("double(length(pets)) < limit", "“double” isn't offered", "no conversion"),
        ("length(pets) / limit < 2", "“/” isn't offered", "share("),
        ("length(pets) % limit == 2", "“%” isn't offered", "comparisons"),
        ('pets[0].name == "x"', "“[]” isn't offered", "all, exists or filter"),
        ("has(account.holder)", "“has” isn't offered", "given("),
        ('name.matches("(a+)+b")', "“matches” isn't offered", "pattern"),
        ("cats == 3", "“cats” is no item", "Correct the name"),
        ('account.owner == "x"', "has no “owner”", "holder"),
        ('pets.exists(p, p.age == "x")', "has no “age”", "born, name"),
        ('pets.name == "x"', "has no “name”", "all, exists or filter"),
        ('name.first == "x"', "has no “first”", "alone"),
        ('name.all(c, c == "x")', "doesn't follow a repeat group", "group.all"),
        ('["a"].exists(c, c == way)', "doesn't follow a repeat group", "group.exists"),
        ('pets.all(way, way.name == "x")', "already the name", "another name"),
        ('{"a": 1}.a == 1', "can't be built", "data:"),
        ("length(pets) <=", "can't be read", "Correct"),
        ('way = "post"', "can't be read", "Write =="),
        ('way == "post" and agree', "can't be read", "Write &&"),
        ('way ＝= "post"', "can't be read", "half width"),
        ("least(price, min(persons, 3)) == 3", "“min” isn't offered", "least("),
        ("data.limit > 3", "“data” is no item", "`data:` alone"),
        ("total > 3", "“total” is a calculation", "Write out its rule"),
        ("way == post", "“post” is no item", 'quotes around a code: "post"'),
        ("given(person)", "“person” is no item", "Perhaps “persons” is meant"),
        ('way == "pots"', "“way” is never “pots”", "Perhaps “post” is meant"),
        ('way in ["post", "shop"]', "“way” is never “shop”", "desk, post"),
        ('given(account) && account.type == "odd"', "“account.type” is never “odd”", "It can be"),
        ("persons > 3", "fails on blank answers: it compares", "given(persons)"),
        ("name > 3", "fails on", "like with like"),
        ("price * price * price > 3 || given(price)", "fails on", "given(price)"),
        ('true // "', "no comments", "#"),
        ('name == """a"b"""', "Quotes stand right after", "plain quotes"),
        ('name == r"a"', "Quotes stand right after", "plain quotes"),
        ("length(pets)", "must give true or false", "Compare"),
        ("(" * 21 + "true" + ")" * 21, "nested deeper", "several rules"),
    ],
)
def test_an_unsafe_rule_is_refused_with_its_line_and_what_to_write(rule, words, remedy):
    with pytest.raises(Malformed) as refusal:
        load(with_rule(rule.replace("'", "''")))
    (finding, *_) = refusal.value.findings
    assert finding.line == RULE_LINE
    assert words in finding.words
    assert remedy in finding.remedy


def test_a_rule_longer_than_its_bound_is_refused():
    with pytest.raises(Malformed, match="500"):
        load(with_rule(" && ".join(["given(name)"] * 60)))


@pytest.mark.parametrize(
    "rule",
    [
        'pets.all(p, p.born == "" || p.born <= "2026-01-01") && pets.exists(p, given(p.name))',
        "!given(persons) || persons <= limit * 2",
        'way in ["post", "desk"] && (kana == "" || kana(kana)) && name.contains("a") == false',
        "days_until(born, today) >= 0 && age_on(born, today) >= -1 && -limit < length(pets) - 1",
        'given(account.holder) ? account.type == "ordinary" : true',
        "length(pets.map(p, p.name)) + length(pets.filter(p, given(p.born))) >= 0",
    ],
)
def test_ordinary_rules_are_taken(rule):
    load(with_rule(rule))


def test_rules_of_a_condition_and_of_a_calculation_are_linted_at_their_own_lines():
    text = SMALL.replace("when: age_on(born, today) < 18", "when: age_on(birth, today) < 18").replace(
        "length(pets) * 300", "length(pets) > 300"
    )
    with pytest.raises(Malformed) as refusal:
        load(text)
    lines = text.splitlines()
    assert ["birth" in lines[f.line - 1] or "> 300" in lines[f.line - 1] for f in refusal.value.findings] == [True] * 2


def test_our_functions_say_what_they_promise():
    assert (length("𠮷田"), length([1, 2]), length(None)) == (2, 2, 0)
    assert [given(value) for value in ("", None, False, [], "x", 0, True)] == [False] * 4 + [True] * 3
    assert [given(value) for value in ({"number": "", "holder": ""}, {"number": "1", "holder": ""})] == [False, True]
    assert age_on("2008-11-24", "2026-11-24") == 18
    assert age_on("2008-11-25", "2026-11-24") == 17
    assert age_on("2008-02-29", "2026-02-28") == 17
    assert age_on("", "2026-11-24") == 0 == age_on("2026-99-99", "2026-11-24")
    assert days_until("2026-11-24", "2026-12-01") == 7
    assert days_until("2026-11-24", "2026-11-23") == -1
    assert [kana(value) for value in ("ミホン タロウ", "みほん", "", None)] == [True, False, False, False]
    assert set(FUNCTIONS) == {"length", "given", "age_on", "days_until", "kana", "least", "share", "sum"}


@pytest.mark.parametrize(
    ("amount", "part", "whole", "step", "expected"),
    [
        (39_850, 1, 2, 100, 19_900),
        (39_850, 2, 3, 1_000, 26_000),
        (199, 1, 2, 100, 0),
        (10**17, 1, 2, 1, 5 * 10**16),
        (None, 1, 2, 100, 0),
        (39_850, 1, 0, 100, 0),
        (39_850, 1, 2, None, 0),
    ],
)
def test_a_share_of_an_amount_is_cut_down_to_its_step_and_never_fails(amount, part, whole, step, expected):
    assert share(amount, part, whole, step) == expected


def test_half_of_all_prices_up_to_a_limit_is_worked_out_from_members_with_and_without_one():
    rule = Rule("least(share(sum(pets.map(p, p.price)), 1, 2, 100), limit)", frozenset({"pets", "limit"}))
    pets = [{"price": 19_900}, {"price": None}, {"price": 3_330}]
    assert [rule(context_of({"pets": pets[:n], "limit": 11_000})) for n in range(4)] == [0, 9_900, 9_900, 11_000]
    assert (total(""), least(3, None), least(3, 2)) == (0, None, 2)


def test_a_rule_sees_only_what_it_names():
    rule = Rule('length(pets) < limit && today != ""', frozenset({"pets", "limit", "today", "name"}))
    assert rule.names == {"pets", "limit", "today"}
    assert rule(context_of({"pets": [], "limit": 1, "today": "x"})) is True


@pytest.mark.parametrize("path", WARD_FILES, ids=lambda path: path.stem)
def test_the_greatest_answers_are_judged_in_a_moment(path):
    compiled = ward_procedure(path)
    answers = {
        field.id: [{member.id: member.kind.sample for member in field.members}] * field.max
        if field.members
        else {part.id: "1" * 4000 for part in field.parts} or field.kind.sample
        for page in compiled.pages
        for field in page.items
    }
    begun = time.perf_counter()
    compiled.check(answers, TODAY, "ja")
    assert time.perf_counter() - begun < 0.2


def test_a_condition_hides_a_page_and_an_item():
    adult, child = {"born": "1965-04-01", "way": "desk"}, {"born": "2015-04-01", "way": "post"}
    assert small().visible(adult, TODAY).pages == ("first", "third")
    assert small().visible(child, TODAY).pages == ("first", "second", "third")
    assert "where" not in small().visible(adult, TODAY).items
    assert "where" in small().visible(child, TODAY).items
    assert small().next_page("first", adult, TODAY) == "third"
    assert small().next_page("first", child, TODAY) == "second"
    assert small().previous_page("third", adult, TODAY) == "first"
    assert small().previous_page("first", adult, TODAY) is None
    assert small().next_page("third", adult, TODAY) is None


def test_a_rule_for_each_member_is_linted_and_points_at_the_member():
    each = "{each: pets, rule: '%s', path: born, text: {ja: 直してください。, en: Correct it.}}"
    old = next(line for line in SMALL.splitlines() if RULE in line)
    good = compile_procedure(load(SMALL.replace(old, "  - " + each % 'each.born <= "2020-01-01"')))
    answers = {"pets": [{"name": "a", "born": "2019-01-01"}, {"name": "b", "born": "2021-01-01"}, {"name": "c"}]}
    errors = [error for error in good.check(answers, TODAY, "en") if error.path.startswith("pets")]
    assert [(error.path, error.sentence) for error in errors] == [("pets-1-born", "Dog 2: Correct it.")]
    for rule, words in (
        ("each.age > 3", "has no “age”"),
        ("pets.all(p, true)", "inside"),
        ("each.born", "true or false"),
    ):
        with pytest.raises(Malformed) as refusal:
            load(SMALL.replace(old, "  - " + each % rule))
        assert words in refusal.value.findings[0].words


def test_a_page_that_could_send_more_inputs_than_are_taken_is_refused():
    more = "".join(f"\n              - {{id: x{n}, kind: kana, label: {{ja: 項目, en: Item}}}}" for n in range(18))
    text = SMALL.replace("max: 3", "max: 50").replace(
        "label: {ja: 名前, en: Name}}", "label: {ja: 名前, en: Name}}" + more
    )
    with pytest.raises(Malformed, match="can have 1009 inputs"):
        load(text)


def test_an_account_counts_as_given_once_a_part_of_it_is():
    compiled = compile_procedure(load(with_rule("given(account)")))
    paths = [[error.path for error in compiled.check(a, TODAY, "ja")] for a in ({}, {"account": {"number": "0123456"}})]
    assert ["pets" in found for found in paths] == [True, False]
