"""What the room's small forms post."""

from uuid import UUID

from django.http import HttpRequest

from yakusho.kernel.ids import new_id
from yakusho.mynumber.residents.register import read_register_number

NUMBERS_CHARACTERS_MAX = 200_000


def posted_uuid(request: HttpRequest, name: str) -> UUID:
    """The id a form was shown with; a form without one counts as new each time."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return new_id()


def posted_numbers(text: str) -> tuple[list[str], list[str]]:
    """Household numbers, one a line, and the lines that can't be one."""
    good, bad = [], []
    for line in filter(None, map(str.strip, text[:NUMBERS_CHARACTERS_MAX].splitlines())):
        number = read_register_number(line)
        (good if number else bad).append(number or line[:40])
    return good, bad
