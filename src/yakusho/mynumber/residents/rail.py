"""The register's place on the rail."""

from django.utils.translation import gettext_lazy as _

from yakusho.desk.rail import has
from yakusho.ui.context import RailLink

REGISTER = RailLink(_("Resident register"), "/residents/", has("register.view"))
