"""Addresses of several inputs (住所): in the ward, with its towns, and anywhere."""

from collections.abc import Iterable, Mapping
from typing import Final

from yakusho.forms import plain, words
from yakusho.forms.fields import Answer, Field, Kind, Whole, own_part
from yakusho.forms.kinds_choice import one_of
from yakusho.forms.kinds_text import ADDRESS_CHARACTERS_MAX, line_kind, postcode_kind
from yakusho.forms.prefectures import ABROAD, PREFECTURES
from yakusho.forms.schema.texts import Text
from yakusho.forms.tables import Tables
from yakusho.forms.towns import town_kind, town_whole
from yakusho.forms.words import Wrong

BUILDING: Final = Text(
    ja="建物の名前と部屋の番号",
    en="Building and room",
    easy="建物（たてもの）の 名前（なまえ）と 部屋（へや）の 番号（ばんごう）",
)
POSTCODE: Final = Text(ja="郵便番号", en="Postcode", easy="郵便番号（ゆうびんばんごう）")
POSTCODE_HINT: Final = Text(ja="例 173-8501", en="For example 173-8501", easy="例（れい）：173-8501")


def _address_line(autocomplete: str) -> Kind:
    return line_kind(plain.folded, ADDRESS_CHARACTERS_MAX, autocomplete=autocomplete)


def ward_address_parts(tables: Tables) -> tuple[Field, ...]:
    """An address in the ward: its town offered from the ward's table."""
    return (
        own_part("postcode", POSTCODE, postcode_kind(), POSTCODE_HINT),
        own_part(
            "town", Text(ja="町名と丁目", en="Town and chome", easy="町（まち）の なまえ"), town_kind(tables.towns)
        ),
        own_part(
            "number",
            Text(ja="番地・号", en="Block and number", easy="番地（ばんち）と 号（ごう）"),
            _address_line("address-line1"),
            Text(ja="例 66番1号、66-1", en="For example 66-1", easy="例（れい）：66番1号、66-1"),
        ),
        own_part("building", BUILDING, _address_line("address-line2"), required=False),
    )


def ward_address_whole(tables: Tables) -> Whole | None:
    """A town of the ward and its postcode go together."""
    return town_whole(tables.towns) if tables.towns is not None else None


def full_address_parts() -> tuple[Field, ...]:
    """An address anywhere; abroad it has no postcode of ours."""
    return (
        own_part("postcode", POSTCODE, postcode_kind(), POSTCODE_HINT, required=False),
        own_part(
            "prefecture",
            Text(ja="都道府県", en="Prefecture", easy="都道府県（とどうふけん）"),
            one_of(PREFECTURES, "select"),
        ),
        own_part(
            "rest",
            Text(
                ja="市区町村から番地まで", en="City, town and number", easy="市（し）や 区（く）から 番地（ばんち）まで"
            ),
            _address_line("address-line1"),
            Text(
                ja="海外は国の名前から",
                en="Abroad, begin with the country",
                easy="外国（がいこく）のときは、国（くに）の 名前（なまえ）も",
            ),
        ),
        own_part("building", BUILDING, _address_line("address-line2"), required=False),
    )


def _postcode_in_japan(answers: Mapping[str, Answer]) -> Iterable[tuple[str, Wrong]]:
    if "prefecture" in answers and answers["prefecture"] != ABROAD and not answers.get("postcode"):
        yield "postcode", words.ENTER


FULL_ADDRESS_WHOLE: Final = Whole(judge=_postcode_in_japan)
