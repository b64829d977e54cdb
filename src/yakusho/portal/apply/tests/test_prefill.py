"""A link fills in what the procedure's file allows, and nothing else."""

import pytest
from django.test import Client

from tests.support.home import WARD_FOLDER
from yakusho.forms import load
from yakusho.kernel.findings import Malformed
from yakusho.portal.tests.resident import DISCLOSURE, Resident, definition_text, publish

CODE = next(
    file.stem
    for file in sorted((WARD_FOLDER / "procedures").glob("*.yaml"))
    if "offered_on: plan_indicator" in file.read_text("utf-8")
)

pytestmark = pytest.mark.usefixtures("procedures")


def _page(client: Client, query: dict[str, str]) -> str:
    publish(CODE)
    response = client.get(f"/ja/apply/{CODE}/", query)
    assert response.status_code == 200
    return response.content.decode()


def test_what_a_page_knows_is_filled_in_and_goes_out_with_the_rest(client: Client) -> None:
    publish(CODE)
    resident = Resident(CODE).opens(f"/ja/apply/{CODE}/?indicator=15-3+%E6%89%8B%E7%B6%9A%E3%81%8D")
    assert 'value="15-3 手続き"' in resident.page
    resident.sends("report", {"indicator": "15-3 手続き", "report": "数がちがいます。"})
    assert "15-3 手続き" in resident.text


def test_an_item_that_is_not_marked_stays_blank(client: Client) -> None:
    assert "秘密の文" not in _page(client, {"report": "秘密の文", "nothing": "x"})
    assert "秘密の文" not in client.get(f"/ja/apply/{DISCLOSURE}/", {"documents": "秘密の文"}).content.decode()


@pytest.mark.parametrize("text", ["", " ", "x" * 121, "<script>alert(1)</script>", "\x00", "a" * 5000])
def test_a_text_that_could_not_be_typed_is_left_out_or_harmless(client: Client, text: str) -> None:
    page = _page(client, {"indicator": text})
    assert "<script>alert" not in page
    assert "x" * 121 not in page


def test_a_file_can_not_let_a_link_tick_a_box_or_be_offered_without_its_item() -> None:
    text = definition_text(CODE)
    with pytest.raises(Malformed) as refused:
        load(text.replace("            prefill: true\n", ""))
    assert "prefill: true" in refused.value.findings[0].remedy
    with pytest.raises(Malformed):
        load(text.replace("kind: email", "kind: consent\n            prefill: true"))
