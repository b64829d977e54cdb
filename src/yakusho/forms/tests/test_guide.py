"""The guide to procedure files can be followed to the letter: its examples are sound and tell of every kind."""

import re
from pathlib import Path
from textwrap import indent
from typing import get_args

from yakusho.forms import compile_procedure, load
from yakusho.forms.json_schema import schema_text
from yakusho.forms.rules import FUNCTIONS
from yakusho.forms.schema.acting import AGENTS
from yakusho.forms.schema.items import AnyItem
from yakusho.forms.schema.procedure import Procedure
from yakusho.forms.tests.samples import SMALL

DOCS = Path(__file__).parents[4] / "docs"
GUIDE = (DOCS / "procedures.md").read_text("utf-8")


def blocks(kind: str) -> str:
    return "".join(re.findall(rf"```yaml {kind}\n(.*?)```", GUIDE, re.DOTALL))


def test_the_examples_of_the_guide_make_a_procedure() -> None:
    head = SMALL[: SMALL.index("data: ")].replace("zone: office", "zone: mynumber")
    (acts_for,) = re.findall(r"```yaml\n(acts_for:.*?)```", GUIDE, re.DOTALL)
    page = "pages:\n  - id: only\n    title: {ja: 見本, en: Sample}\n    sections:\n      - items:\n"
    tail = SMALL[SMALL.index("workflow:") : SMALL.index("retention:")]
    ends = "retention: {years: 5, keep: [way, children.birth_date]}\nexamples: {a: {name: 見本}, b: {way: post}}\n"
    text = head + acts_for + page + indent(blocks("items"), " " * 10) + blocks("rules") + tail + ends
    compiled = compile_procedure(load(text))
    kinds = {field.kind_name for field in compiled.pages[0].items}
    assert kinds == {get_args(item.model_fields["kind"].annotation)[0] for item in get_args(AnyItem)}


def test_the_guide_names_every_key_function_and_agent() -> None:
    names = {field.alias or name for name, field in Procedure.model_fields.items()}
    assert [name for name in sorted(names | FUNCTIONS.keys() | AGENTS.keys()) if f"`{name}" not in GUIDE] == []


def test_the_published_schema_is_that_of_the_model() -> None:
    published = (DOCS / "procedure.schema.json").read_text("utf-8")
    assert published == schema_text(), "run: yakusho procedures schema > docs/procedure.schema.json"
