"""A document as data, ready to be typeset."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from yakusho.documents.blocks import Block, Boxes


@dataclass(frozen=True)
class Document:
    """One document (文書).

    `made_on` is the only day in the file, so that the same document gives the same bytes. `mark` (such as 見本) and
    `running` stand on every page. With `codes`, each page carries its own as a QR code above the `key` in letters, and
    there must be as many pages as codes.
    """

    title: str
    blocks: tuple[Block, ...]
    made_on: date
    language: str = "ja"
    author: str = ""
    landscape: bool = False
    mark: str = ""
    running: str = ""
    codes: tuple[str, ...] = ()
    key: str = ""

    def as_data(self) -> dict[str, Any]:
        """The document as a JSON object: what the template reads."""
        return _data(self, self.title, (self,))


@dataclass(frozen=True)
class Bundle:
    """Several documents of one day, language and paper in one file, one after the other, each with its own pages."""

    title: str
    documents: tuple[Document, ...]

    def as_data(self) -> dict[str, Any]:
        """The bundle as a JSON object: what the template reads."""
        return _data(self.documents[0], self.title, self.documents)


def _data(first: Document, title: str, documents: tuple[Document, ...]) -> dict[str, Any]:
    return {
        "title": title,
        "made_on": first.made_on.isoformat(),
        "language": first.language,
        "author": first.author,
        "landscape": first.landscape,
        "mark": first.mark,
        "bundle": len(documents) > 1,
        "parts": [
            {
                "title": each.title,
                "running": each.running,
                "codes": list(each.codes),
                "key": each.key,
                "blocks": [_block(block) for block in each.blocks],
            }
            for each in documents
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Boxes):
        boxes = [
            {"label": box.label, "hint": box.hint, "answer": {"kind": box.answer.answer, **asdict(box.answer)}}
            for box in block.boxes
        ]
        return {"block": block.block, "boxes": boxes}
    return {"block": block.block, **asdict(block)}
