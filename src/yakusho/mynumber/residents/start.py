"""What the register of a new home begins with."""

from pathlib import Path

from django.conf import settings

from yakusho.mynumber.residents.filling import sample_fill


def sample_register() -> None:
    """Fill the register with sample residents (見本の住民), if this is a sample home with names to make them of."""
    names = Path(settings.WARD_FOLDER) / "samples" / "names"
    if settings.SAMPLE_HOME and names.is_dir():
        sample_fill()
