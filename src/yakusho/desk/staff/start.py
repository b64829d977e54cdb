"""What a new home of a staff zone begins with."""

from pathlib import Path

from django.conf import settings

from yakusho.desk.staff.actions import organisation_take
from yakusho.desk.staff.document import load
from yakusho.desk.staff.sample import sample_accounts

SEED_GENERATION = 0


def organisation_seed() -> None:
    """Know the ward's organisation (組織) until the office publishes it."""
    path = Path(settings.WARD_FOLDER) / "organisation.yaml"
    organisation_take(load(path.read_text("utf-8"), str(path)), generation=SEED_GENERATION, content_hash="")


def sample_staff() -> None:
    """Make the sample accounts (見本の利用者) of a sample home."""
    if settings.SAMPLE_HOME:
        sample_accounts(settings.ZONE)
