"""What offices type for a number is read as the table of cases says."""

from decimal import Decimal

from yakusho.japanese.numbers import NumberReading, read_number, read_numbers
from yakusho.japanese.tests.read_cases import read_cases, told


def _shown(reading: NumberReading) -> dict[str, object]:
    return {
        "value": reading.value,
        "low": reading.low,
        "high": reading.high,
        "unit": reading.unit,
        "kind": reading.kind,
        "approximate": str(int(reading.approximate)) if reading.valid else "0",
        "valid": str(int(reading.valid)),
        "flags": set(reading.flags),
        "reasons": set(reading.reasons),
    }


def test_every_number_case() -> None:
    differences = []
    for case in read_cases("numbers"):
        reading = read_number(case["input"])
        assert reading.original == case["input"]
        assert (reading.confidence == 1.0) == (reading.valid and not reading.reasons)
        wanted: dict[str, object] = dict(case)
        wanted |= {name: Decimal(case[name]) if case[name] else None for name in ("value", "low", "high")}
        wanted |= {name: set(filter(None, case[name].split(";"))) for name in ("flags", "reasons")}
        wrong = [f"{name} {got}, not {wanted[name]}" for name, got in _shown(reading).items() if got != wanted[name]]
        if wrong:
            differences.append(f"{case['input']!r}: {'; '.join(wrong)} ({case['source']})")
    assert not differences, told(differences)


def test_a_column_is_read_as_its_cells_are() -> None:
    cells = [case["input"] for case in read_cases("numbers")]
    assert read_numbers(cells) == [read_number(cell) for cell in cells]
