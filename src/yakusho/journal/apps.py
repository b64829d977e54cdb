from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Append-only facts of one zone and their way through the walls."""

    name = "yakusho.journal"
    label = "journal"
