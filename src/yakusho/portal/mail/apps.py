from django.apps import AppConfig


class MailConfig(AppConfig):
    """Room of the portal: mail."""

    name = "yakusho.portal.mail"
    label = "mail"
