"""What offices type for a day is read as the table of cases says."""

from datetime import date

from yakusho.japanese.dates import DateReading, read_date, read_dates
from yakusho.japanese.tests.read_cases import read_cases, told

TODAY = date(2026, 11, 24)


def _shown(reading: DateReading) -> dict[str, object]:
    days = ("date", "first", "last", "nearest")
    return {name: str(getattr(reading, name) or "") for name in days} | {
        "precision": reading.precision,
        "valid": str(int(reading.valid)),
        "flags": set(reading.flags),
        "reasons": set(reading.reasons),
    }


def test_every_date_case() -> None:
    differences = []
    for case in read_cases("dates"):
        reading = read_date(case["input"], today=TODAY)
        assert reading.original == case["input"]
        assert (reading.confidence == 1.0) == (reading.valid and not reading.reasons)
        lists = {name: set(filter(None, case[name].split(";"))) for name in ("flags", "reasons")}
        wanted = case | lists
        wrong = [f"{name} {got}, not {wanted[name]}" for name, got in _shown(reading).items() if got != wanted[name]]
        if wrong:
            differences.append(f"{case['input']!r}: {'; '.join(wrong)} ({case['source']})")
    assert not differences, told(differences)


def test_a_column_is_read_as_its_cells_are() -> None:
    cells = [case["input"] for case in read_cases("dates")]
    assert read_dates(cells, today=TODAY) == [read_date(cell, today=TODAY) for cell in cells]
