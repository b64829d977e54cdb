"""The people of the register's tests: staff who may look, and a small register made from a seed."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.contrib.auth import get_user_model
from django.test import Client

from tests import cast
from tests.support.home import WARD_FOLDER
from yakusho.desk.staff.actions import seat_assign
from yakusho.kernel.ids import new_id
from yakusho.mynumber.residents.filling import households_add
from yakusho.mynumber.residents.models import Resident
from yakusho.mynumber.residents.register import Person, Stay, Support, with_check_digit
from yakusho.mynumber.residents.sample.generating import GeneratedHousehold, generate
from yakusho.mynumber.residents.sample.ward import SampleWard, load_sample_ward

SECTION = "koseki-jumin"


@cache
def ward() -> SampleWard:
    """What samples of the shipped ward are made of."""
    return load_sample_ward(WARD_FOLDER)


@cache
def sample(count: int = 300, seed: int = 5) -> tuple[GeneratedHousehold, ...]:
    """Some households of sample residents."""
    return tuple(generate(count, seed, ward()))


def registered(count: int = 300) -> tuple[GeneratedHousehold, ...]:
    """The same, in the register."""
    households_add(sample(count))
    return sample(count)


@dataclass
class Desk:
    """The register's desk: who may look, who may see protected addresses, who may look and review, who may not."""

    clerk: Client
    supervisor: Client
    stranger: Client


def desk(stage: cast.Stage) -> Desk:
    """Seat the register's staff."""

    def client(name: str, *functions: str) -> Client:
        user = get_user_model().objects.create_user(name, None, f"見本 {name}")
        seat_assign(user, section=SECTION, post="clerk", functions=list(functions), since=cast.SINCE)
        signed_in = Client()
        signed_in.force_login(user)
        return signed_in

    return Desk(
        clerk=client("register", "register.view", "register.import"),
        supervisor=client("supervisor", "register.view", "register.support", "access.review"),
        stranger=stage.client(stage.desk_clerk),
    )


def begin(client: Client, reason: str = "counter", **more: str) -> str:
    """Say what for, and answer the address of the search."""
    answer = client.post("/residents/", {"reason": reason, "once": str(new_id()), **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.url)


def card_url(search: str, number: str) -> str:
    """The address of a person's card in a search."""
    return f"{search}{Resident.objects.get(number=number).id}/"


PERSON = Person(
    number=with_check_digit("99000000000001"),
    name="渡邊 花子",
    kana="ワタナベ ハナコ",
    former_name="髙橋",
    alias="",
    kana_is_official=False,
    birth_date=date(1980, 5, 5),
    birth_unclear=False,
    sex="female",
    nationality="",
    kind="resident",
    died_on=None,
)
STAY = Stay(
    person=PERSON.number,
    household=with_check_digit("98000000000001"),
    relation="self",
    address="板橋二丁目66番1号 見本ハイツ101号室",
    address_key="板橋二丁目|66|1|",
    postcode="173-0004",
    since=date(2019, 4, 1),
    until=None,
    reason="move_in",
)
PARTNER = replace(
    PERSON,
    number=with_check_digit("99000000000002"),
    name="渡邊 一郎",
    kana="ワタナベ イチロウ",
    former_name="",
    sex="male",
)
SUPPORT = Support(PERSON.number, date(2026, 4, 1), None, date(2027, 3, 31), "violence")


def household(*, supports: tuple[Support, ...] = (), **changes: object) -> GeneratedHousehold:
    """One household of two persons: the first is its head."""
    person = replace(PERSON, **changes)  # type: ignore[arg-type]
    stays = (STAY, replace(STAY, person=PARTNER.number, relation="husband"))
    return GeneratedHousehold(STAY.household, (person, PARTNER), stays, supports, 2)
