"""A form on paper prints what the form asks, each item once, and is filled from a register that the file names."""

import pytest

from yakusho.forms import Malformed, load
from yakusho.forms.tests.samples import WARD_FILES

PRINTED = next(text for path in WARD_FILES if "\npaper:\n" in (text := path.read_text("utf-8")))
SHEETS = "    - [account, account_proof, consent]\n"


def test_the_sheets_of_a_paper_are_read_in_order() -> None:
    paper = load(PRINTED).paper
    assert paper is not None
    assert paper.sheets[1] == ("account", "account_proof", "consent")


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("    - [account_proof, consent]\n", "“account” is asked of everybody"),
        ("    - [account, nobody]\n", "“nobody” is no item"),
        ("    - [account, name]\n", "“name” is printed twice"),
    ],
)
def test_a_sheet_with_a_wrong_item_is_refused_with_its_place(sheet: str, words: str) -> None:
    with pytest.raises(Malformed, match=words):
        load(PRINTED.replace(SHEETS, sheet))


def test_a_paper_without_a_register_to_fill_it_from_is_refused() -> None:
    begin, end = PRINTED.index("register_checks:"), PRINTED.index("paper:\n")
    with pytest.raises(Malformed, match="Nothing says how the form is filled"):
        load(PRINTED[:begin] + PRINTED[end:])
