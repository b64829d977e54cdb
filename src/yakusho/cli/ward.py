"""The ward's data folder as the command line sees it: is it one, whose is it, and are its files whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from yakusho.cli.errors import CannotRun
from yakusho.cli.findings import Finding

_WARD_CODE = re.compile(r"\d{6}")


class Fault(Protocol):
    """What every reader of a ward's files says of a fault."""

    @property
    def line(self) -> int:
        """The line, from 1."""

    @property
    def words(self) -> str:
        """What is wrong."""

    @property
    def remedy(self) -> str:
        """How to mend it."""


@dataclass(frozen=True)
class Ward:
    """What `ward.yaml` says: municipality code (地方公共団体コード) and names."""

    folder: Path
    code: str


def load_yaml(file: Path) -> Any:
    """A YAML file's plain data.

    Raises:
        CannotRun: it can't be read; names the line and what to do.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise CannotRun(f"{file} is missing.", "Name a ward's folder, such as wards/WARD.") from error
    except UnicodeDecodeError as error:
        raise CannotRun(f"{file} is not UTF-8 text (byte {error.start}).", "Save the file as UTF-8.") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{file}, line {mark.line + 1}" if mark else str(file)
        remedy = "Look at indentation, colons and quotes on that line and the one before."
        raise CannotRun(f"{place}: {error.problem or error.context}.", remedy) from error
    except (OSError, YAMLError) as error:
        raise CannotRun(f"{file} can't be read: {error}", "Mend the file.") from error


def read_ward(folder: Path) -> Ward:
    """The ward whose data a folder holds.

    Raises:
        CannotRun: it is no ward's folder, or its `ward.yaml` is malformed.
    """
    file = folder / "ward.yaml"
    said = load_yaml(file)
    code = said.get("code") if isinstance(said, dict) else None
    if not isinstance(code, str) or not _WARD_CODE.fullmatch(code):
        line = _line_of(file, "code:")
        remedy = 'Write the municipality code in quotes: code: "123456".'
        raise CannotRun(f"{file}, line {line}: `code` is not a municipality code of six digits.", remedy)
    return Ward(folder, code)


def _line_of(file: Path, start: str) -> int:
    lines = file.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith(start)), 1)


def lint_ward(folder: Path) -> list[Finding]:
    """What is wrong with a ward's files: YAML that can't be read, and faults of organisation, plan and procedures."""
    found, broken = [], set()
    for file in sorted(folder.rglob("*.yaml")):
        try:
            load_yaml(file)
        except CannotRun as error:
            words, _, remedy = error.message.partition("\n")
            found.append(Finding("ward", "error", words, remedy.strip()))
            broken.add(file)
    return found + [
        Finding("ward", "error", f"{file}, line {fault.line}: {fault.words}", fault.remedy)
        for file, fault in _faults(folder, broken)
    ]


def _faults(folder: Path, broken: set[Path]) -> Iterator[tuple[Path, Fault]]:
    from yakusho.cli import ward_files

    organisation = folder / "organisation.yaml"
    if organisation.exists() and organisation not in broken:
        yield from ((organisation, fault) for fault in ward_files.organisation_faults(organisation))
    for file in ward_files.procedure_files(folder):
        if file not in broken:
            yield from ((file, fault) for fault in ward_files.procedure_faults(file))
    for file in ward_files.plan_files(folder):
        if file not in broken:
            yield from ((file, fault) for fault in ward_files.plan_faults(file))
