"""Changing the language where the path does not hold it (表示言語)."""

from django.views.i18n import set_language

from yakusho.ui.guards import public

# Staff zones keep the language in a cookie (POST with the page to return to); the portal has it in the path.
language = public(set_language)
