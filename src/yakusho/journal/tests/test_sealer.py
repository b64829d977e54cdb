"""Sealing: contiguous positions, a tree that grows, a head that can be checked."""

import pytest
from django.conf import settings

from yakusho.journal import sealer
from yakusho.journal.models import Entry, Head
from yakusho.journal.tests.facts import organisation, put
from yakusho.kernel.bounds import SEAL_BATCH_ENTRIES_MAX
from yakusho.ledger import format, tree

pytestmark = pytest.mark.django_db(transaction=True)


def _leaves() -> list[bytes]:
    return [bytes(entry.leaf) for entry in Entry.objects.order_by("position")]


def test_entries_get_contiguous_positions_in_the_order_they_were_made():
    first = put(organisation(1), organisation(2))
    sealer.seal()
    second = put(organisation(3))
    sealer.seal()
    sealed = list(Entry.objects.order_by("position").values_list("id", "position"))
    assert sealed == [(entry.id, position) for position, entry in enumerate(first + second)]


def test_nothing_new_makes_no_head():
    assert sealer.seal() == 0
    put(organisation())
    assert sealer.seal() == 1
    assert sealer.seal() == 0
    assert Head.objects.count() == 1


@pytest.mark.parametrize("sizes", [[1], [2, 3], [1, 1, 1, 1, 1, 1, 1], [7, 9, 1]])
def test_the_head_signs_the_tree_of_all_leaves_however_they_came(sizes):
    for size in sizes:
        put(*(organisation(number) for number in range(size)))
        sealer.seal()
    name = format.origin_name(settings.WARD_CODE, settings.ZONE)
    head = format.open_head(Head.objects.order_by("-size")[0].note, name, settings.KEY_MANIFEST.journal(settings.ZONE))
    _, root = tree.grow(0, _leaves(), lambda places: {})
    assert (head.size, head.root) == (sum(sizes), root)
    assert tree.root_hash(head.size, sealer.stored_nodes(settings.ZONE)) == root


def test_a_batch_is_bounded_and_the_rest_follows():
    put(*(organisation(number) for number in range(SEAL_BATCH_ENTRIES_MAX + 3)))
    assert sealer.seal() == SEAL_BATCH_ENTRIES_MAX
    assert sealer.seal() == 3
    assert sealer.seal() == 0


def test_sealing_costs_the_same_queries_for_one_and_for_a_hundred_entries(django_assert_max_num_queries):
    for size in (1, 100):
        put(*(organisation(number) for number in range(size)))
        with django_assert_max_num_queries(11):
            sealer.seal()
