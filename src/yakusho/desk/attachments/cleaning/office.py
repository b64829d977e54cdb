"""Office files (docx, xlsx, pptx): turned into PDF where a program for that is installed; else known parts only.

A part that isn't known makes the file suspicious; nothing is mended, because a part that is missing breaks the file.
"""

import html
import io
import re
import subprocess
import zipfile
from pathlib import Path
from xml.parsers import expat

from yakusho.desk.attachments.bounds import PARTS_BYTES_MAX, PARTS_MAX
from yakusho.desk.attachments.cleaning import images
from yakusho.desk.attachments.outcome import Suspicious
from yakusho.kernel.files import EXTENSIONS, document_type, media_type

_XML = re.compile(
    r"\[Content_Types\]\.xml|(?:[a-z]+/)?(?:[a-zA-Z]+/)*_rels/[\w.]*\.rels|docProps/(?:app|core|custom)\.xml"
    r"|word/(?:document|styles|settings|webSettings|fontTable|numbering|footnotes|endnotes|comments\w*|people"
    r"|(?:header|footer)\d*)\.xml|word/(?:theme|charts|diagrams)/\w+\.xml"
    r"|customXml/(?:item|itemProps)\d*\.xml"
    r"|xl/(?:workbook|styles|sharedStrings|calcChain|metadata)\.xml"
    r"|xl/(?:worksheets|theme|tables|charts|drawings|chartsheets|comments\w*|threadedComments|persons)/[\w-]+\.xml"
    r"|ppt/(?:presentation|presProps|viewProps|tableStyles|commentAuthors)\.xml"
    r"|ppt/(?:slides|slideLayouts|slideMasters|notesSlides|notesMasters|handoutMasters|theme|charts|diagrams|tags)/\w+\.xml"
)
_PICTURE = re.compile(r"(?:(?:word|xl|ppt)/media/[\w.-]+|docProps/thumbnail)\.(?:png|jpe?g)", re.IGNORECASE)
_PROPERTIES = re.compile(r"docProps/(app|core|custom)\.xml")
_FIELD_THAT_CALLS = re.compile(r"DDE|INCLUDE(?:TEXT|PICTURE)", re.IGNORECASE)
_TEXT_OF_FIELDS = ("instrText", "fldSimple")
_PROGRAMS = ("control", "OLEObject", "oleObject", "externalLink", "ddeLink", "attachedTemplate")
NOWHERE = "about:blank"
PROGRAM = "/usr/bin/soffice"
_NO_PROPERTIES = {
    "app": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "custom": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "core": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
}


def converted(original: bytes, claimed: str) -> bytes:
    """An office file as PDF (LibreOffice), by way of the sandbox's own folder in memory; the PDF is copied in its turn.

    Raises:
        Suspicious: macros, another kind of file, or the program can't read it.
    """
    _judged_kind(original, claimed)
    folder = Path.cwd()
    file = folder / f"original{EXTENSIONS[claimed]}"
    file.write_bytes(original)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--nologo", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(  # noqa: S603
        [PROGRAM, profile, *options, str(file)],
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    made = file.with_suffix(".pdf")
    if not made.exists():
        raise Suspicious("unreadable")
    return made.read_bytes()


def _judged_kind(original: bytes, claimed: str) -> str:
    """The media type of an office file without macros that is what it claims to be."""
    with zipfile.ZipFile(io.BytesIO(original)) as package:
        entries = package.infolist()
    if any("vba" in each.filename.lower() for each in entries):
        raise Suspicious("macros")
    if len(entries) > PARTS_MAX or sum(each.file_size for each in entries) > PARTS_BYTES_MAX:
        raise Suspicious("too_large")
    kind = media_type(original)
    if kind is None:
        raise Suspicious("unknown_kind")
    if kind != claimed:
        raise Suspicious("other_kind")
    return kind


def copy(original: bytes, claimed: str) -> tuple[str, str, bytes, int]:
    """A new package of the allowed parts.

    Raises:
        Suspicious: macros, embedded programs, links that are fetched, fields that call, or a part that isn't known.
    """
    kind, out = _judged_kind(original, claimed), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(original)) as package:
        entries = [each for each in package.infolist() if not each.is_dir()]
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
            for each in entries:
                fresh.writestr(zipfile.ZipInfo(each.filename), _part(each.filename, package.read(each)))
    return "parts", kind, out.getvalue(), 0


def _part(name: str, content: bytes) -> bytes:
    properties = _PROPERTIES.fullmatch(name)
    if properties:
        return _NO_PROPERTIES[properties[1]].encode()
    if _PICTURE.fullmatch(name):
        kind = document_type(content)
        if kind not in ("image/png", "image/jpeg"):
            raise Suspicious("part_not_allowed")
        return images.reencoded(content, kind)[2]
    if not _XML.fullmatch(name):
        raise Suspicious("part_not_allowed")
    return _relationships(content) if name.endswith(".rels") else _judged(content)


def _judged(content: bytes) -> bytes:
    """XML as it is, unless something in it would start a program or fetch from elsewhere."""
    field_text: list[str] = []
    inside = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = name.rpartition(":")[2]
        if inside in _PROGRAMS:
            raise Suspicious("external" if inside == "attachedTemplate" else "part_not_allowed")
        if any("macroEnabled" in value for value in attributes.values()):
            raise Suspicious("macros")
        if inside in _TEXT_OF_FIELDS:
            field_text.extend(value for key, value in attributes.items() if key.endswith("instr"))

    def text(characters: str) -> None:
        if inside in _TEXT_OF_FIELDS:
            field_text.append(characters)

    _read(content, start, text)
    if _FIELD_THAT_CALLS.search("".join(field_text)):
        raise Suspicious("external")
    return content


def _relationships(content: bytes) -> bytes:
    """The relations between parts, written anew: a link for people leads nowhere, one that is fetched is refused."""
    lines = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] != "Relationship":
            return
        kept = {key: attributes.get(key, "") for key in ("Id", "Type", "Target")}
        if attributes.get("TargetMode", "Internal") != "Internal":
            if not kept["Type"].endswith("/hyperlink"):
                raise Suspicious("external")
            kept |= {"Target": NOWHERE, "TargetMode": "External"}
        elif "://" in kept["Target"]:
            raise Suspicious("external")
        lines.append("<Relationship " + " ".join(f'{key}="{html.escape(value)}"' for key, value in kept.items()) + "/>")

    _read(content, start, lambda characters: None)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    whole = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{space}">{"".join(lines)}</Relationships>'
    return whole.encode()


def _read(content: bytes, start: object, text: object) -> None:
    """Parse XML that has no document type, and so no entities."""

    def refuse(*_: object) -> None:
        raise Suspicious("part_not_allowed")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.Parse(content, True)
