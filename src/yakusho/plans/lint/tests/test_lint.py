"""The linter finds what is doubtful in a plan, in any plan's words, and says nothing of a clean one."""

from functools import cache
from pathlib import Path

import pytest

from yakusho.plans.lint import MALFORMED, RULES, Remark, lint_text
from yakusho.plans.tests.ward import PLAN_FILE, plan_text

PLANS = Path(__file__).resolve().parents[2] / "tests" / "plans"
CLEAN = (PLANS / "plan-two-years.yaml").read_text("utf-8")
FIVE = (PLANS / "plan-five-years.yaml").read_text("utf-8")


@cache
def _found(text: str) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    for remark in lint_text(text, "plan.yaml"):
        found.setdefault(remark.rule, []).append(remark)
    return found


def _places(rule: str) -> list[str | None]:
    return [remark.indicator or remark.measure for remark in _found(plan_text()).get(rule, [])]


@pytest.mark.parametrize(
    ("rule", "places"),
    [
        ("scope-all-years", ["01-2"]),
        ("no-main-policy", ["22"]),
        ("comparator-missing", ["02-3", "11-1", "11-2", "12-1", "12-2", "17-1", "17-2", "20-2", "21-2", "21-3"]),
        ("unit-differs", ["11-2"]),
        ("rate-not-measured", ["11"]),
        ("blank-cell", ["11-2"]),
        ("denominator-missing", ["02-2", "12-1", "12-2"]),
        ("dash-variants", ["05-2"]),
        ("never-fails", ["05-1", "07-2", "16-2", "18-2"]),
        ("scope-year", ["07-1", "19-2"]),
        ("stages-alike", ["08-1"]),
        ("kinds-differ", ["10-1"]),
        ("label-word", ["15-1"]),
        ("list-differs", ["20-1"]),
        ("stage-order", ["21-1"]),
        ("baseline-missing", ["03-1", "06-3", "13-1", "15-1", "15-3", "16-1"]),
        ("growth-from-nothing", ["06-3"]),
        ("label-missing", ["04-1"]),
        ("all-years-words", ["04-1", "14-1", "21-1"]),
        ("stage-without-end", ["18-1", "19-1", "21-1"]),
        ("still-adjusting", ["01", "02", "09", "10", "13", "14", "17", "18", "21", "22"]),
        ("owner-unknown", ["01", "13"]),
        ("sum-differs", []),
        ("last-differs", []),
        ("number-differs", []),
        ("previous-figure", []),
    ],
)
def test_the_shipped_plan_has_what_its_readers_found_in_it(rule: str, places: list[str]) -> None:
    assert _places(rule) == places


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("ratings-all-years-only", "progress_management:"),
        ("rating-threshold", "- word: 達成\n"),
        ("evaluated-too-early", "to_be_written: 令和５年度"),
        ("figure-year", "caption: "),
        ("copied-text", "number: 10, title: 公衆無線LAN"),
        ("era-year", "平成31(2019)年５月"),
        ("draft-mark", "令和３年●月策定"),
        ("spelling-variants", "ヵ月"),
    ],
)
def test_what_is_doubtful_outside_the_measures_is_found_near_its_line(rule: str, words: str) -> None:
    lines = plan_text().splitlines()
    found = _found(plan_text())[rule]
    assert any(
        words.strip() in "\n".join(lines[max(0, (remark.line or 0) - 22) : (remark.line or 0) + 3]) for remark in found
    )


@pytest.mark.parametrize("text", [CLEAN, FIVE], ids=["two years", "five years"])
def test_a_clean_plan_has_no_findings(text: str) -> None:
    assert lint_text(text, "plan.yaml") == []


SEEDED = [
    ("sum-differs", "value: 3000, unit: 件", "value: 3001, unit: 件", "1-1"),
    ("number-differs", "value: 3000, unit: 件", "value: 3001, unit: 件", "1-1"),
    ("last-differs", "raw: 25％以上, kind: level, value: 25", "raw: 30％以上, kind: level, value: 30", "2-1"),
    ("comparator-missing", "raw: '年1,000件以上'", "raw: '年1,000件'", "1-1"),
    ("unit-differs", "raw: '年1,000件以上'", "raw: '年1,000組以上'", "1-1"),
    ("scope-all-years", "raw: '計4,000件以上'", "raw: '年4,000件以上'", "1-1"),
    ("scope-year", "raw: '年1,000件以上'", "raw: '計1,000件以上'", "1-1"),
    ("falls", "raw: 10％以上, kind: level, value: 10", "raw: 40％以上, kind: level, value: 40", "2-1"),
    ("rate-not-measured", "title: 窓口の予約", "title: 窓口の予約率の向上", "1"),
    ("denominator-missing", ", denominator: 交付した証明書の全数", "", "2-1"),
    ("baseline-missing", "        baseline: {value: 4, words: 令和７年度末で４窓口, as_of: 2026-03-31}\n", "", "1-2"),
    ("label-missing", "        label: 予約の利用\n", "", "1-1"),
    ("label-word", "label: 予約の利用", "label: 予約の調査", "1-1"),
    ("all-years-words", "all_years: {raw: 公開開始, kind: stage", "all_years: {raw: 配信, kind: stage", "3a-1"),
    ("stage-unknown", "2026: {raw: 仕様の決定", "2026: {raw: 業者の選定", "3a-1"),
    ("no-main-policy", "policies: {A: ◎, B: ○}", "policies: {A: ○, B: ○}", "1"),
    ("policy-without-measure", "policies: {B: ◎}", "policies: {A: ◎}", None),
    (
        "owner-unknown",
        "  - {name: 窓口所管課, sections: [区民課, 税務課]}",
        "  - {name: 会議, sections: [区民課]}",
        "2",
    ),
    ("era-year", "words: 第４回会議で決定", "words: 平成33年度の会議で決定", None),
    ("copied-text", "title: 地図の公開", "title: 窓口の予約", "3a"),
    ("period-words", "words: 令和８年度から令和９年度", "words: 令和８年度から令和10年度", None),
    ("spelling-variants", "summary: 来庁の前に時間を選べるようにする。", "summary: 申込と申し込み。", "1"),
    ("blank-cell", "2026: {raw: －, kind: not_planned}", "2026: {kind: blank}", "3a-2"),
    ("nothing-planned", "2027: {raw: 実施, kind: activity}", "2027: {raw: －, kind: not_planned}", "3a-2"),
]


@pytest.mark.parametrize(("rule", "before", "after", "place"), SEEDED, ids=lambda value: str(value)[:24])
def test_a_defect_in_another_plans_words_is_found(rule: str, before: str, after: str, place: str | None) -> None:
    assert before in CLEAN
    found = _found(CLEAN.replace(before, after, 1))
    assert [remark.indicator or remark.measure for remark in found.get(rule, [])] == [place], found


@pytest.mark.parametrize(
    ("words", "place"), [("協議", "3a-2"), ("調査研究", "3a-2"), ("推進に努める", "3a-2"), ("検討", "3a-2")]
)
def test_words_that_can_never_fail_are_found_whichever_they_are(words: str, place: str) -> None:
    text = CLEAN.replace("raw: 実施, kind: activity", f"raw: {words}, kind: activity")
    (found,) = _found(text)["never-fails"]
    assert found.indicator == place


def test_a_second_kind_of_dash_is_found() -> None:
    text = plan_text().replace("2023: {raw: －, kind: not_planned", "2023: {raw: ─, kind: not_planned", 1)
    assert "06-1" in [remark.indicator for remark in _found(text)["dash-variants"]]


def test_a_list_that_the_years_do_not_have_is_found() -> None:
    text = FIVE.replace(
        "items: [見出しの公開, 手引の公開]}\n        reading", "items: [見出しの公開, 手引の改訂]}\n        reading"
    )
    (found,) = _found(text)["list-differs"]
    assert found.indicator == "D1-2"


def test_a_vague_share_without_a_number_is_found() -> None:
    text = CLEAN.replace("各年度の目標に届いた", "各年度の目標のほぼ全部に届いた")
    assert "rating-threshold" not in _found(text)
    text = text.replace("measure_rating_reading: {majority_threshold: 0.8}\n", "")
    assert "rating-threshold" in _found(text)


def test_a_figure_that_its_table_does_not_give_is_found() -> None:
    text = plan_text().replace("counts: [4, 0, 4, 0, 0]", "counts: [4, 1, 3, 0, 0]")
    (found,) = _found(text)["previous-figure"]
    assert "①開かれた区政の実現" in found.words.ja


def test_owners_are_held_against_the_organisation_when_it_is_known() -> None:
    remarks = lint_text(CLEAN, "plan.yaml", sections=["区民課", "税務課"])
    assert [(remark.rule, remark.measure) for remark in remarks] == [("owner-unknown", "3a")]


def test_a_renamed_plan_keeps_its_findings() -> None:
    before = [remark.rule for remark in lint_text(plan_text(), "plan.yaml")]
    renamed = plan_text().replace("マイナンバーカード", "資格証").replace("研修", "講習").replace("会議", "集会")
    after = [remark.rule for remark in lint_text(renamed, "plan.yaml")]
    assert sorted(before) == sorted(after)


def test_a_file_that_is_no_plan_has_its_faults_as_findings() -> None:
    (found,) = lint_text("code: [", "plan.yaml")
    assert found.rule == MALFORMED
    assert found.line


def test_every_finding_has_place_words_and_remedy_in_both_languages() -> None:
    for remark in lint_text(plan_text(), PLAN_FILE.name):
        assert remark.rule in RULES
        assert remark.line
        assert all((remark.words.ja, remark.words.en, remark.remedy.ja, remark.remedy.en)), remark


def test_there_are_forty_rules() -> None:
    assert len(RULES) == 40
