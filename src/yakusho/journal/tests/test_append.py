"""Appending: in the caller's transaction, once, and never changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from yakusho.journal.models import Entry
from yakusho.journal.tests.facts import organisation, put
from yakusho.journal.write import OtherContent, append, sealed_content
from yakusho.kernel.ids import new_id
from yakusho.ledger.format import canonical, leaf_hash


def put_values() -> dict:
    """The columns of the only entry, under a new id."""
    return {**Entry.objects.values().get(), "id": new_id()}


pytestmark = pytest.mark.django_db(transaction=True)


def test_an_entry_disappears_with_the_transaction_it_belongs_to():
    def change_that_fails() -> None:
        append(organisation(), subject="organisation", actor="system")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        change_that_fails()
    assert not Entry.objects.exists()


def test_appending_outside_a_transaction_is_a_bug():
    with pytest.raises(RuntimeError):
        append(organisation(), subject="organisation", actor="system")


def test_the_leaf_is_the_hash_of_what_is_stored():
    (entry,) = put(organisation())
    stored = Entry.objects.get()
    assert bytes(stored.leaf) == leaf_hash(canonical(sealed_content(stored))) == bytes(entry.leaf)


def test_the_same_id_with_the_same_content_is_harmless():
    chosen = new_id()
    with transaction.atomic():
        first = append(organisation(), subject="organisation", actor="system", id=chosen)
        again = append(organisation(), subject="organisation", actor="system", id=chosen)
    assert first.id == again.id
    assert Entry.objects.count() == 1


def test_the_same_id_with_other_content_is_an_alarm_and_keeps_the_first():
    chosen = new_id()
    with transaction.atomic():
        append(organisation(1), subject="organisation", actor="system", id=chosen)
        with pytest.raises(OtherContent):
            append(organisation(2), subject="organisation", actor="system", id=chosen)
    assert Entry.objects.get().body["generation"] == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(kind="other.kind"),
        lambda rows: rows.update(body={"generation": 9}),
        lambda rows: rows.update(leaf=b"\x00" * 32),
        lambda rows: rows.delete(),
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(change):
    put(organisation())
    with pytest.raises(DatabaseError), transaction.atomic():
        change(Entry.objects.all())
    assert Entry.objects.get().body["generation"] == 1


def test_a_position_is_filled_once_and_never_moved():
    put(organisation())
    Entry.objects.update(position=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(position=1)


@pytest.mark.sqlite
def test_not_even_insert_or_replace_rewrites_an_entry():
    put(organisation())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry")
    Entry.objects.update(position=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.bulk_create([Entry(**{**put_values(), "position": 0})])
