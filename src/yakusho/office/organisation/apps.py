from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Where the organisation is published."""

    name = "yakusho.office.organisation"
    label = "organisation"
