"""From a ward's file to a `Plan` (計画の読み込み): every fault with its line, what is wrong, and how to mend it."""

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from yakusho.plans.checks import Fault, plan_faults
from yakusho.plans.model import Plan

PLAN_BYTES_MAX = 1_000_000

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """One fault of a file: its line (from 1), what is wrong, how to mend it."""

    line: int
    words: str
    remedy: str


class Malformed(Exception):
    """A file that can't be used; `findings` lists every fault found."""

    def __init__(self, source: str, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(f"{source}:{found.line}: {found.words} ({found.remedy})" for found in findings))
        self.source = source
        self.findings = findings


def load(text: str, source: str) -> Plan:
    """The plan in `text`; `source` names the file in error messages.

    Raises:
        Malformed: the text is not such a plan.
    """
    plan, root = read_yaml(text, source, Plan)
    refuse_faults(source, root, plan_faults(plan))
    return plan


def read_yaml(text: str, source: str, model: type[Model]) -> tuple[Model, Any]:
    """`text` as an instance of `model`, and its YAML nodes for the lines of later faults.

    Raises:
        Malformed: not YAML, too long, or not of that model.
    """
    if len(text.encode()) > PLAN_BYTES_MAX:
        raise Malformed(source, (Finding(1, f"the file is longer than {PLAN_BYTES_MAX} bytes", "split it"),))
    yaml = YAML(typ="safe", pure=True)
    try:
        root = yaml.compose(text)
        if root is None:
            raise Malformed(source, (Finding(1, "the file is empty", "begin with its code and name"),))
        _refuse_anchors(root, source)
        data = yaml.constructor.construct_document(root)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        raise Malformed(source, (Finding(line, str(error.problem), "mend the YAML at this line"),)) from None
    try:
        return model.model_validate(data), root
    except ValidationError as error:
        found = (_finding(root, detail["loc"], detail["msg"], detail["type"]) for detail in error.errors())
        raise Malformed(source, tuple(sorted(found, key=lambda finding: finding.line))) from None


def refuse_faults(source: str, root: Any, faults: list[Fault]) -> None:
    """Raise `Malformed` when a well-formed file contradicts itself."""
    if faults:
        findings = (Finding(_line(root, fault.place), fault.words, fault.remedy) for fault in faults)
        raise Malformed(source, tuple(sorted(findings, key=lambda finding: finding.line)))


def _refuse_anchors(root: Any, source: str) -> None:
    """Anchors with aliases can blow a small file up to any size, and a plan needs none."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.anchor is not None:
            line = int(node.start_mark.line) + 1
            raise Malformed(source, (Finding(line, f"an anchor (&{node.anchor}) is not allowed", "write values out"),))
        for child in node.value if isinstance(node.value, list) else ():
            waiting.extend(child if isinstance(child, tuple) else (child,))


def _finding(root: Any, place: Place, words: str, kind: str) -> Finding:
    remedy = {
        "missing": "add the key",
        "extra_forbidden": "remove the key, or correct its spelling",
        "union_tag_invalid": "use one of the kinds listed",
    }.get(kind, "correct the value")
    return Finding(_line(root, place), f"{'.'.join(str(step) for step in place)}: {words}", remedy)


def _line(root: Any, place: Place) -> int:
    """The line of the deepest node that `place` reaches; steps that pydantic invented (union tags) are passed over."""
    node, line = root, root.start_mark.line
    for step in place:
        entry = _entry(node, step)
        if entry is not None:
            key, node = entry
            line = key.start_mark.line
    return int(line) + 1


def _entry(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """Key node and value node of one step down."""
    children = node.value if isinstance(node.value, list) else []
    if isinstance(step, int) and children and not isinstance(children[0], tuple):
        return (children[step], children[step]) if step < len(children) else None
    pairs = (child for child in children if isinstance(child, tuple))
    return next(((key, value) for key, value in pairs if key.value == str(step)), None)
