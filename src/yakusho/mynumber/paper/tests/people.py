"""The households of the room's tests, as the register has them, and the staff who print and register."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from tests import cast
from yakusho.desk.staff.actions import seat_assign
from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import staff_in_seat
from yakusho.mynumber.paper.keys import form_key
from yakusho.mynumber.residents.models import Resident, ResidentKey, ResidentStay, ResidentSupport
from yakusho.mynumber.residents.register import Person, Stay, Support, with_check_digit
from yakusho.mynumber.residents.rows import key_rows, person_row, stay_row, support_row

ADDRESS = "東京都見本区見本二丁目66番1号"
NOW_AT = "東京都見本区別町三丁目4番5号"
MOVED_ON = date(2020, 9, 1)


def household(number: int) -> str:
    """The number of a household."""
    return with_check_digit(f"98{number:012d}")


FAMILY, PROTECTED, WIDOWED, LARGE, NOBODY = map(household, range(1, 6))
FAMILY_NAMES = ("見本　花子", "見本　一郎", "見本　次郎")


def _person(number: str, name: str, born: date, died_on: date | None = None) -> Person:
    return Person(number, name, "ミホン", "", "", False, born, False, "unknown", "", "resident", died_on)


def live(household: str, *names: str, died_on: date | None = None) -> list[str]:
    """Let people live in a household, the first of them as its head; answers their numbers."""
    numbers = []
    for index, name in enumerate(names):
        number = with_check_digit(f"99{household[9:14]}{index:07d}")
        person = _person(number, name, date(1980 + index, 5, 6), died_on if index == 0 else None)
        person_row(person).save()
        ResidentKey.objects.bulk_create(key_rows(person))
        relation = "self" if index == 0 else "child"
        since = date(2000, 1, 1)
        stay_row(Stay(number, household, relation, ADDRESS, "", "173-8501", since, None, "initial")).save()
        numbers.append(number)
    return numbers


def register() -> None:
    """The register of these tests, and nothing else."""
    for model in (ResidentSupport, ResidentStay, ResidentKey, Resident):
        model.objects.all().delete()
    live(FAMILY, *FAMILY_NAMES)
    [protected] = live(PROTECTED, "見本 秘子")
    support_row(Support(protected, date(2020, 1, 1), None, date(2100, 1, 1), "violence")).save()
    live(WIDOWED, "見本 故人", "見本 遺子", died_on=date(2021, 1, 1))


@dataclass
class Desk:
    """The inner zone: its stage, who prints and registers, who also sees protected addresses, who works elsewhere."""

    stage: cast.Stage
    clerk: Staff
    supervisor: Staff
    elsewhere: Staff
    clients: dict[int, Client]

    def browser(self, staff: Staff) -> Client:
        """A browser in which one of them is signed in."""
        return self.clients[staff.user_id]

    @property
    def code(self) -> str:
        """The procedure that is applied for."""
        return self.stage.compiled.procedure.code

    def key(self, number: str) -> str:
        """The key of a household's form."""
        return form_key(self.code, 1, number)

    def printed(self, number: str = FAMILY) -> str:
        """The key of a form that the clerk printed."""
        sent = {"procedure": self.code, "household": number}
        self.browser(self.clerk).post("/paper/print/", sent)
        return self.key(number)

    def filled(self, **changes: Any) -> dict[str, Any]:
        """What somebody types from the family's paper, as the browser posts it."""
        posts = self.stage.compiled.example(next(iter(self.stage.compiled.procedure.examples)))
        example = {name: texts for post in posts.values() for name, texts in post.items()}
        account = {name: texts for name, texts in example.items() if name.startswith("account-")}
        members = {
            f"members-{index}-{item}": text
            for index, name in enumerate(FAMILY_NAMES)
            for item, text in (
                ("name", name),
                ("birth_date", f"{1980 + index}-05-06"),
                ("relation", "self" if index == 0 else "child"),
                ("wants_benefit", "yes"),
            )
        }
        head = {
            "name": FAMILY_NAMES[0],
            "kana": "ミホン ハナコ",
            "birth_date": "1980-05-06",
            "postcode": "173-8501",
            "address": ADDRESS,
            "phone": "03-0000-0000",
            "consent": "on",
        }
        own = {"go": "register", "go-way": "post", "go-arrived": "2026-11-20"}
        return {
            name: text for name, text in {**account, **members, **head, **own, **changes}.items() if text is not None
        }


def desk(stage: cast.Stage) -> Desk:
    """Seat the staff of the room."""
    clients = {}

    def seat(name: str, section: str, *functions: str) -> Staff:
        user = get_user_model().objects.create_user(f"paper-{name}", None, f"見本 {name}")
        assigned = seat_assign(user, section=section, post="clerk", functions=list(functions), since=cast.SINCE)
        staff = staff_in_seat(assigned.id)
        clients[staff.user_id] = Client()
        clients[staff.user_id].force_login(user)
        return staff

    paper = ("applications.view", "applications.handle", "paper.print", "paper.register")
    return Desk(
        stage,
        clerk=seat("clerk", stage.section, *paper),
        supervisor=seat("supervisor", stage.section, *paper, "register.support"),
        elsewhere=seat("elsewhere", stage.elsewhere, *paper),
        clients=clients,
    )
