"""What the office publishes is here once, the newest counts, and a broken one never reaches a resident."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pydantic import ValidationError

from yakusho.forms import Malformed
from yakusho.kernel import clock
from yakusho.portal.plan.tests.test_pages import publish_plan
from yakusho.portal.publications import queries
from yakusho.portal.publications.actions import OtherContent, publication_take
from yakusho.portal.publications.models import Publication
from yakusho.portal.publications.procedures import procedure, procedures
from yakusho.portal.publications.queries import current
from yakusho.portal.tests.resident import BENEFIT, DISCLOSURE, definition_text, message, publish

pytestmark = pytest.mark.usefixtures("procedures")


def test_the_same_publication_twice_is_harmless():
    publish(BENEFIT)
    assert Publication.objects.filter(key=BENEFIT).count() == 1


def test_the_same_generation_with_other_content_alarms():
    with pytest.raises(OtherContent):
        publish(BENEFIT, text=definition_text(BENEFIT).replace("minutes: 10", "minutes: 11"))


def test_a_late_older_generation_changes_nothing():
    publish(BENEFIT, 3, text=definition_text(BENEFIT).replace("minutes: 10", "minutes: 12"))
    publish(BENEFIT, 2)
    assert procedure(BENEFIT).generation == 3
    assert procedure(BENEFIT).definition.minutes == 12


def test_a_definition_that_cant_be_read_is_not_taken():
    with pytest.raises(Malformed):
        publish(BENEFIT, 2, text="code: x")
    assert current("procedure", BENEFIT).generation == 1


def test_a_withdrawn_procedure_is_known_but_not_offered():
    publish(DISCLOSURE, 2, withdrawn=True)
    assert procedure(DISCLOSURE).withdrawn
    assert [offered.code for offered in procedures()] == [BENEFIT]


def test_reading_again_costs_at_most_one_query():
    procedures()
    with CaptureQueriesContext(connection) as captured:
        procedures()
    assert len(captured) <= 1


def test_what_arrives_in_another_process_is_seen_soon(monkeypatch):
    procedures()
    Publication.objects.filter(key=BENEFIT).delete()
    monkeypatch.setattr(queries, "ASK_SECONDS", 0)
    Publication.objects.create(
        kind="procedure",
        key=BENEFIT,
        generation=7,
        content={"definition": definition_text(BENEFIT)},
        received_at=clock.now(),
    )
    assert procedure(BENEFIT).generation == 7


def test_only_the_newest_numbers_of_the_plan_are_kept():
    for generation in (1, 2, 3):
        publish_plan(12, generation)
    assert list(Publication.objects.filter(kind="plan").values_list("generation", flat=True)) == [3]
    assert current("plan", "plan-2025").generation == 3


def test_a_page_opened_just_while_the_worker_replaces_the_plan_is_served():
    publish_plan(12, 1)
    queries.forget()
    replaced = []

    def replace(execute, sql, params, many, context):
        if not replaced and sql.startswith("SELECT") and '"content"' in sql and " IN (" in sql:
            replaced.append(sql)
            publish_plan(13, 2)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(replace):
        assert procedure(BENEFIT).generation == 1
    assert replaced
    assert current("plan", "plan-2025").generation == 2


def test_a_plan_that_cant_be_read_is_not_taken():
    body = {"kind": "plan", "key": "some-plan", "generation": 1, "content": {"number": 1}}
    with pytest.raises(ValidationError), transaction.atomic():
        publication_take(message("publication.made", "some-plan", body))
    assert current("plan", "some-plan") is None
