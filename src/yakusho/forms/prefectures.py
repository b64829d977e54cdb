"""The prefectures to choose from in an address (都道府県), by codes in Latin letters; and abroad."""

from typing import Final

from yakusho.forms.schema.texts import Choice, Text
from yakusho.japanese.addresses.prefectures import PREFECTURES as PREFECTURE_READINGS

ABROAD: Final = "abroad"
_ENGLISH: Final = """
Hokkaido Aomori Iwate Miyagi Akita Yamagata Fukushima Ibaraki Tochigi Gunma Saitama Chiba Tokyo Kanagawa Niigata Toyama
Ishikawa Fukui Yamanashi Nagano Gifu Shizuoka Aichi Mie Shiga Kyoto Osaka Hyogo Nara Wakayama Tottori Shimane Okayama
Hiroshima Yamaguchi Tokushima Kagawa Ehime Kochi Fukuoka Saga Nagasaki Kumamoto Oita Miyazaki Kagoshima Okinawa
"""
PREFECTURES: Final = (
    *(
        Choice(code=english.lower(), label=Text(ja=name, en=english, easy=f"{name}（{reading}）"))
        for (name, reading), english in zip(PREFECTURE_READINGS.items(), _ENGLISH.split(), strict=True)
    ),
    Choice(code=ABROAD, label=Text(ja="海外", en="Abroad", easy="外国（がいこく）")),
)

PREFECTURE_NAMES: Final = {choice.code: choice.label.ja for choice in PREFECTURES if choice.code != ABROAD}
