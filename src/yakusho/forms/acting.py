"""Who acts for whom (代理), read from the answers."""

from collections.abc import Iterable, Mapping
from typing import Any

from yakusho.forms.fields import Answer, Field
from yakusho.forms.paths import line_at
from yakusho.forms.schema.procedure import Procedure
from yakusho.forms.uploads import handles


def acting_of(procedure: Procedure, fields: Iterable[Field], answers: Mapping[str, Answer]) -> dict[str, Any] | None:
    """Kind, name, reading and address of who acts, and which of its file items came with the application.

    None when the procedure doesn't say who may act. Where it names one kind only, or the question was left blank, the
    first kind it names acts.
    """
    if not procedure.acts_for:
        return None
    asked = next((field.id for field in fields if field.kind_name == "acting"), None)
    chosen = answers.get(asked) if asked is not None else None
    kinds = {each.kind: each for each in procedure.acts_for}
    acts = next((each for kind, each in kinds.items() if kind == chosen), procedure.acts_for[0])
    found: dict[str, Any] = {"kind": acts.kind}
    for name, path in (("name", acts.name), ("kana", acts.kana), ("address", acts.address)):
        line = line_at(answers, path) if path is not None else ""
        if line:
            found[name] = line
    found["proofs"] = [item for item in acts.proofs if handles(answers.get(item))]
    return found
