"""Every text that people see exists in Japanese (訳もれがない)."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.support.tree import SOURCE
from yakusho.ui.catalogue import EASY_PARTS, PARTS, Text, merge, missing, used_texts

PACKAGES = sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())
LAYOUT = ("errors.py", "field_html.py", "dates.py", "templatetags/", "templates/ui/parts/", "templates/ui/frame/")
RESIDENTS = ("portal/", *(f"ui/{each}" for each in LAYOUT))
PLAN = ("portal/plan/", "ui/templates/ui/parts/chart", "ui/templates/ui/parts/previous_plan")
"""Easy Japanese is said wherever residents get from the first page to the decision; pages of the plan stay Japanese."""


@cache
def used() -> frozenset[tuple[str | None, str]]:
    return frozenset((text.context, text.msgid) for text in used_texts())


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_of_a_package_has_its_japanese(package: str) -> None:
    untranslated = [f"{text.place}: {text.msgid!r}" for text in missing([package])]
    assert not untranslated, "write it into src/yakusho/locale/parts/:\n" + "\n".join(untranslated)


def test_residents_meet_no_text_without_easy_japanese() -> None:
    easy = [text for text in missing(["portal", "ui"], EASY_PARTS) if text.place.startswith(RESIDENTS)]
    untranslated = [f"{text.place}: {text.msgid!r}" for text in easy if not text.place.startswith(PLAN)]
    assert not untranslated, "write it into src/yakusho/locale/parts/easy/:\n" + "\n".join(untranslated)


@pytest.mark.parametrize("parts", [PARTS, EASY_PARTS], ids=["ja", "easy"])
def test_no_translation_has_lost_its_text(parts: Path) -> None:
    orphans = []
    for message in merge(parts):
        msgid = message.id[0] if isinstance(message.id, tuple) else message.id
        if msgid and (message.context, msgid) not in used():
            orphans.append(msgid)
    assert not orphans, f"nothing shows these texts; take them out of {parts}:\n" + "\n".join(orphans)


@pytest.mark.parametrize("parts", [PARTS, EASY_PARTS], ids=["ja", "easy"])
def test_placeholders_survive_translation(parts: Path) -> None:
    holes = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    broken = []
    for message in merge(parts):
        if not message.id:
            continue
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        translations = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {hole for text in texts for hole in holes.findall(text)}
        broken += [text for text in translations if set(holes.findall(text)) - wanted]
        if wanted and not any(holes.findall(text) for text in translations):
            broken.append(texts[0])
    assert not broken, "\n".join(broken)


def test_the_search_for_texts_finds_some() -> None:
    assert any(isinstance(text, Text) for text in used_texts(["ui"]))
