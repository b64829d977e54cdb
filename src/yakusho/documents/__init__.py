"""Documents (文書): typed blocks become a tagged PDF that prints well, is kept, and can be read aloud. Pure.

A document is data; the template is a file of this package. Typesetting and its fonts take some 100 MB, so it always
happens in a process of its own, which ends with its last document (`write`, `write_all`).
"""

from yakusho.documents.blocks import (
    Address,
    Block,
    Box,
    Boxes,
    Fill,
    Heading,
    Pairs,
    Paragraph,
    Sheet,
    Table,
    Tick,
)
from yakusho.documents.document import Bundle, Document
from yakusho.documents.fonts import Fonts, NoFont, find_fonts
from yakusho.documents.writing import CannotTypeset, write, write_all

__all__ = [
    "Address",
    "Block",
    "Box",
    "Boxes",
    "Bundle",
    "CannotTypeset",
    "Document",
    "Fill",
    "Fonts",
    "Heading",
    "NoFont",
    "Pairs",
    "Paragraph",
    "Sheet",
    "Table",
    "Tick",
    "find_fonts",
    "write",
    "write_all",
]
