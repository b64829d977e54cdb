"""A document becomes a PDF that prints, can be searched and read aloud, and is the same file each time."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from yakusho.documents import (
    Address,
    Box,
    Boxes,
    Bundle,
    CannotTypeset,
    Document,
    Fill,
    Fonts,
    Heading,
    NoFont,
    Pairs,
    Paragraph,
    Sheet,
    Table,
    Tick,
    find_fonts,
    write,
    write_all,
)

DAY = date(2026, 11, 24)
EVERYTHING = (
    Address(("〒173-0000", "見本町1番", "見本 花子 様")),
    Heading("あらまし"),
    Paragraph('#panic("x") $ \\ * _ <a> は、ただの文字です。'),
    Pairs((("決定した日", "令和8年11月24日"),)),
    Table(("前", "後"), tuple((f"旧{row}", f"新{row}") for row in range(60)), caption="新旧対照表", widths=(1, 2)),
    Boxes((Box("口座番号", Fill("0123456", 7), "7けた"), Box("同意", Tick(("同意します",))))),
    Paragraph("髙﨑 𠮷田", small=True),
)


def _form(pages: int, codes: int) -> Document:
    blocks = [Paragraph("申請書")]
    for _page in range(pages - 1):
        blocks += [Sheet(), Paragraph("つづき")]
    told = tuple(f"sample.1.KEY.{page}.{codes}" for page in range(1, codes + 1))
    return Document("申請書", tuple(blocks), DAY, codes=told, key="ABCD-EFGH")


def _texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def test_a_document_can_be_searched_read_aloud_and_kept() -> None:
    document = Document("新旧対照表", EVERYTHING, DAY, author="見本区", mark="見本", running="版0から版1")
    pdf, again = write_all([document, document], find_fonts())
    assert pdf == again
    texts = _texts(pdf)
    assert len(texts) > 1
    assert all("見本" in text and "版0から版1" in text for text in texts)
    for words in ("見本 花子 様", '#panic("x") $ \\ * _ <a> は、ただの文字です。', "新59", "髙﨑 𠮷田", "同意します"):
        assert words in "\n".join(texts)
    with pikepdf.open(BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == "ja"
        assert file.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in file.Root
        assert str(file.docinfo["/Title"]) == "新旧対照表"
        assert str(file.docinfo["/CreationDate"]).startswith("D:20261124")
        assert file.open_metadata()["pdfuaid:part"] == "1"
        fonts = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/FontDescriptor" in each]
        assert fonts
        assert all(any(name in font.FontDescriptor for name in ("/FontFile2", "/FontFile3")) for font in fonts)


def test_each_form_of_a_bundle_counts_its_own_pages() -> None:
    texts = _texts(write(Bundle("申請書の束", (_form(2, 2), _form(1, 1))), find_fonts()))
    assert ["1／2" in texts[0], "2／2" in texts[1], "1／1" in texts[2]] == [True, True, True]
    assert all("ABCD-EFGH" in text for text in texts)


def test_a_form_with_more_pages_than_codes_is_refused_without_a_word_of_it() -> None:
    with pytest.raises(CannotTypeset) as refused:
        write(_form(2, 1), find_fonts())
    assert "申請書" not in str(refused.value)


def test_a_machine_without_japanese_fonts_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(NoFont, match="fonts-noto-cjk"):
        find_fonts(tmp_path)


def test_fonts_of_a_folder_are_taken_whatever_they_are_called(tmp_path: Path) -> None:
    system = find_fonts()
    (tmp_path / "mine.ttc").symlink_to(next(system.folders[0].glob("NotoSansCJK-Regular*")))
    found = find_fonts(tmp_path)
    assert found == Fonts((tmp_path,), ())
    assert "申請書" in _texts(write(_form(1, 1), found))[0]
