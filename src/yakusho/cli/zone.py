"""One process of one zone: `python -m yakusho.cli.zone ZONE TASK …`, with that zone's settings and no other's.

`web` and `worker` run until they are stopped; every other task prints one JSON object a line for `yakusho.cli.zones`.
"""

import json
import os
import sys
from typing import Any

from yakusho.cli.memory import settle, spare
from yakusho.cli.processes import end_with_parent


def tell(**said: Any) -> None:
    """Print one line for the process that asked."""
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def say(words: str) -> None:
    """Tell how far the work is."""
    tell(say=words)


def _worker() -> None:
    import django

    django.setup()
    from yakusho.journal import worker

    settle()
    worker.run()


def _task(name: str, arguments: list[str]) -> int:
    import django
    from django.db import OperationalError

    from yakusho.cli.findings import TaskRefused
    from yakusho.kernel.errors import Invalid, Refused
    from yakusho.ledger.keys import KeysMissing

    try:
        django.setup()
        from yakusho.cli.tasks import TASKS

        tell(result=TASKS[name](*arguments))
    except TaskRefused as refusal:
        tell(error=refusal.what, remedy=refusal.remedy)
    except OperationalError as error:
        words = str(error).strip().partition("\n")[0]
        tell(error=f"The database can't be used: {words}", remedy="Start it, or look at its address and free space.")
    except KeysMissing as missing:
        tell(error=str(missing), remedy="Run `yakusho init` again with the ward identity key in its folder.")
    except Refused as refusal:
        tell(error=refusal.sentence)
    except Invalid as invalid:
        tell(error="\n  ".join(f"{error.path}: {error.sentence}" for error in invalid.errors))
    else:
        return 0
    return 2


def main() -> None:
    """Run the task that the command line names."""
    zone, task, *arguments = sys.argv[1:]
    os.umask(0o077)
    end_with_parent()
    spare()
    os.environ["DJANGO_SETTINGS_MODULE"] = f"yakusho.{zone}.settings"
    if task == "web":
        from yakusho.cli import web

        web.run(zone)
    elif task == "worker":
        _worker()
    else:
        sys.exit(_task(task, arguments))


if __name__ == "__main__":
    main()
