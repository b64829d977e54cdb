"""Units and counters (単位・助数詞) as they stand behind a number, each in one spelling."""

import re

_COUNTERS = (
    "円 銭 人 名 件 個 回 度 倍 点 位 番 号 世帯 世帯員 人分 人日 年 年間 年度 か年 月 か月 月間 日 日間 週 週間 時 "
    "時間 分 分間 秒 秒間 歳 才 歳代 代 代目 期 泊 食 か所 か国 国 都道府県 市 区 町 村 丁目 番地 地区 区画 "
    "階 室 戸 棟 軒 台 両 隻 機 基 本 枚 冊 巻 部 通 頁 ページ 字 文字 語 言語 行 列 章 条 項 節 項目 種 種類 点数 "
    "匹 頭 羽 杯 着 足 組 班 対 団体 法人 社 店 店舗 施設 校 園 学級 クラス 事業 事業所 票 口 口座 株 筆 議席 席 "
    "箱 袋 束 缶 皿 単位 等 級 段 ポイント パーセントポイント 拍 "
    "メートル キロ キロメートル センチ センチメートル ミリ ミリメートル グラム キログラム トン リットル ミリリットル "
    "平方メートル 立方メートル 平方キロメートル ヘクタール アール 坪 畳 ワット キロワット キロワット時 ボルト "
    "アンペア バイト 人/日 人/月 円/月 円/年 円/日 円/人 件/年 件/月 件/日 回/年 回/月 回/日 回/週"
)
_LATIN = (
    "mm cm m km m2 m3 cm2 cm3 km2 ha a t kg g mg L l mL ml dL dl kL kl kW W kWh MWh MW V A Hz "
    "B KB MB GB TB h min s °C kcal ppm dB pt yen USD JPY km/h m/s t-CO2"
)
KNOWN = frozenset(f"{_COUNTERS} {_LATIN}".split())

_SHORT_KA = re.compile("[ヶヵケカ箇個ヵか](?=[月所国年])")
_PERCENT = frozenset(("%", "パーセント"))
_PER_MILLE = frozenset(("‰", "パーミル"))
_JAPANESE = re.compile("[ぁ-んァ-ヶー一-龠々/]{1,10}")


def unit_in_one_spelling(written: str) -> tuple[str, bool, int]:
    """A unit, whether it is known, and what the number is divided by; an empty one when it can be none."""
    unit = _SHORT_KA.sub("か", written)
    if unit in KNOWN or not unit:
        return unit, True, 1
    if unit in _PERCENT:
        return "%", True, 1
    if unit in _PER_MILLE:
        return "%", True, 10
    return (unit if _JAPANESE.fullmatch(unit) else ""), False, 1
