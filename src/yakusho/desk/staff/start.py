"""What a new home of a staff zone begins with."""

import os
from pathlib import Path

from django.conf import settings

from yakusho.desk.staff.accounts import new_account
from yakusho.desk.staff.actions import organisation_take, seat_assign
from yakusho.desk.staff.document import load
from yakusho.desk.staff.models import Post, Section, User
from yakusho.desk.staff.queries import valid_on
from yakusho.desk.staff.sample import sample_accounts
from yakusho.kernel import clock

SEED_GENERATION = 0
ADMINISTRATOR = ["operations.problems", "staff.manage"]


def organisation_seed() -> None:
    """Know the ward's organisation (組織) until the office publishes it."""
    path = Path(settings.WARD_FOLDER) / "organisation.yaml"
    organisation_take(load(path.read_text("utf-8"), str(path)), generation=SEED_GENERATION, content_hash="")


def sample_staff() -> None:
    """Seat the sample accounts (見本の利用者), if this is a sample home."""
    if settings.SAMPLE_HOME:
        sample_accounts(settings.ZONE)


def first_administrator() -> None:
    """Seat the first administrator (最初の管理者), if this is a real home.

    How to sign in lies in the zone's folder, in `first-account.txt`.
    """
    if settings.SAMPLE_HOME or User.objects.exists():
        return
    user, password = new_account("")
    section = Section.objects.filter(valid_on(clock.today())).order_by("place")[:1].get()
    post = Post.objects.order_by("place")[:1].get()
    seat_assign(user, section=section.code, post=post.code, functions=ADMINISTRATOR, since=clock.today())
    path = Path(settings.ZONE_FOLDER) / "first-account.txt"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"user: {user.username}\npassword: {password}\n")
