"""Looks at persons of a register, beside those at cases."""

import pytest
from django.db import IntegrityError, transaction

from tests import cast
from yakusho.desk.access.actions import access_record_subjects
from yakusho.desk.access.digest import day_digest
from yakusho.desk.access.models import Access
from yakusho.desk.access.queries import seen, seen_subject
from yakusho.kernel import clock
from yakusho.kernel.errors import Refused
from yakusho.kernel.ids import new_id


def test_a_look_at_a_person_names_the_case_it_was_for(stage: cast.Stage) -> None:
    person, case = new_id(), stage.case()
    access_record_subjects(by=stage.desk_clerk, subjects=[person], purpose="handling", case=case.id)
    access_record_subjects(by=stage.desk_clerk, subjects=[person], purpose="inquiry")
    assert [look.purpose for look in seen_subject(stage.section_head, person)] == ["inquiry", "handling"]
    assert seen(stage.section_head, case.id, case.section) == []
    with pytest.raises(Refused):
        seen_subject(stage.desk_clerk, person)


def test_a_look_has_a_known_purpose_and_is_at_something(stage: cast.Stage) -> None:
    with pytest.raises(ValueError, match="curiosity"):
        access_record_subjects(by=stage.desk_clerk, subjects=[new_id()], purpose="curiosity")
    nothing = Access(at=clock.now(), seat=stage.desk_clerk.seat.id, purpose="audit")
    with pytest.raises(IntegrityError), transaction.atomic():
        nothing.save()


def test_the_digest_of_the_day_tells_whose_card_it_was(stage: cast.Stage) -> None:
    digests = set()
    for person in (new_id(), new_id()):
        access_record_subjects(by=stage.desk_clerk, subjects=[person], purpose="counter")
        digests.add(day_digest(clock.today()).digest)
    assert len(digests) == 2
    assert day_digest(clock.today()).rows == 2
