"""Checks against the resident register (住民基本台帳との照合): what is declared here, the inner zone carries out."""

from typing import Annotated

from pydantic import StrictBool, StringConstraints

from yakusho.forms.schema.texts import ItemId, ItemPath
from yakusho.kernel.data_files import Part

BaseDay = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*|[0-9]{4}-[0-9]{2}-[0-9]{2})$")]
"""An ISO day, or the name of a day: under `data:`, a date item of the form, or `today` (the day of arrival)."""


class CheckedApplicant(Part):
    """The items that say who applies."""

    name: ItemPath
    kana: ItemPath | None = None
    birth_date: ItemId | None = None
    address: ItemId | None = None


class CheckedMembers(Part):
    """The repeat group that lists people of the household, and its member items, or parts of these.

    `some_only`: the group asks for some of them only, so that nobody is missing, and who isn't of the household may be
    right.
    """

    group: ItemId
    name: ItemPath
    kana: ItemPath | None = None
    birth_date: ItemId | None = None
    relation: ItemId | None = None
    some_only: StrictBool = False


class RegisterChecks(Part):
    """Which answers are compared with the register, as it was on `base_date` (基準日).

    `head_only`: the applicant must be the head of household. `one_per_household`: a second application of a household
    is told. `may_have_died_or_moved`: the household of the base date may have changed since, which is no fault.
    """

    base_date: BaseDay
    applicant: CheckedApplicant
    members: CheckedMembers | None = None
    account: ItemId | None = None
    head_only: StrictBool = False
    one_per_household: StrictBool = False
    may_have_died_or_moved: StrictBool = False
