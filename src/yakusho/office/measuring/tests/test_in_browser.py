"""The room's pages in a real browser: accessible, and as wide as a telephone."""

from collections.abc import Callable

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from tests.support.axe import violations
from tests.support.browser import browser
from yakusho.kernel.ids import new_id
from yakusho.office.measuring import evidence
from yakusho.office.measuring.imports.actions import file_show, file_take
from yakusho.office.measuring.imports.sheets import as_csv
from yakusho.office.measuring.models import ImportFile
from yakusho.office.measuring.tests.conftest import Measuring
from yakusho.office.measuring.ward import ward_imports

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = [["年月", "交付枚数"], ["2023-04", "3000"], ["2023-05", "3100"]]
MIXED = [["年月", "交付枚数"], ["2023-04", "3500"], ["2023-06", "約3000"], ["2023-07", "3,000"]]


def _paths(house: Measuring) -> list[str]:
    kind, sections = ward_imports().kinds[0], frozenset({"koseki-jumin"})

    def show(rows: list[list[str]], name: str) -> ImportFile:
        return file_show(by=house.cards, kind=kind, sections=sections, name=name, data=as_csv(rows), once=new_id())

    file_take(by=house.cards, file=show(GOOD, "4月5月.csv"), kind=kind, sections=sections, accept="all", reason="")
    mixed = show(MIXED, "7月まで.csv")
    shifted = show([["年月", "交付枚数", "備考"], ["", "2023-04", "3000"], ["", "2023-05", "1"]], "ずれ.csv")
    typed = {"shape": "value", "status": "provisional", "as_of": "2023-05-31", "value": "6050", "reason": "速報の訂正"}
    assert house.post(house.cards, "11-1/2023/value/", **typed).status_code == 302
    cell = house.cell("11-1")
    evidence.link_attach(by=house.cards, cell=cell, title="J-LIS の月報", link="https://example.jp/", once=new_id())
    year = house.this_year()
    binding = house.know().bindings.indicators["15-1"]
    piece = evidence.query_freeze(by=house.online, cell=house.cell("15-1", year), binding=binding, once=new_id())
    return [
        "",
        "11-1/2023/",
        f"15-1/{year}/",
        "08-1/2023/",
        "imports/",
        f"imports/files/{mixed.id}/",
        f"imports/files/{shifted.id}/",
        f"evidence/{piece.key}/withdraw/",
    ]


@pytest.mark.parametrize("width", [pytest.param(360, marks=pytest.mark.long), 1280])
def test_pages_are_accessible_and_fit(
    house: Measuring, live_server: LiveServer, procedure_opens: Callable[[str], None], width: int
) -> None:
    procedure_opens("one")
    cookie = house.client(house.leader).cookies[settings.SESSION_COOKIE_NAME].value
    with browser(width=width, height=900) as driver:
        driver.get(f"{live_server.url}/healthz")
        driver.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": cookie, "path": "/"})
        for path in _paths(house):
            driver.get(f"{live_server.url}/measuring/{path}")
            for each in driver.find_elements("css selector", "main details:not([open]) > summary"):
                each.click()
            assert width < 500 or violations(driver) == [], path
            wide = driver.execute_script("return document.documentElement.scrollWidth")
            assert wide <= width, f"{path}: {wide}"
