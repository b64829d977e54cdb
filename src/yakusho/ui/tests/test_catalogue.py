"""The Japanese texts are complete, and parts can't contradict each other."""

import gettext
from pathlib import Path

import pytest

from yakusho.ui.catalogue import CatalogueError, build_catalogue, merge, missing, used_texts

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'


def part(folder: Path, name: str, *texts: tuple[str, str]) -> None:
    entries = [f'msgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in texts]
    (folder / name).write_text(HEAD + "\n".join(entries), "utf-8")


def test_every_text_of_the_interface_is_there_in_japanese() -> None:
    assert missing(["ui"]) == []


def test_texts_are_found_in_code_and_in_templates() -> None:
    found = {(text.context, text.msgid) for text in used_texts(["ui"])}
    assert (None, "There is no such page") in found
    assert ("chart", "target") in found
    assert (None, "Step %(current)s of %(total)s") in found
    assert (None, "Sign out") in found


def test_parts_become_one_catalogue_that_programs_can_read(tmp_path: Path) -> None:
    part(tmp_path, "a.po", ("Send", "送る"), ("Back", "戻る"))
    part(tmp_path, "b.po", ("Send", "送る"), ("Not yet translated", ""))
    assert build_catalogue(tmp_path, tmp_path) == 2
    with (tmp_path / "ja/LC_MESSAGES/django.mo").open("rb") as file:
        translations = gettext.GNUTranslations(file)
    assert translations.gettext("Send") == "送る"
    assert translations.gettext("Not yet translated") == "Not yet translated"


def test_parts_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    part(tmp_path, "a.po", ("Send", "送る"))
    part(tmp_path, "b.po", ("Send", "提出する"))
    with pytest.raises(CatalogueError, match=r"'Send' is '送る' in a\.po, '提出する' in b\.po"):
        merge(tmp_path)
