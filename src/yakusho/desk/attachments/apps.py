from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    """Files that came with cases, and the copies of them that may be opened."""

    name = "yakusho.desk.attachments"
    label = "attachments"
