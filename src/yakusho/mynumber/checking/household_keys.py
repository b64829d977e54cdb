"""Opaque keys of households and persons (照合キー): an HMAC under a key of the zone, so that a table names nobody."""

import hashlib
import hmac

from django.conf import settings


def _keyed(purpose: str, procedure: str, number: str) -> str:
    key = hmac.digest(settings.ZONE_KEYS.storage, f"yakusho/{purpose}/1".encode(), hashlib.sha256)
    return hmac.new(key, f"{procedure}\n{number}".encode(), hashlib.sha256).hexdigest()


def household_key(procedure: str, household: str) -> str:
    """The key of a household within a procedure."""
    return _keyed("household-claim", procedure, household)


def person_key(procedure: str, person: str) -> str:
    """The key of a person within a procedure."""
    return _keyed("person-claim", procedure, person)
