"""The ward's plan (計画) as data: measures, indicators, targets, and how each of them stands.

Pure: no Django, no clock, no files. `load` and `load_bindings` read a ward's data files, `observations` says which
reports stand, `judging` what follows from them, `freezing` writes it all down for publication as a `snapshot`, `words`
and `show` lay that out for pages.
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
