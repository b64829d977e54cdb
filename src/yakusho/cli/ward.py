"""The ward's data folder as the command line sees it: is it one, whose is it, and are its files whole."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from yakusho.cli.errors import CannotRun
from yakusho.cli.findings import Finding

if TYPE_CHECKING:
    from yakusho.kernel.yaml_lines import Lines

_WARD_CODE = re.compile(r"\d{6}")


@dataclass(frozen=True)
class Ward:
    """What `ward.yaml` says: municipality code (地方公共団体コード) and names."""

    folder: Path
    code: str


def read_ward(folder: Path) -> Ward:
    """The ward whose data a folder holds.

    Raises:
        CannotRun: it is no ward's folder, or its `ward.yaml` is malformed.
    """
    file = folder / "ward.yaml"
    lines = _lines(file)
    code = lines.value.get("code") if isinstance(lines.value, dict) else None
    if not isinstance(code, str) or not _WARD_CODE.fullmatch(code):
        remedy = 'Write the municipality code in quotes: code: "123456".'
        what = f"{file}, line {lines.at(('code',))}: `code` is not a municipality code of six digits."
        raise CannotRun(what, remedy)
    return Ward(folder, code)


def _lines(file: Path) -> "Lines":
    from yakusho.kernel.findings import Malformed
    from yakusho.kernel.yaml_lines import Lines

    try:
        return Lines(file.read_text("utf-8"), str(file))
    except FileNotFoundError as error:
        raise CannotRun(f"{file} is missing.", "Name a ward's folder, such as wards/WARD.") from error
    except UnicodeDecodeError as error:
        raise CannotRun(f"{file} is not UTF-8 text (byte {error.start}).", "Save the file as UTF-8.") from error
    except OSError as error:
        raise CannotRun(f"{file} can't be read: {error}", "Mend the file.") from error
    except Malformed as malformed:
        first = malformed.findings[0]
        raise CannotRun(f"{file}, line {first.line}: {first.words}", first.remedy) from malformed


def lint_ward(folder: Path) -> list[Finding]:
    """What is wrong with a ward's files: YAML that can't be read, and faults of organisation, plan and procedures."""
    from yakusho.cli.ward_files import malformed_files

    return [
        Finding("ward", "error", f"{malformed.source}, line {fault.line}: {fault.words}", fault.remedy)
        for malformed in malformed_files(folder)
        for fault in malformed.findings
    ]
