"""What the deciding zone's own code reads of its cases, written out: the control that the search would find it.

YAKUSHO_HOME=… python -m tests.faults.opened ZONE FOLDER
"""

import base64
import json
import os
import sys
from pathlib import Path

import django


def main() -> None:
    """Open every case and every file of it, and write both into a folder."""
    zone, folder = sys.argv[1], Path(sys.argv[2])
    os.environ["DJANGO_SETTINGS_MODULE"] = f"yakusho.{zone}.settings"
    django.setup()
    from yakusho.desk.cases.content import open_content
    from yakusho.desk.cases.models import Case
    from yakusho.journal import blobs
    from yakusho.messages.sealing import open_file

    for case in Case.objects.all():
        content = open_content(case)
        answers = [revision.answers for revision in content.revisions]
        (folder / f"{case.number}.json").write_text(json.dumps(answers, ensure_ascii=False), "utf-8")
        for file in content.files():
            pieces = open_file([blobs.read(file.blob)], base64.b64decode(file.key))
            (folder / f"{case.number}-{file.item}").write_bytes(b"".join(pieces))


if __name__ == "__main__":
    main()
