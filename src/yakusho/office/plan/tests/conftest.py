"""The stage on which the plan's stories play: staff of the office, and applications mirrored from the portal."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import transaction

from tests import cast
from yakusho.journal import counting, sealer
from yakusho.journal.models import Head, Mirror
from yakusho.journal.write import append
from yakusho.kernel import clock
from yakusho.kernel.fiscal import fiscal_year
from yakusho.kernel.ids import new_id, new_number
from yakusho.ledger import format, tree
from yakusho.ledger.keys import load_zone_keys
from yakusho.messages.publications import ProcedureClosed, ProcedurePublished
from yakusho.messages.submissions import ApplicationReceived
from yakusho.office.plan import actions


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    actions._published = None
    yield
    actions._published = None


@pytest.fixture
def stage(db: None) -> cast.Stage:
    return cast.stage()


@pytest.fixture
def applications_arrive(stage: cast.Stage) -> Callable[..., None]:
    """So many applications are in the portal's journal, mirrored here under a signed head, and counted.

    The content of the one that is `changed` is another than the head was signed over.
    """

    def arrive(count: int, *, changed: int | None = None) -> None:
        size = sealer.sealed_size("portal")
        contents = [_application(stage.section) for _ in range(count)]
        leaves = [format.leaf_hash(format.canonical(content)) for content in contents]
        nodes, root = tree.grow(size, leaves, sealer.stored_nodes("portal"))
        sealer.Node.objects.bulk_create(sealer.new_nodes("portal", nodes))
        for offset, content in enumerate(contents):
            if offset == changed:
                content["section"] = "changed"
            Mirror.objects.create(
                origin="portal",
                position=size + offset,
                entry_id=content["id"],
                kind=content["kind"],
                subject=content["subject"],
                content=content,
            )
        head = format.Head(format.origin_name(settings.WARD_CODE, "portal"), size + count, root)
        key = load_zone_keys(settings.ZONE_FOLDER.parent / "portal" / "keys").journal
        note = format.sign_head(head, key)
        Head.objects.create(origin="portal", size=head.size, note=note, made_at=clock.now())
        counting.count()

    return arrive


@pytest.fixture
def procedure_opens() -> Callable[[str], None]:
    """A procedure is published with an online form, sealed and counted."""

    def publish(code: str) -> None:
        fact = ProcedurePublished(
            procedure=code, generation=1, zone="office", section="sample", online=True, content="0" * 64
        )
        _record(fact, code)

    return publish


@pytest.fixture
def procedure_closes() -> Callable[[str], None]:
    """A procedure no longer takes applications, sealed and counted."""

    def close(code: str) -> None:
        _record(ProcedureClosed(procedure=code, generation=1), code)

    return close


def _record(fact: ProcedurePublished | ProcedureClosed, subject: str) -> None:
    with transaction.atomic():
        append(fact, subject=subject, actor="system")
    while sealer.seal():
        pass
    counting.count()


def _application(section: str) -> dict[str, object]:
    fact = ApplicationReceived(
        procedure="sample-procedure",
        generation=1,
        zone="office",
        section=section,
        number=new_number("K"),
        channel="portal",
        sealed="0" * 64,
    )
    today = clock.today()
    return {
        "zone": "portal",
        "id": str(new_id()),
        "kind": fact.kind,
        "version": fact.version,
        "subject": str(new_id()),
        "occurred_on": today.isoformat(),
        "fiscal_year": fiscal_year(today),
        "recorded_at": clock.rfc3339(clock.now()),
        "section": section,
        "actor": "resident",
        "body": fact.body(),
        "content_hash": "",
        "corrects": None,
    }
