"""What crosses a wall: each message carries its blobs to the zone that decides, and to no other."""

import pytest
from pydantic import ValidationError

from yakusho.ledger.facts import Fact, read_fact
from yakusho.messages.publications import CountsReported, OrganisationPublished, ProcedurePublished
from yakusho.messages.submissions import ZONE_LETTERS, ApplicationCorrected, ApplicationReceived

HASHES = ("a" * 64, "b" * 64)
COMMON = {
    "procedure": "information-disclosure",
    "generation": 1,
    "section": "ward-information",
    "number": "K-00000-05724",
    "channel": "portal",
    "sealed": HASHES[0],
    "files": [HASHES[1]],
}
APPLICATIONS = [
    lambda zone: ApplicationReceived.model_validate({**COMMON, "zone": zone}),
    lambda zone: ApplicationCorrected.model_validate({**COMMON, "zone": zone, "revision": 2}),
]


@pytest.mark.parametrize("application", APPLICATIONS)
@pytest.mark.parametrize(("zone", "other"), [("office", "mynumber"), ("mynumber", "office")])
def test_ciphertext_goes_to_the_deciding_zone_only(application: object, zone: str, other: str) -> None:
    fact = application(zone)  # type: ignore[operator]
    assert fact.blobs_for(zone) == HASHES
    assert fact.blobs_for(other) == fact.blobs_for("portal") == ()


def test_each_deciding_zone_has_its_letter() -> None:
    assert ZONE_LETTERS == {"office": "K", "mynumber": "M"}


def test_a_first_submission_is_no_correction() -> None:
    with pytest.raises(ValidationError):
        ApplicationCorrected.model_validate({**COMMON, "zone": "office", "revision": 1})


def test_the_organisation_goes_inward() -> None:
    fact = OrganisationPublished(generation=1, content=HASHES[0])
    assert fact.blobs_for("mynumber") == (HASHES[0],)
    assert fact.blobs_for("portal") == ()


@pytest.mark.parametrize(("zone", "blobs"), [("mynumber", (HASHES[0],)), ("office", ())])
def test_a_procedure_goes_inward_when_it_is_decided_there(zone: str, blobs: tuple[str, ...]) -> None:
    fact = ProcedurePublished.model_validate(
        {"procedure": "p", "generation": 1, "zone": zone, "section": "s", "online": True, "content": HASHES[0]}
    )
    assert fact.blobs_for("mynumber") == blobs


@pytest.mark.parametrize("application", APPLICATIONS)
def test_a_fact_survives_its_seal(application: object) -> None:
    fact: Fact = application("office")  # type: ignore[operator]
    assert read_fact(fact.kind, fact.version, fact.body()) == fact


def test_counts_cross_without_anything_of_a_person() -> None:
    with pytest.raises(ValidationError):
        CountsReported.model_validate(
            {
                "meter": "m",
                "version": 1,
                "day": "2026-11-24",
                "section": "",
                "dimension": "",
                "value": 1,
                "subject": "x",
            }
        )
