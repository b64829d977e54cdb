"""`python -m yakusho.journal.check`: check a zone's journal without the program that wrote it."""

import argparse
import json
import sys
from collections.abc import Sequence

from yakusho.journal.check.keys import NoKeys
from yakusho.journal.check.report import Report
from yakusho.journal.check.run import run
from yakusho.journal.check.store import CannotRead

GOOD, FOUND, NOT_CHECKED = 0, 1, 2

_EXAMPLE = """example:
  python -m yakusho.journal.check --zone portal --database home/portal/database.sqlite3 \\
    --manifest home/portal/keys/manifest.json --home home
"""


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m yakusho.journal.check",
        description="Check a zone's journal independently. Exit: 0 all fits, 1 something does not, 2 not checked.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--zone", required=True, help="the zone whose database it is")
    parser.add_argument("--database", required=True, help="an SQLite file, or a postgresql:// address")
    parser.add_argument("--manifest", required=True, help="the ward's key manifest (JSON)")
    parser.add_argument("--home", help="also check the content kept in files under this home")
    parser.add_argument("--identity", default="", help="fingerprint of the ward's identity key, as published")
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")
    return parser.parse_args(words)


def _text(report: Report) -> str:
    lines = [f"{count:>10,} {what}" for what, count in sorted(report.seen.items())]
    for finding in report.findings:
        lines += [f"{finding.what}: {finding.where}", f"    {finding.remedy}"]
    lines.append("all fits" if report.good else f"{sum(report.counts.values())} things do not fit")
    return "\n".join(lines)


def main(words: Sequence[str] | None = None) -> int:
    """Check, say what was found, and answer the exit code."""
    asked = _arguments(words)
    try:
        report = run(asked.zone, asked.database, asked.manifest, home=asked.home, identity=asked.identity)
    except (NoKeys, CannotRead) as error:
        sys.stderr.write(f"{error}\n")
        return NOT_CHECKED
    answer = json.dumps(report.as_json(), ensure_ascii=False, indent=2) if asked.json else _text(report)
    sys.stdout.write(answer + "\n")
    return GOOD if report.good else FOUND


if __name__ == "__main__":
    sys.exit(main())
