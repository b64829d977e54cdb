"""Variants of a kanji are found under one base form, by what published maps say."""

import subprocess
import sys
from pathlib import Path

import yakusho.japanese
from yakusho.japanese import variants
from yakusho.japanese.tests.read_cases import read_cases, told
from yakusho.japanese.variants import base_forms, candidates, sources

SOURCE = Path(yakusho.japanese.__file__).parents[2]
LOADING = """
import sys, time
sys.path.insert(0, sys.argv[1])
from yakusho.japanese import variants
began = time.process_time()
variants.base_forms("山")
print(time.process_time() - began)
"""
LOADING_SECONDS_MAX = 0.1


def test_every_case_of_variants() -> None:
    differences = []
    for case in read_cases("variants"):
        variant, base = case["variant"], case["base"]
        if base_forms(variant) != base:
            differences.append(f"{variant!a} has the base {base_forms(variant)!a}, not {base!a} ({case['source']})")
    assert not differences, told(differences)


def test_a_base_form_is_its_own_base() -> None:
    bases = {chr(code) for code in variants.base_codes().values() if code is not None}
    assert all(base_forms(base) == base for base in bases)
    assert len(bases) > 5_000


def test_candidates_are_given_by_trust_with_the_map_that_names_them() -> None:
    assert candidates("邉") == ("辺", "邊")
    assert sources("邉") == {
        "辺": "MJ縮退マップ 戸籍統一文字情報 親字・正字",
        "邊": "MJ縮退マップ 戸籍統一文字情報 親字・正字",
    }
    assert candidates("葛\U000e0100") == candidates("葛")


def test_what_no_map_reduces_has_no_candidates() -> None:
    for text in ("山", "A", "", "ア", "\ud83d", "山田"):
        assert candidates(text) == ()
        assert sources(text) == {}


def test_a_character_is_never_its_own_candidate() -> None:
    tables = variants._tables()
    assert not [char for char in tables.candidates if char in candidates(char)]
    assert all(tuple(sources(char)) == candidates(char) for char in tables.candidates)


def test_letters_and_kana_are_left_alone() -> None:
    assert base_forms("ﾔﾏﾀﾞ ＡＢ ヤマダ abc") == "ﾔﾏﾀﾞ ＡＢ ヤマダ abc"


def test_the_table_is_read_in_a_tenth_of_a_second() -> None:
    command = [sys.executable, "-I", "-S", "-c", LOADING, str(SOURCE)]
    seconds = min(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(3))
    assert seconds < LOADING_SECONDS_MAX
