from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Full-text search of one zone."""

    name = "yakusho.search"
    label = "search"
