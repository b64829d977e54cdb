"""A household in the register, and a procedure that asks for every check."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from tests import cast
from tests.support.home import WARD_FOLDER
from yakusho.desk.cases.models import Case
from yakusho.desk.procedures.actions import definition_keep
from yakusho.forms import Compiled, compile_procedure, load
from yakusho.journal.sealer import seal
from yakusho.kernel import clock
from yakusho.mynumber.checking.tests.people import CHILD, HEAD
from yakusho.mynumber.checking.work import work
from yakusho.mynumber.residents.candidates import house_of
from yakusho.mynumber.residents.models import Resident, ResidentKey, ResidentStay, ResidentSupport
from yakusho.mynumber.residents.register import Stay, Support
from yakusho.mynumber.residents.rows import key_rows, person_row, stay_row, support_row

GENERATION = 9
ADDRESS = "東京都板橋区板橋二丁目66番1号"


@dataclass
class Desk:
    """The inner zone with a household in its register, and residents who apply."""

    stage: cast.Stage
    compiled: Compiled

    def answers(self, **changes: Any) -> dict[str, Any]:
        """What the head of the household rightly applies with."""
        answers = {**cast.example_answers(self.compiled), "name": HEAD.name, "kana": HEAD.kana, "address": ADDRESS}
        answers["birth_date"] = HEAD.birth_date.isoformat()
        answers["account"] = {**answers["account"], "holder": "ワタナベ　ハナコ"}
        answers["members"] = [
            {
                "name": each.name,
                "kana": each.kana,
                "birth_date": each.birth_date.isoformat(),
                "relation": relation,
                "wants_benefit": "yes",
            }
            for each, relation in ((HEAD, "self"), (CHILD, "child"))
        ]
        return {**answers, **changes}

    def arrives(self, resident: cast.Resident = cast.RESIDENT, **changes: Any) -> Case:
        """An application of the household arrives."""
        made = cast.application(self.compiled, resident, answers=self.answers(**changes), generation=GENERATION)
        cast.take(made.message)
        return Case.objects.get(number=made.number)

    def corrects(self, case: Case, resident: cast.Resident = cast.RESIDENT, **changes: Any) -> None:
        """The applicant sends the case again, right or otherwise, and it is checked."""
        made = cast.application(
            self.compiled,
            resident,
            answers=self.answers(**changes),
            number=case.number,
            subject=case.subject,
            revision=case.revision + 1,
            generation=GENERATION,
        )
        cast.take(made.message)
        rounds()

    def checked(self, resident: cast.Resident = cast.RESIDENT, **changes: Any) -> Case:
        """An application arrives, and the worker goes its rounds until it is checked."""
        case = self.arrives(resident, **changes)
        rounds()
        return case


def rounds() -> None:
    """The worker's rounds until nothing is left to do."""
    while seal() + work():
        pass


def protect(number: str) -> None:
    """Put a person under a support measure as of today."""
    support_row(Support(number, date(2020, 1, 1), None, date(2100, 1, 1), "violence")).save()


def without_register() -> None:
    """Empty the register of a sample home."""
    for model in (ResidentSupport, ResidentStay, ResidentKey, Resident):
        model.objects.all().delete()


def register_household() -> None:
    """The household of `people` in the register, since long before any base date."""
    key = house_of(ADDRESS)
    for person, relation in ((HEAD, "self"), (CHILD, "child")):
        person_row(person).save()
        ResidentKey.objects.bulk_create(key_rows(person))
        since = person.birth_date
        stay_row(Stay(person.number, "H1", relation, ADDRESS, key, "173-8501", since, None, "initial")).save()


@pytest.fixture
def desk(stage: cast.Stage) -> Desk:
    """The inner zone, one household of its register, and the procedure they apply for."""
    assert settings.ZONE == "mynumber"
    texts = (each.read_text("utf-8") for each in sorted((WARD_FOLDER / "procedures").glob("*.yaml")))
    text = next(each for each in texts if "one_per_household: true" in each)
    procedure = load(text)
    with transaction.atomic():
        definition_keep(procedure, text=text, generation=GENERATION, content_hash="c" * 64, published_at=clock.now())
    without_register()
    register_household()
    return Desk(stage, compile_procedure(procedure))
