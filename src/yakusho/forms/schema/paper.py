"""The same form on paper (紙の申請書): what is printed for each household, and where it goes back to."""

from typing import Annotated

from pydantic import Field

from yakusho.forms import bounds
from yakusho.forms.schema.texts import ItemId, Text
from yakusho.kernel.data_files import Part

Sheet = Annotated[tuple[ItemId, ...], Field(min_length=1, max_length=40)]


class Paper(Part):
    """A form that is printed from the register, for procedures with `register_checks`, whose items it fills.

    `sheets` are its printed pages, each with its items in order; file items say which copies to enclose.
    """

    title: Text
    intro: Text | None = None
    return_to: Text
    sheets: Annotated[tuple[Sheet, ...], Field(min_length=1, max_length=bounds.PAGES_MAX)]
