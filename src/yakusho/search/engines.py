"""The index in what this zone's database has for finding text: `sqlite` and `postgresql` are modules of one shape."""

from functools import cache
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import connection

from yakusho.japanese.search import Synonyms, load_synonyms
from yakusho.search import postgresql, sqlite


def engine() -> ModuleType:
    """The module for this zone's database."""
    return postgresql if connection.vendor == "postgresql" else sqlite


@cache
def synonyms() -> Synonyms:
    """The shipped synonyms and the ward's own, from `synonyms.tsv` in its folder."""
    own = Path(settings.WARD_FOLDER) / "synonyms.tsv"
    return load_synonyms(*([own] if own.exists() else []))
