"""The web process of the office zone."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yakusho.office.settings")

application = get_wsgi_application()
