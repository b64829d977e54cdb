"""Handles of uploaded files (添付ファイル): what the portal keeps of a file, as it lies among the answers."""

from typing import Any


def is_file(answer: Any) -> bool:
    """Whether an answer has the shape of an uploaded file's handle."""
    return isinstance(answer, dict) and isinstance(answer.get("blob"), str) and isinstance(answer.get("name"), str)


def handles(answer: Any) -> list[dict[str, Any]]:
    """The handles in the answer to a file item, be it of one file or of many."""
    return [each for each in (answer if isinstance(answer, list) else [answer]) if is_file(each)]
