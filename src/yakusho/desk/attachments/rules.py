"""Decisions on attachments, without tables: their states, who may open a copy, what counts as the end of trying."""

from yakusho.desk.attachments.bounds import ATTEMPTS_MAX

STATES = ("waiting", "working", "clean", "suspicious", "failed", "no_sandbox")
WANTED = ("waiting", "working", "no_sandbox")
"""States in which the worker still has something to do."""

DONE = ("clean", "suspicious", "failed")


def may_be_opened(state: str, *, has_copy: bool, sample_home: bool) -> bool:
    """Whether the copy may be opened: a clean one; on a sample home also one made without the sandbox."""
    return has_copy and (state == "clean" or (state == "no_sandbox" and sample_home))


def may_be_tried_again(state: str, reason: str) -> bool:
    """Whether a person may ask for another try.

    They may when the tries are used up, and when it took too long, which a busy machine can cause. What is suspicious
    for another reason stays so.
    """
    return state == "failed" or (state, reason) == ("suspicious", "time")


def is_last(attempts: int) -> bool:
    """Whether no further try follows this one."""
    return attempts >= ATTEMPTS_MAX
