"""Every text that people see exists in Japanese (訳もれがない)."""

import re

import pytest

from tests.support.tree import SOURCE
from yakusho.ui.catalogue import Text, merge, missing, used_texts

PACKAGES = sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_of_a_package_has_its_japanese(package: str) -> None:
    untranslated = [f"{text.place}: {text.msgid!r}" for text in missing([package])]
    assert not untranslated, "write it into src/yakusho/locale/parts/:\n" + "\n".join(untranslated)


def test_no_translation_has_lost_its_text() -> None:
    used = {(text.context, text.msgid) for text in used_texts()}
    orphans = []
    for message in merge():
        msgid = message.id[0] if isinstance(message.id, tuple) else message.id
        if msgid and (message.context, msgid) not in used:
            orphans.append(msgid)
    assert not orphans, "nothing shows these texts; take them out of src/yakusho/locale/parts/:\n" + "\n".join(orphans)


def test_placeholders_survive_translation() -> None:
    holes = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    broken = []
    for message in merge():
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
