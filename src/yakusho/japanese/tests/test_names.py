"""A name is read without guessing: what nobody can know stays undivided, and what is odd is told."""

from yakusho.japanese.names import read_name
from yakusho.japanese.tests.read_cases import read_cases, told

PARTS = ("surname", "given", "alias", "former", "kind")


def test_every_case_of_names() -> None:
    differences = []
    for case in read_cases("names"):
        name = read_name(case["input"])
        got = [getattr(name, part) for part in PARTS], name.valid, set(name.flags if name.valid else name.reasons)
        flags = set(filter(None, case["flags"].split(",")))
        expected = [case[part] for part in PARTS], case["valid"] == "yes", flags
        if got != expected:
            differences.append(f"{case['input']!a} gives {got}, not {expected} ({case['source']})")
    assert not differences, told(differences)
