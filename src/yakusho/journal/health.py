"""Whether a zone's web process answers and reaches its database."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse

from yakusho.ui.guards import public


@public
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when this zone can work; supervisors and load balancers ask it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"zone": settings.ZONE, "ok": True})
