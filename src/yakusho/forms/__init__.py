"""Procedures as data (手続定義): one YAML file becomes pages, checks and records. Pure: no framework, no store.

`load` reads a definition, `compile_procedure` makes it ready to read form posts; callers keep the compiled one.
"""

from yakusho.forms.compiled import Compiled, PageResult, compile_procedure
from yakusho.forms.fields import Field
from yakusho.forms.files import load
from yakusho.forms.pages import CompiledPage
from yakusho.forms.periods import applicable
from yakusho.forms.schema import Procedure, Text
from yakusho.forms.summaries import SummaryPage, SummaryRow
from yakusho.kernel.findings import Finding, Malformed

__all__ = [
    "Compiled",
    "CompiledPage",
    "Field",
    "Finding",
    "Malformed",
    "PageResult",
    "Procedure",
    "SummaryPage",
    "SummaryRow",
    "Text",
    "applicable",
    "compile_procedure",
    "load",
]
