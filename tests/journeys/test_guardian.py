"""A parent applies for a daughter who is a mother at 17; the other parent agrees by a link, at another browser."""

import re
from pathlib import Path

import httpx
import pytest
from PIL import Image
from selenium.webdriver.common.by import By

from tests.journeys import people, plan
from tests.journeys.walker import Walker
from tests.support.house import House
from yakusho.cli import resident

CODE = "child-allowance-change"
EXAMPLE = "parent-of-a-young-mother"
INVITE = "invite:other_guardian"
LINK = re.compile(r"http://\S+/consent/[0-9A-Z]{20}/")
MOTHER = "見本 陽子"


@pytest.mark.parametrize(
    ("name", "language", "way", "other_way"),
    [
        ("guardian-desktop", "ja", {"width": 1280}, {"width": 360, "javascript": False}),
        pytest.param("guardian-phone", "en", {"width": 360}, {"keyboard": True}, marks=pytest.mark.long),
    ],
)
def test_the_other_parent_agrees_at_a_browser_of_her_own(house: House, tmp_path, name, language, way, other_way):
    before, typed = plan.public_value(house), people.answers(CODE, EXAMPLE)
    typed["agent"] |= {"agent_proof": [_register_extract(tmp_path)]}
    with people.person(name, **way) as father:
        people.fill_in(father, house, CODE, "ja", typed)
        father.press("go", "submit")
        father.look("others-have-to-agree")
        father.press("go", INVITE)
        father.look("link-to-hand-on")
        link = LINK.search(father.text())
        assert link, father.text()
        _is_kept_from_agreeing(father, link[0])
        with people.person(f"{name}-mother", language=language, **other_way) as mother:
            _agrees(mother, link[0], language, typed)
        father.press("go", "look")
        father.look("agreed")
        assert MOTHER in father.text()
        father.press("go", "submit")
        number, _ = people.receipt(father)
    with people.person(f"{name}-clerk") as clerk:
        people.log_in(clerk, house, "mynumber", "inner-children")
        people.open_case(clerk, house, "mynumber", number)
        agreed = clerk.driver.find_element(By.CSS_SELECTOR, "section[aria-labelledby=consents]")
        assert MOTHER in agreed.text
        assert agreed.find_elements(By.TAG_NAME, "time")
    _is_counted(house, before)


def _register_extract(folder: Path) -> str:
    """A photo of the family register; its path."""
    photo = folder / "戸籍.png"
    Image.new("RGB", (1200, 900), "lightgray").save(photo)
    return str(photo)


def _is_kept_from_agreeing(father: Walker, link: str) -> None:
    """Open the link in another tab of the same browser."""
    with father.in_new_tab(link):
        father.look("own-browser")
        assert not father.inputs("name")


def _agrees(mother: Walker, link: str, language: str, typed) -> None:
    """Open the link as it came, read what it is about in the language of her own, forget the name, and agree."""
    mother.open(link)
    if language != "ja":
        mother.follow(f"/{language}/consent/")
    mother.look("asked-to-agree")
    for words in (typed["agent"]["agent-name"], typed["you"]["applicant-name"], typed["children"]["children-0-name"]):
        assert words[0].replace(" ", "\u3000") in mother.text()
    assert typed["you"]["phone"][0] not in mother.text()
    mother.press("go", "agree")
    mother.look("name-forgotten")
    mother.fill({"name": [MOTHER]})
    mother.press("go", "agree")
    mother.look("thanked")


@pytest.mark.long
def test_sample_residents_let_the_other_parent_agree_too(house: House) -> None:
    before = plan.public_value(house)
    with httpx.Client(base_url=house.urls["portal"], follow_redirects=True) as client:
        assert resident.apply(client, people.procedure(CODE), EXAMPLE).startswith("M-")
    _is_counted(house, before)


def _is_counted(house: House, before: int) -> None:
    """Wait until the plan counts the application, so that whoever reads it next finds it at rest."""
    people.until(lambda: plan.public_value(house) == before + 1, "the application in the plan")
