"""Content that was being written when a process died goes again; content under way and finished content stay."""

import os
from pathlib import Path

from yakusho.journal import blobs


def test_only_old_unfinished_content_is_cleared(settings, tmp_path: Path) -> None:
    settings.ZONE_FOLDER = tmp_path
    dead, under_way = blobs.Writer(), blobs.Writer()
    dead.write(b"died")
    under_way.write(b"goes on")
    (old,) = [path for path in (tmp_path / "tmp").iterdir() if path.name == dead._path.name]
    finished = blobs.put(b"finished")
    day_ago = old.stat().st_mtime - (blobs.UNFINISHED_HOURS + 1) * 3_600
    os.utime(old, (day_ago, day_ago))
    assert blobs.unfinished_clear() == 1
    assert not old.exists()
    assert blobs.path(under_way.commit()).read_bytes() == b"goes on"
    assert blobs.path(finished).exists()
    dead.discard()
