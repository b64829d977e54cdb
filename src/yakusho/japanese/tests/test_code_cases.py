"""Numbers that name somebody or something come out in one spelling, as the table of cases says."""

from yakusho.japanese.check_digits import read_corporate_number, read_local_government_code, read_my_number
from yakusho.japanese.contact import read_phone, read_postcode
from yakusho.japanese.tests.read_cases import read_cases, told

READERS = {
    "my_number": read_my_number,
    "corporate_number": read_corporate_number,
    "local_government_code": read_local_government_code,
    "postcode": read_postcode,
    "phone": read_phone,
}


def test_every_code_case() -> None:
    differences = []
    for case in read_cases("check_digits"):
        reading = READERS[case["kind"]](case["input"])
        assert reading.original == case["input"]
        assert (reading.confidence == 1.0) == (reading.valid and not reading.reasons)
        got = (reading.normal, str(int(reading.valid)), set(reading.reasons))
        wanted = (case["normal"], case["valid"], set(filter(None, case["reasons"].split(";"))))
        if got != wanted:
            differences.append(f"{case['kind']} {case['input']!r} gives {got}, not {wanted} ({case['source']})")
    assert not differences, told(differences)
