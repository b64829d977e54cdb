"""Who moved away from a household that is protected today: its address stands on no page about them."""

from datetime import date

from yakusho.desk.cases.beside import open_beside
from yakusho.desk.cases.models import Case
from yakusho.mynumber.checking.models import RegisterCheck
from yakusho.mynumber.checking.results import Result
from yakusho.mynumber.checking.rules import SUPERVISOR
from yakusho.mynumber.checking.tests.conftest import ADDRESS, Desk, protect
from yakusho.mynumber.checking.tests.people import CHILD, HEAD, person
from yakusho.mynumber.residents.models import ResidentStay
from yakusho.mynumber.residents.register import Stay
from yakusho.mynumber.residents.rows import person_row, stay_row

GUEST = person("P9", "渡邊 三子", "ワタナベ ミツコ", date(1999, 1, 2))
CAME_ON, LEFT_ON = date(2022, 4, 1), date(2023, 1, 10)
NEW_PLACE = "徳丸一丁目97番3号"


def _she_stays_and_they_leave() -> None:
    """Long after the base date a guest came into the household; the family moved away, the guest is still there."""
    person_row(GUEST).save()
    stay_row(Stay(GUEST.number, "H1", "relative", ADDRESS, "", "173-8501", CAME_ON, None, "move_in")).save()
    for member, relation in ((HEAD, "self"), (CHILD, "child")):
        ResidentStay.objects.filter(person=member.number, until=None).update(until=LEFT_ON)
        key = "徳丸一丁目|97|3|"
        stay_row(Stay(member.number, "H2", relation, NEW_PLACE, key, "", LEFT_ON, None, "move_within")).save()


def _findings(case: Case) -> tuple[object, ...]:
    return Result.of_json(open_beside(case, RegisterCheck.objects.get(case=case).content)).findings


def test_a_check_does_not_confirm_the_address_that_they_had_with_her(desk: Desk) -> None:
    _she_stays_and_they_leave()
    protect(GUEST.number)
    assert _findings(desk.checked()) == (SUPERVISOR,)


def test_nor_does_the_page_when_her_measure_began_after_the_check(desk: Desk) -> None:
    _she_stays_and_they_leave()
    case = desk.checked()
    url, client = f"/cases/{case.id}/", desk.stage.client(desk.stage.desk_clerk)
    assert any(each.registered == ADDRESS for each in _findings(case))
    assert "板橋二丁目" in _panel(client.get(url).content.decode())
    protect(GUEST.number)
    panel = _panel(client.get(url).content.decode())
    assert "板橋二丁目" not in panel
    assert NEW_PLACE not in panel


def test_an_address_that_has_nothing_to_do_with_her_is_compared_as_ever(desk: Desk) -> None:
    ResidentStay.objects.filter(person=CHILD.number).update(until=date(2019, 1, 10))
    key = "徳丸一丁目|97|3|"
    stay_row(Stay(CHILD.number, "H2", "self", NEW_PLACE, key, "", date(2019, 1, 10), None, "move_within")).save()
    person_row(GUEST).save()
    came, left = date(2018, 1, 1), date(2019, 6, 1)
    stay_row(Stay(GUEST.number, "H1", "relative", ADDRESS, "", "", came, left, "move_in")).save()
    secret = ("見本ひみつ荘", "見本|98||")
    stay_row(Stay(GUEST.number, "H9", "self", *secret, "", left, None, "move_within")).save()
    protect(GUEST.number)
    assert SUPERVISOR not in _findings(desk.checked())


def _panel(page: str) -> str:
    panel = page[page.index('id="register-check"') :]
    return panel[: panel.index("</section>")]
