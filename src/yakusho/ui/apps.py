from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components and layout of every zone (画面部品)."""

    name = "yakusho.ui"
    label = "ui"
