"""What else an address reader promises: comparing, writing, towns, and what is told when something is odd."""

from pathlib import Path

import pytest

from yakusho.japanese.addresses import (
    Address,
    Comparison,
    Towns,
    compare_addresses,
    format_address,
    load_towns,
    read_address,
    read_towns,
)

WARD = Path(__file__).parents[4] / "wards" / "itabashi"
TOWNS = load_towns(WARD)


def read(text: str) -> Address:
    return read_address(text, TOWNS)


def compare(one: str, other: str) -> Comparison:
    return compare_addresses(read(one), read(other))


@pytest.mark.parametrize(
    ("one", "other", "kind", "reasons"),
    [
        ("板橋2-66-1", "東京都板橋区板橋二丁目66番1号", "equal", ()),
        ("板橋2-66-1 ハイツ板橋203", "板橋2-66-1 ﾊｲﾂ板橋 203号室", "equal", ()),
        ("板橋2-66-1 ハイツ板橋203", "板橋2-66-1 はいつ板橋203", "equal", ("building_spelling",)),
        ("板橋2-66-1 渡邉ビル301", "板橋2-66-1 渡辺ビル 3階301号室", "equal", ("building_spelling", "room_spelling")),
        ("板橋2-66-1 ハイツA-203", "板橋2-66-1 ハイツ A203", "equal", ("room_spelling",)),
        ("板橋2-66-1-203", "板橋2-66-1 ハイツ板橋203", "equal", ("building_only_in_one",)),
        ("板橋2-66-1 ハイツ板橋203", "板橋2-66-1 ハイツ板橋203 山田方", "equal", ("addressee_only_in_one",)),
        ("板橋2-66-1 ハイツ板橋203", "板橋2-66-1 ハイツ板橋204", "same_building", ("room_differs",)),
        ("板橋2-66-1 ハイツ板橋203", "板橋2-66-1 ハイツ板橋", "same_building", ("room_only_in_one",)),
        ("板橋2-66-1", "板橋2-66-1 ハイツ板橋", "same_number", ("building_only_in_one",)),
        ("板橋2-66-1", "板橋2-66-1-203", "same_number", ("room_only_in_one",)),
        ("板橋2-66-1 ハイツ板橋", "板橋2-66-1 コーポ緑", "same_number", ("building_differs",)),
        ("板橋2-66-1", "板橋2-66-2", "near", ("number_differs",)),
        ("板橋2-66-1", "板橋2-66", "near", ("number_only_in_one",)),
        ("板橋2-66-1", "板橋2-66-1-2", "near", ("branch_only_in_one",)),
        ("板橋2-66-1", "板橋2-65-1", "different", ("block_differs",)),
        ("板橋2-66-1", "板橋3-66-1", "different", ("town_differs",)),
        ("板橋区栄町3-2", "東京都練馬区栄町3-2", "different", ("city_differs",)),
        ("東京都府中市本町1-5-6", "広島県府中市府川町315", "different", ("prefecture_differs",)),
        ("板橋2-66-1", "山田太郎", "different", ("not_valid",)),
    ],
)
def test_addresses_are_compared_by_what_they_mean(one: str, other: str, kind: str, reasons: tuple[str, ...]) -> None:
    assert compare(one, other) == (kind, reasons) == compare(other, one)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("東京都板橋区板橋2-66-1ハイツ板橋203", "板橋二丁目66番1号 ハイツ板橋203号室"),
        ("板橋2-66-1-203", "板橋二丁目66番1号 203号室"),
        ("板橋2-66-1-2", "板橋二丁目66番1-2号"),
        ("板橋2-66", "板橋二丁目66番"),
        ("板橋区舟渡3丁目番外地", "舟渡三丁目番外地"),
        ("板橋2-66-1 ハイツ若木Ａ棟203", "板橋二丁目66番1号 ハイツ若木A棟203号室"),
        ("板橋2-66-1 フォーレスト8 102", "板橋二丁目66番1号 フォーレスト8 102号室"),
        ("板橋2-66-1 ハイツ A-203", "板橋二丁目66番1号 ハイツ A-203号室"),
        ("板橋2-66-1 山田ビル３Ｆ ㈱若葉", "板橋二丁目66番1号 山田ビル 3階 (株)若葉"),
        ("板橋2-66-1 ハイツPH2", "板橋二丁目66番1号 ハイツ PH2"),
        ("練馬区豊玉北6-12-1", "東京都練馬区豊玉北六丁目12番1号"),
        ("八丈町大賀郷2551番地2", "東京都八丈島八丈町大賀郷2551番地2"),
        ("高松市塩江町安原下第1号958番地4の1", "香川県高松市塩江町安原下第1号958番地4-1"),
        ("ここはどこ", "ここはどこ"),
    ],
)
def test_an_address_is_written_as_the_ward_does(text: str, written: str) -> None:
    assert format_address(read(text)) == written


@pytest.mark.parametrize(
    ("text", "reasons", "confidence"),
    [
        ("板橋区板橋2-66-1", (), 1.0),
        ("板橋2-66-1", ("city_missing",), 0.95),
        ("板橋小豆沢2-16-15", ("city_shortened",), 0.95),
        ("板橋区板橋2-66-1-203", ("room_unmarked",), 0.95),
        ("板橋区板橋2-66", ("number_missing",), 0.9),
        ("板橋区双葉15-5", ("town_completed",), 0.9),
        ("板橋区赤塚ハ丁目4番2号", ("look_alike_numeral",), 0.9),
        ("2-66-1 Itabashi, Itabashi-ku", ("romanised",), 0.9),
        ("山形県西村山郡河北町谷地戊81", ("section_unknown",), 0.7),
        ("板橋区板橋2-66-1付近", ("vicinity",), 0.7),
        ("〒100-0001 板橋区板橋2-66-1", ("postcode_mismatch",), 0.7),
        ("板橋区板橋2-66-1-2-3", ("numbers_left_over",), 0.5),
        ("銀座中央区", ("no_town",), 0.0),
        ("東京都中央区銀座123番地", ("chome_left_out",), 0.7),
        ("東京都中央区銀座0-1", ("chome_unknown",), 0.0),
        ("中央区中央1-1", ("city_ambiguous",), 0.0),
        ("大阪市", ("city_ambiguous",), 0.0),
        ("東京都架空市1-1", ("city_unknown",), 0.0),
        ("東京都", ("no_city",), 0.0),
        ("板橋区架空1-1", ("town_unknown",), 0.0),
        ("板橋区高島平10-1-1", ("chome_unknown",), 0.0),
        ("板橋区徳丸15-3", ("chome_missing",), 0.0),
        ("板橋二丁目", ("no_number",), 0.0),
        ("あ" * 2000, ("too_long",), 0.0),
        (" ", ("empty",), 0.0),
    ],
)
def test_what_was_guessed_or_is_missing_is_told(text: str, reasons: tuple[str, ...], confidence: float) -> None:
    address = read(text)
    assert (address.reasons, address.confidence) == (reasons, confidence)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ｲﾀﾊﾞｼｸﾏｴﾉﾁｮｳ4ﾁｮｳﾒ11ﾊﾞﾝ3ｺﾞｳ", {"town": "前野町四丁目", "block": "11", "number": "3"}),
        ("トウキヨウトイタバシクナカイタバシ20-7", {"town": "中板橋", "block": "20"}),
        ("前野町4-11-3ハイツ203 電話03-3964-1111", {"building": "ハイツ", "room": "203", "rest": "03-3964-1111"}),
        ("〒173-00 板橋区板橋2-66-1", {"town": "板橋二丁目", "rest": "173-00", "postcode": ""}),
        ("東京都板橋区 〒173-0004 板橋2-66-1", {"town": "板橋二丁目", "postcode": "173-0004", "city": "板橋区"}),
        ("京都市下京区四条通寺町東入2丁目御旅町35", {"town": "御旅町", "block": "35"}),
        ("板橋区板橋十〇丁目1-1", {"valid": False}),
        ("板橋2-66-1 [ハイツ板橋203]", {"building": "ハイツ板橋", "room": "203"}),
        ("板橋2-66-1 山田ビル201・202", {"building": "山田ビル", "room": "201・202"}),
        ("板橋2-66-1 山田ビル1・2階", {"building": "山田ビル", "room": "1・2階"}),
        ("板橋2-66-1 ハイツ第2-304", {"building": "ハイツ第2", "room": "304"}),
        ("板橋2-66-1 ハイツ2-5", {"building": "ハイツ2", "room": "5"}),
        ("板橋2-66-1 第五号", {"building": "第五号", "room": ""}),
        ("板橋2-66-1 ハイツ(東館)", {"building": "ハイツ(東館)", "room": ""}),
        ("板橋2-66-1-203 3階", {"room": "3階203"}),
        ("板橋2-66-1-203 ハイツ5号", {"building": "ハイツ 5", "room": "203"}),
        ("板橋2-66-1 医療法人若葉会 若葉病院", {"building": "若葉病院", "addressee": "医療法人若葉会"}),
        ("板橋2-66-1 若葉ビル (株)若葉 営業部 2階", {"addressee": "(株)若葉 営業部", "room": "2階"}),
        ("板橋2-66-1 若葉ビル301号 (山田様方)", {"room": "301", "addressee": "山田方"}),
        ("板橋2-66-1 若葉ビル203若葉会館気付", {"building": "若葉ビル", "room": "203", "addressee": "若葉会館気付"}),
        ("板橋2-66-1 以下余白", {"building": "", "rest": "以下余白"}),
        ("京都市中京区烏丸通二条下ル秋野々町513", {"town": "秋野々町", "rest": "烏丸通二条下ル"}),
        ("東京都中央区東京都中央区銀座1-1-1", {"town": "銀座一丁目", "city": "中央区"}),
        ("中央区中央区銀座1-1-1", {"town": "銀座一丁目", "city": "中央区"}),
        ("東京練馬区豊玉北6-12-1", {"town": "豊玉北六丁目", "prefecture": "東京都"}),
        ("東京板橋区板橋2-66-1", {"town": "板橋二丁目", "outside": False}),
        ("大阪堺市堺区南瓦町3-1", {"prefecture": "大阪府", "town": "南瓦町"}),
        ("奈良1-2-3", {"prefecture": "", "valid": False}),
        ("霞関3-1-1 千代田区", {"valid": False}),
        ("千代田区霞関3-1-1", {"town": "霞が関三丁目"}),
        ("杉並区阿佐ヶ谷南1-15-1", {"town": "阿佐谷南一丁目", "flags": ("variant_spelling",)}),
        ("東京都大和町22-10", {"town": "大和町", "city": "板橋区"}),
        ("練馬区光が丘郵便局私書箱5号", {"city": "練馬区", "rest": "練馬区光が丘郵便局私書箱5号"}),
        ("私書箱5号", {"city": "", "reasons": ("po_box",)}),
        ("P.O. Box 5, Somewhere", {"city": "", "reasons": ("po_box",)}),
        ("Apt 305 Heights, 1-2-3 Narimasu, Itabashi-ku", {"building": "Heights", "room": "305"}),
        ("1-2-3 Somewhere, Itabashi-ku", {"valid": False, "outside": False}),
        ("123 Main Street, New York, NY 10001", {"flags": ("foreign",), "outside": True}),
        ("1-2-3 Ginza, Chuo-ku, Tokyo", {"flags": ("no_town",), "outside": False}),
    ],
)
def test_each_part_stands_in_its_place(text: str, parts: dict[str, object]) -> None:
    address = read(text)
    assert {part: getattr(address, part) for part in parts} == parts


def test_a_town_of_the_ward_has_a_point_and_a_postcode() -> None:
    town = TOWNS.get("板橋二丁目")
    assert town is not None
    assert (town.base, town.chome, town.postcode) == ("板橋", 2, "173-0004")
    assert TOWNS.near(town.latitude, town.longitude) == town
    assert TOWNS.get("板橋九丁目") is None


def test_towns_can_be_read_without_a_ward_file() -> None:
    towns = read_towns(WARD / "towns.csv", prefecture="東京都", city="板橋区")
    assert read_address("板橋2-66-1", towns).town == "板橋二丁目"
    assert read_address("東京都いたばし区板橋2-66-1", towns).city == ""
    assert not read_address("2-66-1 Itabashi, Itabashi-ku", towns).valid
    assert read_address("P.O. Box 5, Itabashi", towns).city == ""


def test_a_ward_without_towns_still_answers() -> None:
    towns = Towns([], prefecture="東京都", city="板橋区")
    assert read_address("板橋区板橋2-66-1", towns).reasons == ("town_unknown",)
