"""The witness's signature: kept when it is good, refused otherwise."""

from pathlib import Path

import pytest
from django.conf import settings

from yakusho.journal import sealer, witness
from yakusho.journal.models import Head
from yakusho.journal.tests.facts import organisation, put
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id
from yakusho.ledger import format
from yakusho.ledger.keys import load_zone_keys
from yakusho.ledger.receipts import WITNESSES
from yakusho.messages.message import Message

pytestmark = pytest.mark.django_db(transaction=True)


def _message(cosignature: str, size: int = 1) -> Message:
    return Message(
        id=new_id(),
        origin="inner",
        position=1,
        kind="head.cosigned",
        version=1,
        subject=settings.ZONE,
        recorded_at=clock.now(),
        body={"origin": settings.ZONE, "size": size, "cosignature": cosignature},
    )


def _sign(zone: str) -> str:
    keys = load_zone_keys(Path(settings.ZONE_FOLDER).parent / zone / "keys")
    name = format.origin_name(settings.WARD_CODE, zone)
    return format.cosign_head(Head.objects.get().note, name, keys.journal, clock.now())


@pytest.fixture(autouse=True)
def head():
    """One sealed head of this zone."""
    put(organisation())
    sealer.seal()


def test_a_good_signature_of_the_witness_is_kept():
    line = _sign(WITNESSES[settings.ZONE])
    witness.head_cosigned(_message(line))
    assert Head.objects.get().cosignature == line


def test_a_signature_of_another_zone_is_refused():
    with pytest.raises(witness.NotCosigned):
        witness.head_cosigned(_message(_sign(settings.ZONE)))
    assert Head.objects.get().cosignature == ""


def test_a_signature_over_a_head_that_is_not_here_is_refused():
    with pytest.raises(witness.NotCosigned):
        witness.head_cosigned(_message(_sign(WITNESSES[settings.ZONE]), size=7))
