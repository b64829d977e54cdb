"""A ward's files and what is wrong with each: organisation (組織), procedures (手続), plans (計画), and all others."""

from collections.abc import Callable, Iterator
from pathlib import Path

from yakusho import plans
from yakusho.cli.around_procedures import ward_faults
from yakusho.desk.staff import document
from yakusho.forms import Procedure, load
from yakusho.kernel.findings import Finding, Malformed, Place
from yakusho.kernel.yaml_lines import Lines

FOR_STAFF = ("paper", "workflow", "retention", "examples")
"""The parts of a procedure file whose words nobody reads on the portal."""


def procedure_files(ward: Path) -> list[Path]:
    """The procedure files of a ward, by name."""
    return sorted((ward / "procedures").glob("*.yaml"))


def read_procedure(file: Path) -> Procedure:
    """The procedure that a file declares.

    Raises:
        Malformed: it has faults; each with its line and a remedy.
    """
    return load(_text(file), str(file))


def procedure_faults(file: Path) -> tuple[Finding, ...]:
    """Every fault of a procedure file; empty when it may be published."""
    try:
        procedure = read_procedure(file)
    except Malformed as malformed:
        return malformed.findings
    lines = Lines(_text(file))
    return tuple(sorted(Finding(lines.at(place), *said) for place, *said in ward_faults(file, procedure)))


def lines_without_easy(file: Path) -> list[int]:
    """The lines of a readable procedure file on which words for residents begin that aren't in easy Japanese too."""
    lines = Lines(_text(file), str(file))
    return sorted({lines.at(place) for place in _without_easy(lines.value, ())})


def _without_easy(value: object, place: Place) -> Iterator[Place]:
    if isinstance(value, dict) and "ja" in value:
        if "easy" not in value:
            yield place
    elif isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            if place or step not in FOR_STAFF:
                yield from _without_easy(part, (*place, step))


def malformed_files(ward: Path) -> list[Malformed]:
    """Every file of a ward's folder that can't be used, with all its faults."""
    readers: dict[Path, Callable[[str, str], object]] = {ward / "organisation.yaml": document.load}
    readers |= dict.fromkeys(procedure_files(ward), load)
    readers |= dict.fromkeys((ward / "plans").glob("plan-*.yaml"), _load_plan)
    found: dict[str, Malformed] = {}
    for file in sorted(ward.rglob("*.yaml")):
        try:
            readers.get(file, Lines)(_text(file), str(file))
        except Malformed as malformed:
            found.setdefault(malformed.source, malformed)
    return list(found.values())


def _load_plan(text: str, source: str) -> None:
    """Read a plan, and the bindings beside it."""
    plan = plans.load(text, source)
    bindings = Path(source).parent / "bindings.yaml"
    if not bindings.exists():
        words = "The plan has no bindings.yaml beside it."
        raise Malformed([Finding(1, words, "Say there how each indicator is counted.")], source)
    plans.load_bindings(_text(bindings), str(bindings), plan)


def _text(file: Path) -> str:
    data = file.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Malformed([Finding(line, "The file is not UTF-8 text.", "Save it as UTF-8.")], str(file)) from None
