"""What `docs/japanese.md` promises is what happens: each section's examples are run."""

import doctest
import re
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[4] / "docs" / "japanese.md"


def _sections() -> list[tuple[str, str, int]]:
    """Heading, text and first line of each `##` section; fences are blank, because doctest would expect them."""
    text = re.sub(r"^```.*$", "", DOCUMENT.read_text("utf-8"), flags=re.MULTILINE)
    heads = [*re.finditer(r"^## (.+)$", text, re.MULTILINE)]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [
        (head[1], text[head.start() : end], text.count("\n", 0, head.start()))
        for head, end in zip(heads, ends, strict=True)
    ]


@pytest.mark.parametrize(("heading", "text", "line"), _sections(), ids=[section[0] for section in _sections()])
def test_the_examples_of_each_section_are_true(heading: str, text: str, line: int) -> None:
    examples = doctest.DocTestParser().get_doctest(text, {}, heading, DOCUMENT.name, line)
    told: list[str] = []
    results = doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
    assert not results.failed, "".join(told)


def test_the_document_does_show_examples() -> None:
    assert all(">>> " in text for _, text, _ in _sections())
