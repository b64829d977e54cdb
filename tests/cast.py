"""The fixed cast of all stories (登場人物), by role: two residents, a clerk, a section head, a clerk elsewhere.

`stage()` sets up a staff zone the way a new home begins: the ward's organisation, its procedures, one seat a role.
Permission tests then read as stories: `stage.clerk_elsewhere` opens the case of `resident`.
"""

import base64
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from tests.support.home import WARD_FOLDER
from yakusho.desk.cases.content import open_content
from yakusho.desk.cases.models import Case
from yakusho.desk.cases.receive import application_corrected, application_received
from yakusho.desk.cases.receive_later import application_added, application_withdrawn
from yakusho.desk.procedures.actions import definition_keep
from yakusho.desk.staff.actions import organisation_take, seat_assign
from yakusho.desk.staff.document import Organisation
from yakusho.desk.staff.document import load as load_organisation
from yakusho.desk.staff.permissions import Staff
from yakusho.desk.staff.queries import staff_in_seat
from yakusho.desk.staff.start import SEED_GENERATION
from yakusho.forms import Compiled, compile_procedure, load
from yakusho.journal import blobs
from yakusho.kernel import clock
from yakusho.kernel.ids import new_id, new_number
from yakusho.messages.message import Message
from yakusho.messages.sealing import reply_key, seal_follow_up, seal_submission
from yakusho.messages.submissions import (
    ZONE_LETTERS,
    ApplicationAdded,
    ApplicationCorrected,
    ApplicationReceived,
    ApplicationWithdrawn,
    FollowUp,
    Submission,
    SubmittedFile,
)

SINCE = date(2021, 4, 1)

ACTIVITIES = ["activities.plan", "activities.report"]
CLERK = [*ACTIVITIES, "applications.handle", "applications.view"]
HEAD = [*ACTIVITIES, "access.review", "applications.decide", "applications.handle", "applications.view"]
SECRETARIAT = [
    *ACTIVITIES,
    "organisation.publish",
    "plan.decide",
    "plan.secretariat",
    "plan.view",
    "procedures.publish",
]
OPERATIONS = ["operations.problems", "staff.manage"]


@dataclass(frozen=True)
class Resident:
    """Somebody who applies; `code` is the status code they hold, `name` a name that must stay where it belongs."""

    name: str
    code: str


RESIDENT = Resident("見本 花子", "0123456789ABCDEFGHJK")
OTHER_RESIDENT = Resident("見本 次郎", "KJHGFEDCBA9876543210")


@dataclass(frozen=True)
class Application:
    """An application as it lies in the journal of the portal: the message, and what is sealed in it."""

    message: Message
    submission: Submission

    @property
    def number(self) -> str:
        """Its case number."""
        return self.submission.number


@dataclass
class Stage:
    """A staff zone with its cast."""

    compiled: Compiled
    text: str
    section: str
    elsewhere: str
    desk_clerk: Staff
    section_head: Staff
    clerk_elsewhere: Staff
    secretariat: Staff
    operations: Staff
    users: dict[int, Any] = field(default_factory=dict)

    def client(self, staff: Staff | None = None) -> Client:
        """A browser in which `staff` is signed in; nobody, when it is None."""
        client = Client()
        if staff is not None:
            client.force_login(self.users[staff.user_id])
        return client

    def answers(self) -> dict[str, Any]:
        """The answers of the procedure's first example."""
        return example_answers(self.compiled)

    def apply(self, resident: Resident = RESIDENT, *, arrives: bool = True, **changes: Any) -> Application:
        """`resident` applies; with `arrives` the zone takes the message as its worker would."""
        made = application(self.compiled, resident, **changes)
        if arrives:
            take(made.message)
        return made

    def case(self, resident: Resident = RESIDENT, **changes: Any) -> Case:
        """The case of an application that arrived."""
        return Case.objects.get(number=self.apply(resident, **changes).number)


def stage() -> Stage:
    """Set up the zone whose settings are in force."""
    organisation_take(_organisation(), generation=SEED_GENERATION, content_hash="")
    text, compiled = _procedure(settings.ZONE)
    procedure = compiled.procedure
    content = blobs.put(text.encode())
    definition_keep(procedure, text=text, generation=1, content_hash=content, published_at=clock.now())
    elsewhere = "kazei" if procedure.section != "kazei" else "nozei"
    users: dict[int, Any] = {}

    def seat(name: str, section: str, post: str, functions: list[str]) -> Staff:
        user = get_user_model().objects.create_user(name, None, f"見本 {name}")
        users[user.pk] = user
        assigned = seat_assign(user, section=section, post=post, functions=functions, since=SINCE)
        return staff_in_seat(assigned.id)

    return Stage(
        compiled=compiled,
        text=text,
        section=procedure.section,
        elsewhere=elsewhere,
        desk_clerk=seat("clerk", procedure.section, "clerk", CLERK),
        section_head=seat("head", procedure.section, "head", HEAD),
        clerk_elsewhere=seat("elsewhere", elsewhere, "clerk", [*HEAD]),
        secretariat=seat("secretariat", "it-suishin", "chief", SECRETARIAT),
        operations=seat("operations", "it-suishin", "clerk", OPERATIONS),
        users=users,
    )


@cache
def _organisation() -> Organisation:
    return load_organisation((WARD_FOLDER / "organisation.yaml").read_text("utf-8"))


@cache
def _procedure(zone: str) -> tuple[str, Compiled]:
    """The zone's procedure; the one that takes one application a household where there are several."""
    texts = [path.read_text("utf-8") for path in sorted((WARD_FOLDER / "procedures").glob("*.yaml"))]
    found = [(text, load(text)) for text in texts]
    of_zone = [(text, procedure) for text, procedure in found if procedure.zone == zone]
    if not of_zone:
        raise LookupError(f"the ward has no procedure for {zone}")
    campaigns = [each for each in of_zone if (checks := each[1].register_checks) and checks.one_per_household]
    text, procedure = (campaigns or of_zone)[0]
    return text, compile_procedure(procedure)


def example_answers(compiled: Compiled, name: str = "") -> dict[str, Any]:
    """The answers that an example of a procedure comes to, as the portal would seal them."""
    posts = compiled.example(name or next(iter(compiled.procedure.examples)))
    answers: dict[str, Any] = {}
    for page, post in posts.items():
        answers = dict(compiled.read_page(page, post, answers, "ja").answers)
    return dict(compiled.record(answers, clock.today()))


def application(
    compiled: Compiled,
    resident: Resident = RESIDENT,
    *,
    answers: Mapping[str, Any] | None = None,
    number: str = "",
    subject: str = "",
    revision: int = 1,
    generation: int = 1,
    recorded_at: datetime | None = None,
    files: tuple[SubmittedFile, ...] = (),
    kept: Collection[str] = (),
    language: str = "ja",
    **sealed_too: Any,
) -> Application:
    """An application (or with `revision` a correction) sealed to this zone, its ciphertext already fetched.

    `kept` are the blobs of files that an earlier revision brought: the fact names only fresh ones.
    """
    procedure = compiled.procedure
    submission = Submission(
        procedure=procedure.code,
        generation=generation,
        number=number or new_number(ZONE_LETTERS[procedure.zone]),
        revision=revision,
        language=language,
        answers=dict(answers if answers is not None else example_answers(compiled)),
        files=files,
        reply_key=base64.b64encode(reply_key(resident.code)).decode(),
        **sealed_too,
    )
    sealed = blobs.put(seal_submission(submission, settings.KEY_MANIFEST.sealing(procedure.zone)))
    fact = {
        "procedure": procedure.code,
        "generation": generation,
        "zone": procedure.zone,
        "section": procedure.section,
        "number": submission.number,
        "channel": "portal",
        "sealed": sealed,
        "files": [each.blob for each in files if each.blob not in kept],
    }
    kind = "application.received" if revision == 1 else "application.corrected"
    model = ApplicationReceived if revision == 1 else ApplicationCorrected
    body = model.model_validate(fact if revision == 1 else {**fact, "revision": revision}).body()
    message = Message(
        id=new_id(),
        origin="portal",
        position=0,
        kind=kind,
        version=1,
        subject=subject or str(new_id()),
        recorded_at=recorded_at or clock.now(),
        body=body,
    )
    return Application(message, submission)


def correction(
    compiled: Compiled,
    case: Case,
    answers: Mapping[str, Any],
    resident: Resident = RESIDENT,
    *,
    files: tuple[SubmittedFile, ...] = (),
    revision: int = 0,
    **sealed_too: Any,
) -> Message:
    """The next revision of a case, as the resident sends it in; of its `files`, those it had before are kept ones."""
    made = application(
        compiled,
        resident,
        answers=answers,
        number=case.number,
        subject=case.subject,
        revision=revision or case.revision + 1,
        files=files,
        kept=open_content(case).blobs(),
        **sealed_too,
    )
    return made.message


def follow_up(
    case: Case,
    kind: str = "added",
    resident: Resident = RESIDENT,
    *,
    text: str = "",
    question: str = "",
    files: tuple[SubmittedFile, ...] = (),
    sequence: int = 0,
) -> Message:
    """What a resident sends after the application: a note, documents, an answer, or that they withdraw it."""
    sequence = sequence or len(open_content(case).came) + 1
    content = FollowUp(
        kind="withdrawn" if kind == "withdrawn" else "added",
        number=case.number,
        sequence=sequence,
        language="ja",
        text=text,
        question=question,
        files=files,
        reply_key=base64.b64encode(reply_key(resident.code)).decode(),
    )
    fact = (ApplicationWithdrawn if kind == "withdrawn" else ApplicationAdded)(
        procedure=case.procedure,
        generation=case.generation,
        zone=settings.ZONE,
        section=case.section,
        number=case.number,
        sequence=sequence,
        channel="portal",
        sealed=blobs.put(seal_follow_up(content, settings.KEY_MANIFEST.sealing(settings.ZONE))),
        files=tuple(each.blob for each in files),
    )
    return Message(new_id(), "portal", 0, fact.kind, 1, case.subject, clock.now(), fact.body())


def attachment(name: str = "mihon.pdf", *, arrives: bool = True) -> SubmittedFile:
    """A file as a resident adds it, its ciphertext fetched already unless it `arrives` later."""
    sealed = name.encode() * 100
    blob = blobs.put(sealed) if arrives else hashlib.sha256(sealed).hexdigest()
    key = base64.b64encode(bytes(32)).decode()
    return SubmittedFile(
        item="attachment", blob=blob, key=key, size_bytes=len(sealed), media_type="application/pdf", name=name
    )


def take(message: Message) -> None:
    """Let a message take effect as the worker does: in one transaction."""
    handler = {
        "application.received": application_received,
        "application.corrected": application_corrected,
        "application.added": application_added,
        "application.withdrawn": application_withdrawn,
    }[message.kind]
    with transaction.atomic():
        handler(message)
