"""What other rooms keep of a case beside its content: JSON under the case's own key, gone when the key is destroyed."""

from typing import Any

from django.conf import settings
from nacl.secret import SecretBox

from yakusho.desk.cases.models import Case
from yakusho.messages.sealing import open_json, seal_json


def _key(case: Case) -> bytes:
    return SecretBox(settings.ZONE_KEYS.storage).decrypt(bytes(case.data_key))


def seal_beside(case: Case, value: Any) -> bytes:
    """Encrypt a JSON value under a case's key."""
    return seal_json(value, _key(case))


def open_beside(case: Case, sealed: bytes) -> Any:
    """Decrypt it.

    Raises:
        CannotOpen: it isn't of this case.
    """
    return open_json(bytes(sealed), _key(case))
