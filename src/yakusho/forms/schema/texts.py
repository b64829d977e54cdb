"""Words and names in a procedure file (文言): what every other part of the schema is made of."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from yakusho.forms import bounds
from yakusho.kernel.data_files import Part
from yakusho.kernel.languages import EASY

Language = Literal["ja", "en", "ja-easy"]

ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
ItemPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=81)]
"""An item, or a part of it: `name`, `person.kana`, `members.relation`."""

Rule = Annotated[str, StringConstraints(min_length=1, max_length=bounds.RULE_CHARACTERS_MAX)]
Say = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class Text(Part):
    """Words for people in both languages; Japanese is the default, `easy` says the same in やさしい日本語."""

    ja: Say
    en: Say
    easy: Say | None = None

    def say(self, language: str) -> str:
        """The words in `language`; a tag such as `en-GB` counts as `en`, `ja-easy` without its words as `ja`."""
        if language == "ja":
            return self.ja
        if language.startswith("en"):
            return self.en
        return self.easy or self.ja if language == EASY else self.ja


class Choice(Part):
    """One answer to choose, with the code that is kept."""

    code: ItemId
    label: Text
