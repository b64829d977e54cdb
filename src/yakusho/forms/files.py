"""Reads a procedure file: YAML, then the schema, then what the schema can't say; every fault with its line."""

from yakusho.forms.schema.procedure import Procedure
from yakusho.forms.structure import faults
from yakusho.kernel.data_files import read


def load(text: str, source: str = "") -> Procedure:
    """The procedure that a YAML text defines; `source` names the file in messages.

    Raises:
        Malformed: with all findings of the first stage that found any.
    """
    return read(text, Procedure, source, faults)
