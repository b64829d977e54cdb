"""The access log can only grow."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests import cast
from yakusho.desk.access.actions import access_record
from yakusho.desk.access.models import Access
from yakusho.desk.access.queries import seen
from yakusho.kernel.errors import Refused


@pytest.mark.parametrize(
    "statement", ["UPDATE access_access SET purpose = 'x'", "DELETE FROM access_access", "TRUNCATE access_access"]
)
def test_the_database_refuses_to_change_or_drop_a_look(stage: cast.Stage, statement: str) -> None:
    access_record(by=stage.desk_clerk, cases=[stage.case().id], purpose="handling")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Access.objects.get().purpose == "handling"


def test_a_look_has_one_of_the_known_purposes(stage: cast.Stage) -> None:
    with pytest.raises(ValueError, match="curiosity"):
        access_record(by=stage.desk_clerk, cases=[], purpose="curiosity")


def test_reviewing_ends_at_the_section(stage: cast.Stage) -> None:
    case = stage.case()
    for staff in (stage.desk_clerk, stage.clerk_elsewhere):
        with pytest.raises(Refused):
            seen(staff, case.id, case.section)
