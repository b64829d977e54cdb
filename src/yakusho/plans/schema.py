"""The JSON Schema of a plan file (計画ファイルの定義), made from the model, for editors and other wards."""

import json
from typing import Any

from yakusho.plans.model import Plan

SCHEMA = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> dict[str, Any]:
    """The schema; keys of years are written as text, because JSON has no other keys."""
    return {"$schema": SCHEMA, **Plan.model_json_schema()}


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"
