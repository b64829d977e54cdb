"""Words and names in a procedure file (文言): what every other part of the schema is made of."""

from typing import Annotated, Any, Literal

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

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

    @model_validator(mode="before")
    @classmethod
    def _in_each_language(cls, given: Any) -> Any:
        """Tell words without a language apart from other wrong shapes."""
        if isinstance(given, str):
            raise PydanticCustomError(
                "told", "must be said in each language", {"remedy": "Write {ja: …, en: …} around the words."}
            )
        return given

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
