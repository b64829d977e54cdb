"""Every kind of field can be understood and mended by anybody, with any device."""

import pytest
from django.template import Context, Template

from yakusho.kernel.errors import FieldError
from yakusho.ui.field_html import field_html
from yakusho.ui.fields import KINDS, Choice, Field
from yakusho.ui.tests.reading import CONTROLS, Element, Page, loose_ends, unlabelled

CHOICES = (("view", "見る"), Choice("copy", "写し", "手数料がかかります"))
VISIBLE_KINDS = [kind for kind in KINDS if kind != "hidden"]


def read(field: Field) -> Page:
    return Page(field_html(field))


def describing(page: Page, element: Element) -> str:
    return " ".join(page.by_id(own_id).text for own_id in element.attributes.get("aria-describedby", "").split())


@pytest.mark.parametrize("kind", VISIBLE_KINDS)
def test_every_input_has_a_label_its_hint_and_its_error(kind: str) -> None:
    page = read(Field("way", "受け取り方", kind, hint="一つ選んでください", error="選んでください", choices=CHOICES))
    assert unlabelled(page) == []
    assert loose_ends(page) == []
    described = page.all("fieldset") or page.all(*CONTROLS)
    assert "一つ選んでください" in describing(page, described[0])
    assert "選んでください" in describing(page, described[0])
    assert any("受け取り方" in label.text for label in page.all("label", "legend"))


@pytest.mark.parametrize("kind", VISIBLE_KINDS)
def test_the_error_summary_finds_the_field_by_its_name(kind: str) -> None:
    page = read(Field("way", "受け取り方", kind, choices=CHOICES))
    assert page.by_id("f-way").tag in CONTROLS


@pytest.mark.parametrize("kind", VISIBLE_KINDS)
def test_whether_an_answer_is_needed_is_said_in_words(kind: str) -> None:
    assert "必須" in field_html(Field("way", "受け取り方", kind, choices=CHOICES))
    assert "任意" in field_html(Field("way", "受け取り方", kind, choices=CHOICES, required=False))


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_typed_never_becomes_markup(kind: str) -> None:
    bad = "\"'><script>alert(1)</script>"
    choices = ((bad, bad), Choice("b", bad, bad))
    page = read(Field("x", bad, kind, bad, bad, bad, choices, uploaded=bad, maxlength=9, attrs=(("data-x", bad),)))
    assert page.all("script") == []
    kept = "value" if kind not in ("checkbox", "password", "file", "textarea") else "data-x"
    assert bad in [element.attributes.get(kept) for element in page.elements]


@pytest.mark.parametrize("kind", ["radios", "select"])
def test_the_present_answer_is_chosen(kind: str) -> None:
    page = read(Field("way", "方法", kind, value="copy", choices=CHOICES))
    chosen = [e.attributes["value"] for e in page.elements if {"checked", "selected"} & set(e.attributes)]
    assert chosen == ["copy"]


def test_several_boxes_may_be_ticked() -> None:
    page = read(Field("way", "方法", "checkboxes", value=("view", "copy"), choices=CHOICES))
    assert ["checked" in box.attributes for box in page.all("input")] == [True, True]


@pytest.mark.parametrize(("value", "ticked"), [(True, True), ("yes", True), (False, False), ("", False), ("no", False)])
def test_a_single_box_is_ticked_by_yes_only(value: str | bool, ticked: bool) -> None:
    assert ("checked" in read(Field("agree", "同意", "checkbox", value=value)).one("input").attributes) is ticked


def test_a_select_begins_without_an_answer_unless_one_is_offered() -> None:
    assert read(Field("way", "方法", "select", choices=CHOICES)).all("option")[0].attributes["value"] == ""
    offered = read(Field("way", "方法", "select", choices=(("", "なし"), *CHOICES))).all("option")
    assert [option.text for option in offered] == ["なし", "見る", "写し"]


def test_a_text_keeps_its_first_line_break() -> None:
    assert "<textarea" in field_html(Field("x", "x", "textarea", value="\n二行目"))
    assert ">\n\n二行目</textarea>" in field_html(Field("x", "x", "textarea", value="\n二行目"))


def test_a_long_text_says_its_limit_and_is_never_cut_by_the_browser() -> None:
    page = read(Field("x", "x", "textarea", maxlength=4000))
    assert "maxlength" not in page.one("textarea").attributes
    assert "4,000文字まで" in describing(page, page.one("textarea"))


def test_a_password_is_never_written_back() -> None:
    assert "himitsu" not in field_html(Field("x", "x", "password", value="himitsu"))


@pytest.mark.parametrize(("width", "css_class"), [(0, "input"), (3, "input w-4"), (12, "input w-12"), (40, "input")])
def test_an_input_is_as_wide_as_its_answer(width: int, css_class: str) -> None:
    assert read(Field("x", "x", width=width)).one("input").attributes["class"] == css_class


def test_a_field_of_an_unknown_kind_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="colour"):
        Field("x", "x", "colour")


def test_a_field_may_be_written_by_its_parts_or_changed() -> None:
    template = Template('{% field name="kana" label="カナ" required=False %}{% field f value="あ" %}')
    page = Page(template.render(Context({"f": Field("name", "氏名", value="い")})))
    assert [control.attributes["name"] for control in page.all("input")] == ["kana", "name"]
    assert page.all("input")[1].attributes["value"] == "あ"


def test_a_group_of_fields_has_a_legend_and_its_error() -> None:
    template = Template(
        '{% error_summary errors %}{% field_group "世帯の人 1" name="members-0" hint="h" error="e" %}'
        '{% field name="members-0-name" label="氏名" %}{% end_field_group %}'
    )
    page = Page(template.render(Context({"errors": [FieldError("members-0", "e"), ("members-0-name", "n")]})))
    assert loose_ends(page) == []
    assert page.one("legend").text == "世帯の人 1"
    assert page.one("input").inside[-2].tag == "fieldset"
