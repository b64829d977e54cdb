"""Each character comes out in one form, and none is lost."""

from yakusho.japanese import characters, keys, variants
from yakusho.japanese.tests.read_cases import read_cases, told


def test_every_case_of_characters_and_keys() -> None:
    differences = []
    for case in read_cases("characters"):
        name, text = case["function"], case["input"]
        function = next(getattr(module, name) for module in (characters, variants, keys) if hasattr(module, name))
        answer = function(text)
        got = ",".join(answer) if isinstance(answer, tuple) else answer
        if got != case["expected"]:
            differences.append(f"{name}({text!r}) gives {got!a}, not {case['expected']!a} ({case['source']})")
    assert not differences, told(differences)
