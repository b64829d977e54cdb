"""Two names are told to be one, nearly one, or two, with what was looked past."""

from yakusho.japanese.comparing import compare_names
from yakusho.japanese.tests.read_cases import read_cases, told


def test_every_case_of_name_pairs() -> None:
    differences = []
    for case in read_cases("name_pairs"):
        expected = case["kind"], set(filter(None, case["reasons"].split(",")))
        for pair in ((case["a"], case["b"]), (case["b"], case["a"])):
            comparison = compare_names(*pair)
            got = comparison.kind, set(comparison.reasons)
            if got != expected:
                differences.append(f"{pair!a} gives {got}, not {expected} ({case['source']})")
    assert not differences, told(differences)
