"""Numbers (数値) as people in Japan write them: kanji, 大字, 万億兆, 約, ranges, percent and 割分厘."""

from yakusho.japanese.numbers.reading import read_number, read_numbers
from yakusho.japanese.numbers.results import NumberReading

__all__ = ["NumberReading", "read_number", "read_numbers"]
