"""The ward's plan (計画) as data: measures, indicators, targets, and the state of each of their cells.

Pure: no Django, no clock, no files. `load` and `load_bindings` read a ward's data files, `states` says what a cell
shows, `snapshot` freezes everything for publication, `words` puts it into sentences.
"""

from yakusho.kernel.findings import Finding, Malformed
from yakusho.plans.bindings import Binding, Bindings, load_bindings
from yakusho.plans.imports import Imports, load_imports
from yakusho.plans.loader import load
from yakusho.plans.model import Indicator, Measure, Plan

__all__ = [
    "Binding",
    "Bindings",
    "Finding",
    "Imports",
    "Indicator",
    "Malformed",
    "Measure",
    "Plan",
    "load",
    "load_bindings",
    "load_imports",
]
