"""A ward's files and what is wrong with one: organisation (組織), procedures (手続), plans (計画)."""

from collections.abc import Sequence
from pathlib import Path

from yakusho import plans
from yakusho.desk.staff import document
from yakusho.forms import Finding, Malformed, Procedure, load


def procedure_files(ward: Path) -> list[Path]:
    """The procedure files of a ward, by name."""
    return sorted((ward / "procedures").glob("*.yaml"))


def plan_files(ward: Path) -> list[Path]:
    """The plan files of a ward, the oldest first."""
    return sorted((ward / "plans").glob("plan-*.yaml"))


def read_procedure(file: Path) -> Procedure:
    """The procedure that a file declares.

    Raises:
        Malformed: it has faults; each with its line and a remedy.
    """
    return load(file.read_text("utf-8"), str(file))


def procedure_faults(file: Path) -> tuple[Finding, ...]:
    """Every fault of a procedure file; empty when it may be published."""
    try:
        read_procedure(file)
    except Malformed as malformed:
        return malformed.findings
    except UnicodeDecodeError:
        return (Finding(1, "The file is not UTF-8 text.", "Save it as UTF-8."),)
    return ()


def organisation_faults(file: Path) -> tuple[Finding, ...]:
    """Every fault of an organisation file."""
    try:
        document.load(file.read_text("utf-8"), str(file))
    except Malformed as malformed:
        return malformed.findings
    return ()


def plan_faults(file: Path) -> Sequence[plans.Finding]:
    """Every fault of a plan file, and of the bindings beside it."""
    bindings = file.parent / "bindings.yaml"
    try:
        plan = plans.load(file.read_text("utf-8"), str(file))
        plans.load_bindings(bindings.read_text("utf-8"), str(bindings), plan)
    except FileNotFoundError:
        return (
            plans.Finding(1, "The plan has no bindings.yaml beside it.", "Say there how each indicator is counted."),
        )
    except plans.Malformed as malformed:
        return malformed.findings
    return ()
