from django.apps import AppConfig


class EntriesConfig(AppConfig):
    """Room of the office: one entry of a journal, as sealed."""

    name = "yakusho.office.entries"
    label = "entries"
