"""A ward's procedure files (手続定義): where they lie and what is wrong with one."""

from pathlib import Path

from yakusho.forms import Finding, Malformed, Procedure, load


def procedure_files(ward: Path) -> list[Path]:
    """The procedure files of a ward, by name."""
    return sorted((ward / "procedures").glob("*.yaml"))


def read_procedure(file: Path) -> Procedure:
    """The procedure that a file declares.

    Raises:
        Malformed: it has faults; each with its line and a remedy.
    """
    return load(file.read_text("utf-8"), str(file))


def lint(file: Path) -> tuple[Finding, ...]:
    """Every fault of a procedure file; empty when it may be published."""
    try:
        read_procedure(file)
    except Malformed as malformed:
        return malformed.findings
    except UnicodeDecodeError:
        return (Finding(1, "The file is not UTF-8 text.", "Save it as UTF-8."),)
    return ()
