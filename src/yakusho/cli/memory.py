"""Keeping an idle process small."""

import gc


def settle() -> None:
    """Call once everything is imported: what is there now stays, so the collector need not walk it again."""
    gc.collect()
    gc.freeze()
