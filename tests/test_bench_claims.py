"""The made-up applications of the benefit benchmark are such as their kinds say, so that its truth is true."""

from collections import Counter
from datetime import date
from functools import cache

from bench.checks import judge
from bench.claims import KINDS, Application, make
from tests.support.home import WARD_FOLDER

BASE, TODAY = date(2020, 4, 27), date(2026, 11, 24)


@cache
def made(seed: int = 3) -> list[Application]:
    return make(300, seed, WARD_FOLDER, BASE, TODAY)[1]


def test_a_seed_makes_the_same_applications_and_another_seed_others() -> None:
    assert make(300, 3, WARD_FOLDER, BASE, TODAY)[1] == made()
    assert made(4) != made()


def test_each_kind_comes_as_often_as_its_share() -> None:
    counted = Counter(each.kind for each in made())
    assert sum(counted.values()) == 300
    for kind, each in KINDS.items():
        if kind not in ("clean", "applied_twice", "protected"):
            assert counted[kind] == round(each.share * 300), kind


def test_a_duplicate_follows_the_first_application_of_its_household() -> None:
    kinds = [each.kind for each in made()]
    firsts = [place for place, kind in enumerate(kinds) if kind == "applied_twice"]
    seconds = [place for place, kind in enumerate(kinds) if kind == "duplicate"]
    assert len(firsts) == len(seconds) > 0
    pairs = zip(firsts, seconds, strict=True)
    assert all(made()[one].birth_date == made()[two].birth_date and one < two for one, two in pairs)


def test_red_that_isnt_so_and_what_was_lost_are_counted() -> None:
    clean = [each for each in made() if each.kind == "clean"][:3]
    found = {"cases": {"M-1": ["red", [["red", "not_head"]]], "M-2": ["green", [["green", "name_same"]]]}, "doubled": 0}
    told = judge(clean, ["M-1", "M-2", "M-3"], found)
    assert (told["false_red"], told["lost"], told["doubled"]) == (1, 1, 0)
    assert told["recall"] == {"clean": 0.5}
