"""Japanese fonts on this machine (書体): found when a document is written, and asked for by name when there is none."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SYSTEM_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
PACKAGE = "fonts-noto-cjk"
SETTING = "YAKUSHO_FONT_FOLDER"
_ENDINGS = {".ttf", ".otf", ".ttc"}
_FAMILIES = {
    "NotoSansCJK": "Noto Sans CJK JP",
    "NotoSansJP": "Noto Sans JP",
    "BIZUDPGothic": "BIZ UDPGothic",
    "BIZUDGothic": "BIZ UDGothic",
    "ipaexg": "IPAexGothic",
    "ipagp": "IPAPGothic",
    "ipag": "IPAGothic",
    "NotoSerifCJK": "Noto Serif CJK JP",
    "ipaexm": "IPAexMincho",
}
"""The fonts we know, the best for forms first: how their files begin, and the name of the family."""


class NoFont(Exception):
    """There is no Japanese font on this machine."""


@dataclass(frozen=True)
class Fonts:
    """Folders to look into, and families by preference; with none that is known, any font that has the character."""

    folders: tuple[Path, ...]
    families: tuple[str, ...]


def find_fonts(folder: Path | None = None) -> Fonts:
    """The Japanese fonts of a folder, or of the system when it is left out.

    Raises:
        NoFont: there is none; the message names the Debian package and the setting.
    """
    if folder is not None:
        files = _files([folder])
        if not files:
            raise NoFont(f"{folder} holds no font; put one there, or unset {SETTING} and install {PACKAGE}")
        return Fonts((folder,), tuple(_known(files)))
    known = _known(_files(SYSTEM_FOLDERS))
    if not known:
        raise NoFont(f"no Japanese font is installed; install the package {PACKAGE}, or set {SETTING} to a folder")
    family = next(iter(known))
    return Fonts((known[family].parent,), (family,))


def _files(folders: Iterable[Path]) -> list[Path]:
    found = (path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS)
    return sorted(found)


def _known(files: Iterable[Path]) -> dict[str, Path]:
    """A file of each known family that is there, by preference."""
    found: dict[str, Path] = {}
    for beginning, family in _FAMILIES.items():
        file = next((path for path in files if path.name.lower().startswith(beginning.lower())), None)
        if file is not None:
            found[family] = file
    return found
