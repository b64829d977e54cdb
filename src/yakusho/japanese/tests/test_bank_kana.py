"""A name is written as a bank file carries it, or it is said why not; nothing is cut and nothing is guessed."""

from yakusho.japanese.bank_kana import to_bank_kana, undo
from yakusho.japanese.tests.read_cases import read_cases, told


def test_every_case_of_bank_kana() -> None:
    differences = []
    for case in read_cases("bank_kana"):
        answer = to_bank_kana(case["input"], case["kind"], case["symbols"])
        got = (answer.text, "yes" if answer.valid else "no", set(answer.reasons))
        expected = (case["text"], case["valid"], set(filter(None, case["reasons"].split(","))))
        if got != expected:
            differences.append(f"{case['input']!a} as {case['kind']} gives {got!a}, not {expected!a} ({case['source']})")
        if undo(answer.text, answer.changes) != case["input"]:
            differences.append(f"{case['input']!a} doesn't come back from {answer.changes!a}")
    assert not differences, told(differences)
