"""Variants of a kanji are found under one base form, by what published maps say."""

from yakusho.japanese.tests.read_cases import read_cases, told
from yakusho.japanese.variants import base_forms


def test_every_case_of_variants() -> None:
    differences = []
    for case in read_cases("variants"):
        variant, base = case["variant"], case["base"]
        if base_forms(variant) != base:
            differences.append(f"{variant!a} has the base {base_forms(variant)!a}, not {base!a} ({case['source']})")
    assert not differences, told(differences)
