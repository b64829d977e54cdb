"""Speed of the forms engine on a large procedure (大きな手続の実測): 10 pages, 200 items, 100 conditions, 50 checks.

    python -m bench.forms [--json]

A page's post is what the server does for it: read and judge 20 answers, settle the conditions, find the next page,
write it as HTML. Compiling is done once for each published version, loading (YAML, schema, linting and trying out every
rule) once when it is published. Each figure is the greatest of all pages, the median of some runs.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.report import Line
from yakusho.forms import Compiled, Procedure, compile_procedure, load

RUNS = 9
PAGES, ITEMS_OF_A_PAGE, ITEMS_UNCONDITIONAL, CHECKS = 10, 20, 100, 50
GOAL_POST_MS, GOAL_COMPILE_MS, GOAL_LOAD_MS = 60, 300, 2_000
TODAY = date(2026, 11, 24)

_LABEL = "label: {ja: 項目, en: Item}"
_KINDS = (
    ("kind: name", "見本 太郎"),
    ("kind: kana", "みほん　たろう"),
    ("kind: date", "昭和４０年４月１日"),
    ("kind: number", "12"),
    ("kind: choice, choices: [{code: a, label: {ja: あ, en: A}}, {code: b, label: {ja: い, en: B}}]", "a"),
    ("kind: several, choices: [{code: a, label: {ja: あ, en: A}}, {code: b, label: {ja: い, en: B}}]", "a,b"),
    ("kind: postcode", "１７３－０００４"),
    ("kind: address", "見本町二丁目６６番１号"),
    ("kind: long_text", "見本の文です。"),
    ("kind: phone", "０９０－００００－００００"),
)
_HEAD = """\
code: large-sample
zone: office
section: sample
title: {ja: 見本, en: Sample}
summary: {ja: 見本, en: Sample}
effective: {from: 2026-04-01}
law: {ja: 見本, en: Sample}
standard_period: {ja: 見本, en: Sample, days: 10}
fee: {ja: 無料, en: None}
who_may_apply: {ja: どなたでも, en: Anybody}
needed_things: []
other_ways: []
minutes: 60
identity_level: none
retention: {years: 1}
workflow:
  begins: received
  states: [{id: received, label: {ja: 受付, en: In}}, {id: done, label: {ja: 完了, en: Done}, ends: true}]
  actions: [{id: approve, label: {ja: 終える, en: Finish}, from: [received], to: done}]
examples: {a: {}, b: {}}
pages:
"""


def _definition() -> Iterator[str]:
    yield _HEAD
    number = 0
    for page in range(PAGES):
        yield f"  - id: p{page}\n    title: {{ja: 見本, en: Page}}\n    sections:\n      - items:\n"
        for _ in range(ITEMS_OF_A_PAGE):
            kind = _KINDS[number % len(_KINDS)][0]
            asked = number - ITEMS_UNCONDITIONAL
            choice, count = asked // 10 * 10 + 4, asked // 10 * 10 + 3
            rule = f'i{choice} != "b" && (!given(i{count}) || i{count} >= {asked % 7})'
            when = f", when: '{rule}'" if asked >= 0 else ""
            yield f"          - {{id: i{number}, {kind}, {_LABEL}{when}}}\n"
            number += 1
    yield "checks:\n"
    for check in range(CHECKS):
        rule = f'!given(i{check * 4 % 200}) || given(i2) || age_on(i2, today) < {check} || i4 == "a"'
        yield f"  - {{rule: '{rule}', path: i{check}, text: {{ja: 直してください。, en: Correct it.}}}}\n"


def definition() -> str:
    """The large procedure as a file."""
    return "".join(_definition())


def milliseconds(what: Callable[[], object]) -> float:
    """How long something takes: the median of `RUNS` runs."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        what()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def post_ms(compiled: Compiled) -> float:
    """The slowest page: read it with all pages before answered, find the next page and write it."""
    import django
    from django.conf import settings

    apps = [f"yakusho.{name}" for name in ("journal", "portal.publications", "portal.apply")]
    settings.configure(USE_I18N=False, INSTALLED_APPS=apps, ZONE="portal")
    django.setup()
    from yakusho.portal.apply.fields_html import Filled, page_html

    posts = {
        page.id: {field.id: [_KINDS[int(field.id[1:]) % len(_KINDS)][1]] for field in page.items}
        for page in compiled.pages
    }
    answers: dict[str, object] = {}

    def post(page: str) -> None:
        result = compiled.read_page(page, posts[page], answers, "ja", today=TODAY)
        after = compiled.next_page(page, result.answers, TODAY) or page
        asked = compiled.visible(result.answers, TODAY).items
        page_html(compiled.page(after), Filled("ja", asked, typed=compiled.typed(result.answers, "ja")))

    slowest = 0.0
    for page in compiled.pages:
        slowest = max(slowest, milliseconds(lambda page=page: post(page.id)))
        answers = dict(compiled.read_page(page.id, posts[page.id], answers, "ja", today=TODAY).answers)
    assert len(compiled.record(answers, TODAY)) == PAGES * ITEMS_OF_A_PAGE, "some items are not asked"
    assert compiled.check(answers, TODAY, "ja") == []
    return slowest


def measure() -> dict[str, float]:
    """All figures, in milliseconds, and the size of what was measured."""
    text = definition()
    procedure: Procedure = load(text)
    compiled = compile_procedure(procedure)
    return {
        "items": len(procedure.all_items()),
        "pages": len(procedure.pages),
        "conditions": sum(item.when is not None for item in procedure.all_items()),
        "load_ms": milliseconds(lambda: load(text)),
        "compile_ms": milliseconds(lambda: compile_procedure(procedure)),
        "page_post_ms": post_ms(compiled),
    }


def lines(found: dict[str, float]) -> list[Line]:
    """Each goal beside what was measured."""
    size = f"{found['pages']:.0f} pages, {found['items']:.0f} items, {found['conditions']:.0f} conditions"
    goals = (("page post", GOAL_POST_MS, "page_post_ms"), ("compile", GOAL_COMPILE_MS, "compile_ms"))
    return [
        Line(f"{what}, {size}", f"≤ {goal} ms", f"{found[key]:.1f} ms", found[key] <= goal)
        for what, goal, key in (*goals, ("load and lint", GOAL_LOAD_MS, "load_ms"))
    ]


def main() -> int:
    """Measure and print goals beside results; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description="Measure the forms engine.")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    found = measure()
    shown = lines(found)
    print(json.dumps(found, indent=2) if arguments.json else "\n".join(map(str, shown)))
    return 0 if all(line.held for line in shown) else 1


if __name__ == "__main__":
    sys.exit(main())
