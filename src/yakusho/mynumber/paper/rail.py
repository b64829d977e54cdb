"""The room's place on the rail."""

from django.utils.translation import gettext_lazy as _

from yakusho.desk.rail import has
from yakusho.mynumber.paper.printing import PRINT
from yakusho.mynumber.paper.registering import REGISTER
from yakusho.ui.context import RailLink

PAPER = RailLink(_("Paper"), "/paper/", has(PRINT, REGISTER))
