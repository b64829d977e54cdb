"""The acting person as every staff template sees them."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from yakusho.desk.staff.queries import staff_of


def staff(request: HttpRequest) -> dict[str, object]:
    """Context processor: `staff`, found only when a template asks."""
    if not hasattr(request, "user"):
        return {}
    return {"staff": SimpleLazyObject(lambda: staff_of(request))}
