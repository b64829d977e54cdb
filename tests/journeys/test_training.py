"""A training, from its plan to its indicator: invited, signed up, attended by the code on the screen, reported."""

from datetime import date, timedelta
from urllib.parse import urlsplit
from uuid import UUID

import httpx
from selenium.webdriver.common.by import By

from tests.journeys import people
from tests.journeys.walker import Walker
from tests.support.house import House
from yakusho.kernel import clock
from yakusho.ledger.keys import load_zone_keys
from yakusho.office.activities import tokens
from yakusho.office.activities.qr import qr_svg

INDICATOR = "02-3"
TITLE = "ロボットで事務を減らす研修"


def test_a_training_is_attended_by_qr_and_moves_its_indicator(house: House) -> None:
    before = _published(house)
    with people.person("training-secretary") as secretary, people.person("training-clerk", width=360) as clerk:
        people.log_in(secretary, house, "office", "office-plan")
        address = _plan_and_invite(secretary, house)
        people.log_in(clerk, house, "office", "office-clerk")
        _sign_up(clerk, house)
        _attend(clerk, _link_on_the_screen(secretary, house, address))
        _report(secretary, address)
        people.until(lambda: _published(house) == before + 1, f"{INDICATOR} at {before + 1}")
        secretary.open(f"{house.urls['office']}/plan/{INDICATOR}/")
        secretary.look("indicator")
        assert f"{before + 1}回" in secretary.text()
        clerk.open(address)
        clerk.follow("/certificate/")
        clerk.look("certificate")
        assert TITLE in clerk.text()


def _published(house: House) -> int:
    """What the portal says of the indicator for this fiscal year."""
    data = httpx.get(f"{house.urls['portal']}/ja/plan/data.json", trust_env=False).json()
    found = [each for measure in data["measures"] for each in measure["indicators"] if each["id"] == INDICATOR]
    return int(float(found[0]["this_year"].get("value") or 0))


def _plan_and_invite(secretary: Walker, house: House) -> str:
    """Plan a training that takes all of today, and invite the clerk's section; answers its address."""
    secretary.open(f"{house.urls['office']}/activities/new/")
    secretary.look("plan-form")
    secretary.fill({"category": ["training"], "title": [TITLE], "begins": ["25:00"], "themes": [INDICATOR]})
    secretary.press("do", "plan")
    secretary.look("plan-error")
    _choose_day(secretary, clock.today())
    secretary.fill({"begins": ["00:00"], "ends": ["23:59"]})
    secretary.press("do", "plan")
    secretary.look("planned")
    address = secretary.driver.current_url
    secretary.follow("/invite/")
    secretary.look("invite")
    secretary.fill({"sections": ["kusei-joho"]})
    secretary.press("do", "invite")
    return address


def _choose_day(secretary: Walker, day: date) -> None:
    """Set a date input as its picker does; typing into it depends on the browser's language."""
    secretary.driver.execute_script("arguments[0].value = arguments[1]", secretary.inputs("day")[0], day.isoformat())


def _sign_up(clerk: Walker, house: House) -> None:
    clerk.open(f"{house.urls['office']}/activities/")
    clerk.look("invited")
    clerk.press_element(clerk.driver.find_element(By.LINK_TEXT, TITLE))
    clerk.look("activity")
    clerk.press("do", "join")
    clerk.look("signed-up")


def _link_on_the_screen(secretary: Walker, house: House, address: str) -> str:
    """What a camera reads from the screen: the QR code drawn there is compared with the code of that link."""
    secretary.open(f"{address}screen/")
    secretary.look("screen")
    drawn = secretary.driver.find_element(By.CSS_SELECTOR, ".qr path[stroke]").get_attribute("d")
    activity = UUID(urlsplit(address).path.split("/")[2])
    key = load_zone_keys(house.home / "office" / "keys").web
    return next(link for link in _links(key, activity, address) if _drawn(link) == drawn)


def _links(key: bytes, activity: UUID, address: str) -> list[str]:
    """The links of this minute and the one before, in which the screen may have been drawn."""
    moments = (clock.now(), clock.now() - timedelta(minutes=1))
    return [f"{address}attend/{tokens.link_token(key, str(activity), moment)}/" for moment in moments]


def _drawn(link: str) -> str:
    """The dark modules of a link's QR code as they are drawn."""
    return qr_svg(link).rpartition(' d="')[2].partition('"')[0]


def _attend(clerk: Walker, link: str) -> None:
    """Scan twice and press twice, as impatient people do."""
    for _ in range(2):
        clerk.open(link)
        clerk.look("attend")
        if clerk.driver.find_elements(By.CSS_SELECTOR, 'button[value="attend"]'):
            clerk.press("do", "attend")
    clerk.look("attended")


def _report(secretary: Walker, address: str) -> None:
    secretary.open(f"{address}sheet/")
    secretary.look("sheet")
    secretary.open(f"{address}report/")
    secretary.look("report-form")
    secretary.fill({"others": ["2"], "learnt": ["手作業が半分になる見込み。次は申請の受付で試す。"]})
    secretary.press("do", "report")
    secretary.look("reported")
