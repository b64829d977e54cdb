"""The Japanese catalogues (訳語): parts written beside the rooms are merged into one and compiled at set-up.

Each part under `locale/parts/` holds the texts of one room, under `locale/parts/easy/` those in easy Japanese. The same
English text may stand in several parts, but must say the same in Japanese. Merged catalogues are made, never edited.
"""

import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

import yakusho

SOURCE = Path(yakusho.__file__).parent
PARTS = SOURCE / "locale" / "parts"
EASY_PARTS = PARTS / "easy"
LANGUAGE = "ja"
FOLDERS = {LANGUAGE: "", "ja_Easy": "easy"}
"""The catalogues by their folder under `locale/`, and where their parts lie under `parts/`."""
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


class CatalogueError(Exception):
    """Parts that contradict each other; the message names the text and both files."""


@dataclass(frozen=True)
class Text:
    """An English text that a file asks to be translated."""

    context: str | None
    msgid: str
    place: str


def build_catalogue(parts: Path = PARTS, locale: Path = SOURCE / "locale") -> int:
    """Merge all parts into `ja/LC_MESSAGES/django.po`, easy ones beside it, and compile both; how many texts that is.

    Raises:
        CatalogueError: two parts translate one text differently.
    """
    merged = {name: merge(parts / own) for name, own in FOLDERS.items()}
    for language, catalogue in merged.items():
        folder = locale / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        for name, write in (("django.po", write_po), ("django.mo", write_mo)):
            written = io.BytesIO()
            write(written, catalogue)
            _replace(folder / name, written.getvalue())
    return sum(map(len, merged.values()))


def merge(parts: Path = PARTS) -> Catalog:
    """All parts as one catalogue.

    Raises:
        CatalogueError: two parts translate one text differently.
    """
    merged = Catalog(locale=LANGUAGE, project="yakusho", charset="utf-8", fuzzy=False)
    found_in: dict[tuple[str | None, str], tuple[Message, str]] = {}
    for part in sorted(parts.glob("*.po")):
        for message in _messages(part):
            key = (message.context, _singular(message))
            earlier, where = found_in.setdefault(key, (message, part.name))
            if earlier.string != message.string:
                raise CatalogueError(f"{key[1]!r} is {earlier.string!r} in {where}, {message.string!r} in {part.name}")
            merged.add(message.id, message.string, context=message.context)
    return merged


def _messages(part: Path) -> list[Message]:
    with part.open("rb") as file:
        catalogue = read_po(file, locale=LANGUAGE, abort_invalid=True)
    return [message for message in catalogue if message.id and _translated(message)]


def _translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def _singular(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


def _replace(path: Path, content: bytes) -> None:
    """Write beside and move over, so that a process that reads at the same moment sees the old or the new whole."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
    path.chmod(0o644)


def used_texts(packages: list[str] | None = None) -> Iterator[Text]:
    """Every text that templates and code of these packages (all by default) ask to be translated."""
    for folder in [SOURCE / package for package in packages] if packages else [SOURCE]:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".html", ".txt") and "tests" not in path.parts:
                yield from _texts_of(path)


def _texts_of(path: Path) -> Iterator[Text]:
    source = path.read_text("utf-8")
    if path.suffix != ".py":
        # Left-aligned, because what is left of a template reads like code and its indentation would not add up.
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    for line, keyword, arguments, _comments in extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {}):
        texts = arguments if isinstance(arguments, tuple) else (arguments,)
        context, msgid = texts[:2] if "pgettext" in keyword else (None, texts[0])
        if msgid:  # None: a variable, whose text is marked where it is written
            msgid = msgid if path.suffix == ".py" else msgid.replace("%%", "%")
            yield Text(context, msgid, f"{path.relative_to(SOURCE)}:{line}")


def missing(packages: list[str] | None = None, parts: Path = PARTS) -> list[Text]:
    """The texts of these packages (all by default) that have no Japanese in these parts yet."""
    merged = merge(parts)
    return [text for text in used_texts(packages) if merged.get(text.msgid, text.context) is None]
