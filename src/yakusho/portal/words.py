"""Names from the ward's data that residents read."""

from functools import cache

from django.conf import settings

from yakusho.kernel.languages import EASY
from yakusho.kernel.yaml_lines import Lines


@cache
def _section_names() -> dict[str, dict[str, str]]:
    path = settings.WARD_FOLDER / "organisation.yaml"
    document = Lines(path.read_text("utf-8"), str(path)).value if path.exists() else {}
    return {
        row["code"]: {"ja": row["ja"], "en": row["en"], EASY: row.get("easy", row["ja"])}
        for row in document.get("sections", ())
    }


def section_name(code: str, language: str) -> str:
    """A section's name (課の名前); its code when the ward's data doesn't name it."""
    return _section_names().get(code, {}).get(language, code)
