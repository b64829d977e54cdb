"""The state of a form under way, sealed into a hidden field: between two pages the portal keeps nothing of it."""

import base64
import json
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from yakusho.kernel import clock
from yakusho.kernel.bounds import FORM_HOURS_MAX
from yakusho.kernel.ids import new_code
from yakusho.messages.sealing import derive

TOKEN_CHARACTERS_MAX = 1_500_000
DRAFT_WARNING_DAYS = 3  # how long before its end a saved draft warns


class BrokenToken(Exception):
    """The token was not made here, was changed, or is cut short."""


@dataclass(frozen=True)
class Form:
    """A form under way (記入中の申請).

    `code` is the resident's status code, from which the draft's id and all keys follow. `revision` is 2 and more for a
    correction, which keeps `number` and `subject`, names in `kept` the addresses of files that the owner zone already
    holds, and in `notes` what the clerk asks to mend by path. `typed` is what could not be read yet, by page and input,
    so that nothing a person typed is lost. `saved` says that a draft is stored, `until` to what moment, `checked` on
    which day these very answers passed all checks. `invitations` holds the codes of links that others agree by,
    `consented` what they agreed to in the application that is corrected, `confirmed` the mail addresses that were
    confirmed, `mailing` the one under way, `notify` where news is wanted.
    """

    code: str
    procedure: str
    generation: int
    begun_at: int
    revision: int = 1
    answers: dict[str, Any] = field(default_factory=dict)
    number: str = ""
    subject: str = ""
    kept: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    saved: bool = False
    until: int = 0
    invitations: dict[str, str] = field(default_factory=dict)
    consented: list[dict[str, Any]] = field(default_factory=list)
    confirmed: dict[str, str] = field(default_factory=dict)
    mailing: dict[str, str] = field(default_factory=dict)
    notify: str = ""
    checked: str = ""

    @property
    def is_correction(self) -> bool:
        """Whether this goes out as a correction (補正) of an earlier application."""
        return self.revision > 1

    def is_too_old(self, now: datetime) -> bool:
        """Whether the page was open for longer than `FORM_HOURS_MAX`."""
        return now.timestamp() - self.begun_at > timedelta(hours=FORM_HOURS_MAX).total_seconds()

    def runs_out_soon(self, now: datetime) -> bool:
        """Whether its saved draft is kept for `DRAFT_WARNING_DAYS` more at most."""
        return bool(self.until) and self.until - now.timestamp() <= timedelta(days=DRAFT_WARNING_DAYS).total_seconds()

    def with_answers(self, answers: dict[str, Any]) -> "Form":
        """The same form with other answers, which nobody has checked yet."""
        return replace(self, answers=answers, checked="")

    def renewed(self, generation: int) -> "Form":
        """The same form as if opened now, for the definition of `generation`."""
        return replace(self, generation=generation, begun_at=int(clock.now().timestamp()), checked="")


def begin(procedure: str, generation: int, now: datetime) -> Form:
    """A new, empty form with a new status code."""
    return Form(new_code(), procedure, generation, int(now.timestamp()))


@lru_cache(maxsize=4)
def _box(secret: bytes) -> SecretBox:
    return SecretBox(derive(secret.hex(), "form-token/1"))


def seal(value: dict[str, Any]) -> str:
    """Seal a JSON object into text for a hidden field or a cookie, under this zone's web key."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_box(settings.ZONE_KEYS.web).encrypt(data)).decode()


def unseal(text: str) -> dict[str, Any]:
    """Open what `seal` made.

    Raises:
        BrokenToken: it was not made here, or was changed.
    """
    if len(text) > TOKEN_CHARACTERS_MAX:
        raise BrokenToken
    try:
        value = json.loads(_box(settings.ZONE_KEYS.web).decrypt(base64.urlsafe_b64decode(text)))
    except (CryptoError, ValueError) as error:
        raise BrokenToken from error
    return dict(value)


_MEMBERS = tuple(member.name for member in fields(Form))


def write(form: Form) -> str:
    """The token of a form."""
    return seal({"form": {name: getattr(form, name) for name in _MEMBERS}})


def read(text: str) -> Form:
    """The form of a token.

    Raises:
        BrokenToken: not a form's token of this portal.
    """
    value = unseal(text)
    try:
        members = value["form"]
        return Form(**{**members, "kept": tuple(members["kept"])})
    except (KeyError, TypeError) as error:
        raise BrokenToken from error
