"""What the register of a new home begins with."""

from django.conf import settings

from yakusho.mynumber.residents.filling import sample_fill


def sample_register() -> None:
    """Fill the register with sample residents (見本の住民), if this is a sample home."""
    if settings.SAMPLE_HOME:
        sample_fill()
