"""A household's form as a document (申請書): what is known is printed, what is missing has room to be written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from yakusho.documents import Address, Block, Box, Boxes, Document, Fill, Heading, Pairs, Paragraph, Sheet, Table, Tick
from yakusho.forms import Compiled, Field
from yakusho.forms.schema import Paper
from yakusho.mynumber.paper.filling import LANGUAGE
from yakusho.mynumber.paper.keys import page_code, show_key

ROWS_FIRST, ROWS_NEXT = 7, 17  # members on the sheet that begins a list, and on each that goes on with it
BLANK_ROWS = 4  # of a list that the register knows nothing of
ROW_MM = 12
CELLS = {"bank_code": 4, "branch_code": 3, "number": 7}  # digits of an account, one in each square
TICKS_MAX = 4  # more choices are written, not ticked
WIDE = {"address": 6, "long_text": 6}  # as shares of a line, beside the usual
WIDTH = 4


@dataclass(frozen=True)
class Form:
    """What all forms of one print have in common; `sender` is the office, `mark` stands on each page of a sample."""

    compiled: Compiled
    paper: Paper
    generation: int
    sender: str
    mark: str
    today: date


@dataclass(frozen=True)
class Filled:
    """One household's form: its key, whom the envelope goes to, and the texts known by input name."""

    key: str
    address: Sequence[str]
    texts: Mapping[str, str]


def form_document(form: Form, filled: Filled) -> Document:
    """The form of one household, ready to be typeset."""
    sheets = [sheet for ids in form.paper.sheets for sheet in _sheets(form, filled, ids)]
    intro = [Paragraph(form.paper.intro.say(LANGUAGE))] if form.paper.intro else []
    sheets[0] = [Address(tuple(filled.address)), *intro, *sheets[0]]
    sheets[-1] = [*sheets[-1], *_ending(form)]
    code, pages = form.compiled.procedure.code, len(sheets)
    return Document(
        title=form.paper.title.say(LANGUAGE),
        blocks=tuple(block for index, sheet in enumerate(sheets) for block in ([Sheet()] if index else []) + sheet),
        made_on=form.today,
        author=form.sender,
        mark=form.mark,
        running=form.sender,
        codes=tuple(page_code(code, form.generation, filled.key, page, pages) for page in range(1, pages + 1)),
        key=show_key(filled.key),
    )


def _ending(form: Form) -> list[Block]:
    written = Fill(_("Year          Month          Day"))
    boxes = (Box(_("Written on"), written), Box(_("Signature of the applicant"), Fill(height_mm=14)))
    return [Boxes(boxes), Pairs(((_("Return to"), form.paper.return_to.say(LANGUAGE)),))]


def _sheets(form: Form, filled: Filled, ids: Sequence[str]) -> list[list[Block]]:
    """The sheet of these items, and those on which a long list of members goes on."""
    first: list[Block] = []
    following: list[list[Block]] = []
    boxes: list[Box] = []
    for field in (form.compiled.item(id_) for id_ in ids):
        if field.members or field.parts or field.text:
            first += [Boxes(tuple(boxes))] if boxes else []
            boxes = []
        if field.text:
            first.append(Paragraph(field.text.say(LANGUAGE)))
        elif field.members:
            here, more = _group(field, filled.texts)
            first.append(here)
            following += [[each] for each in more]
        elif field.parts:
            first += [Heading(_label(field)), _parts(field, filled.texts)]
        else:
            boxes.append(_box(field, field.id, filled.texts))
    first += [Boxes(tuple(boxes))] if boxes else []
    return [first, *following]


def _label(field: Field) -> str:
    return field.label.say(LANGUAGE)


def _parts(field: Field, texts: Mapping[str, str]) -> Boxes:
    return Boxes(tuple(_box(part, f"{field.id}-{part.id}", texts) for part in field.parts))


def _box(field: Field, name: str, texts: Mapping[str, str]) -> Box:
    """One item with its label, and room for the answer that fits what is asked."""
    text = texts.get(name, "")
    if field.control == "file":
        return Box(_label(field), Tick((_("A copy is enclosed"),)))
    if field.control == "checkbox":
        return Box(_("Consent"), Tick((_label(field),)))
    if field.choices and not text and len(field.choices) <= TICKS_MAX:
        return Box(_label(field), Tick(tuple(choice.label.say(LANGUAGE) for choice in field.choices)))
    if field.kind_name == "date" and not text:
        return Box(_label(field), Fill(_("Year          Month          Day")))
    height = 24 if field.control == "textarea" else 14 if field.kind_name == "address" else 9
    return Box(_label(field), Fill(_shown(field, text), CELLS.get(field.id, 0), height))


def _shown(field: Field, text: str) -> str:
    """A known text in words: a choice by its label."""
    return next((choice.label.say(LANGUAGE) for choice in field.choices if choice.code == text), text)


def _group(field: Field, texts: Mapping[str, str]) -> tuple[Table, list[Table]]:
    """The members that are known, each in a row, divided as sheets have room; or empty rows."""
    count = 1 + max((int(name.split("-")[1]) for name in texts if name.startswith(f"{field.id}-")), default=-1)
    rows = [_row(field, index, texts) for index in range(count or min(BLANK_ROWS, field.max))]
    parts = [rows[:ROWS_FIRST], *(rows[place : place + ROWS_NEXT] for place in range(ROWS_FIRST, len(rows), ROWS_NEXT))]
    tables = [_table(field, part, first=index == 0) for index, part in enumerate(parts)]
    return tables[0], tables[1:]


def _columns(field: Field) -> list[tuple[str, Field]]:
    """What a member is asked, one input a column, with its name within the row."""
    return [
        (f"{member.id}-{part.id}" if member.parts else member.id, part)
        for member in field.members
        for part in member.parts or (member,)
    ]


def _row(field: Field, index: int, texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_cell(each, texts.get(f"{field.id}-{index}-{name}", "")) for name, each in _columns(field))


def _cell(member: Field, text: str) -> str:
    if not text and member.choices and len(member.choices) <= TICKS_MAX:
        return "\n".join(f"□ {choice.label.say(LANGUAGE)}" for choice in member.choices)
    return _shown(member, text)


def _table(field: Field, rows: Sequence[tuple[str, ...]], *, first: bool) -> Table:
    return Table(
        head=tuple(_label(each) for _name, each in _columns(field)),
        rows=tuple(rows),
        caption=_label(field) if first else _("%(list)s (continued)") % {"list": _label(field)},
        widths=tuple(WIDE.get(each.kind_name, WIDTH) for _name, each in _columns(field)),
        row_mm=ROW_MM,
    )
