"""Sample accounts (見本の利用者) for sample homes only: a desk for everybody who tries the house."""

import base64
import hashlib
import hmac
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from yakusho.desk.staff.actions import seat_assign
from yakusho.desk.staff.models import Section, User
from yakusho.kernel.data_files import Part, read


class _Account(Part):
    """One account of the ward's `samples/staff.yaml`; `shown` is the function it is there to show."""

    user: str
    name: str
    section: str
    post: str
    functions: list[str]
    shown: str


class _Samples(Part):
    """The file `samples/staff.yaml`: the accounts of each zone, seated since a day."""

    format: str
    since: date
    office: list[_Account] = []
    mynumber: list[_Account] = []


def _password(user: str) -> str:
    """A password that the home's web key determines: the same in each run, another in another home."""
    digest = hmac.new(settings.ZONE_KEYS.web, f"sample-password/{user}".encode(), hashlib.sha256).digest()
    text = base64.b32encode(digest).decode().lower()
    return "-".join(text[i : i + 4] for i in range(0, 16, 4))


def _document() -> tuple[date, list[_Account]]:
    file = Path(settings.WARD_FOLDER) / "samples" / "staff.yaml"
    document = read(file.read_text("utf-8"), _Samples, str(file))
    return document.since, getattr(document, settings.ZONE)


def accounts() -> list[dict[str, str]]:
    """How one signs in to this zone with each sample account, made or not."""
    names = dict(Section.objects.values_list("code", "name_ja"))
    return [
        {
            "zone": settings.ZONE,
            "section": names.get(account.section, account.section),
            "function": account.shown,
            "user": account.user,
            "password": _password(account.user),
        }
        for account in _document()[1]
    ]


def _make(account: _Account, since: date) -> None:
    if User.objects.filter(username=account.user).exists():
        return
    user = User.objects.create_user(account.user, _password(account.user), account.name)
    seat_assign(user, section=account.section, post=account.post, functions=account.functions, since=since)


def sample_accounts(zone: str) -> list[dict[str, str]]:
    """Make the zone's sample accounts if they aren't there, and answer how to sign in with each.

    Raises:
        RuntimeError: this is no sample home, or another zone's.
    """
    if not settings.SAMPLE_HOME or zone != settings.ZONE:
        raise RuntimeError("sample accounts belong to a sample home, each zone's to itself")
    since, wanted = _document()
    with transaction.atomic():
        for account in wanted:
            _make(account, since)
    return accounts()
