"""What doesn't go with the ward around a procedure file: its name, the section in charge, its own examples."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from yakusho.desk.staff import document
from yakusho.forms import Procedure, compile_procedure
from yakusho.forms.tables import NO_TABLES, ward_tables
from yakusho.forms.trying import tried_examples
from yakusho.kernel import clock
from yakusho.kernel.findings import Fault


def in_ward(file: Path) -> bool:
    """Whether a procedure file lies in the `procedures/` of a ward's folder."""
    return (file.resolve().parent.parent / "ward.yaml").is_file()


def ward_faults(file: Path, procedure: Procedure) -> Iterator[Fault]:
    """Every such fault of a file in the `procedures/` of a ward's folder."""
    ward = file.resolve().parent.parent
    if procedure.code != file.stem:
        yield ("code",), f"The file is called {file.name}.", f"Call it {procedure.code}.yaml, or correct `code:`."
    if (ward / "organisation.yaml").is_file():
        yield from _section_faults(ward / "organisation.yaml", procedure.section)
    tables = ward_tables(ward) if in_ward(file) else NO_TABLES
    yield from tried_examples(compile_procedure(procedure, tables), clock.today())


def _section_faults(organisation: Path, section: str) -> Iterator[Fault]:
    today = clock.today()
    sections = document.load(organisation.read_text("utf-8"), str(organisation)).sections
    names = {each.code: each.ja for each in sections if each.until is None or each.until >= today}
    if section not in names:
        near = get_close_matches(section, names, 3) or names
        remedy = f"Use one of {', '.join(f'{code} ({names[code]})' for code in near)}."
        yield ("section",), f"There is no section `{section}` today.", remedy
