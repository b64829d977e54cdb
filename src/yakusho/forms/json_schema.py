"""The JSON Schema of a procedure file, for editors and for people who write one."""

import json
from typing import Any, Final

from yakusho.forms.schema.procedure import Procedure

SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"


def procedure_schema() -> dict[str, Any]:
    """The schema; what it can't say, `yakusho procedures lint` does."""
    return {"$schema": SCHEMA, **Procedure.model_json_schema()}


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(procedure_schema(), ensure_ascii=False, indent=2) + "\n"
