"""The process that typesets (組版): documents as JSON come in at its standard input, PDF files go out.

Only this module loads the typesetter, and no web or worker process loads this module. What goes wrong is told by the
exit code alone, because a message of the typesetter may quote what it was typesetting.
"""

import json
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst

from yakusho.documents.writing import LENGTH_BYTES

TEMPLATES = Path(__file__).with_name("templates")
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]
"""PDF/UA-1 and PDF/A-2a: tagged, titled, in a language, fonts inside; the typesetter refuses to write what isn't."""


def typeset(asked: dict[str, Any]) -> list[bytes]:
    """All documents that were asked for, one after the other."""
    compiler = typst.Compiler(
        TEMPLATES / "document.typ", root=TEMPLATES, font_paths=asked["folders"], ignore_system_fonts=True
    )
    written = []
    for data in asked["documents"]:
        parts = [{**part, "codes": [_code(text) for text in part["codes"]]} for part in data["parts"]]
        told = {**data, "families": asked["families"], "parts": parts}
        made_on = datetime.fromisoformat(data["made_on"]).replace(tzinfo=UTC)
        pdf = compiler.compile(
            sys_inputs={"document": json.dumps(told, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=made_on,
        )
        assert isinstance(pdf, bytes)
        written.append(pdf)
    return written


def _code(text: str) -> dict[str, str]:
    """A text as a QR code: the picture, and the text for those who can't see it."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, light="#fff", dark="#000")
    return {"text": text, "picture": out.getvalue().decode()}


def main() -> int:
    """Typeset what stands at standard input; 1 when that failed."""
    try:
        written = typeset(json.load(sys.stdin.buffer))
    except typst.TypstError:
        return 1
    for pdf in written:
        sys.stdout.buffer.write(len(pdf).to_bytes(LENGTH_BYTES, "big") + pdf)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
