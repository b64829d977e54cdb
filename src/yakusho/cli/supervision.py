"""The supervisor: a generated configuration, two processes a zone, restart with back-off.

It has no control socket: `yakusho status` looks at the processes themselves.
"""

import os
import signal
import sys
from pathlib import Path

from yakusho.cli.home import Home
from yakusho.cli.processes import PARENT, end_with_parent
from yakusho.cli.zones import command

ROLES = ("web", "worker")
SOURCE = Path(__file__).resolve().parent

_HEAD = """\
; Written by `yakusho up`; changes are lost.
[supervisord]
nodaemon=true
silent=true
umask=077
logfile={run}/supervisor.log
logfile_maxbytes=5MB
logfile_backups=2
loglevel=info
pidfile={run}/supervisor.pid
childlogdir={run}
"""

_PROGRAM = """
[program:{zone}-{role}]
command={command}
environment=YAKUSHO_HOME="{home}",DJANGO_SETTINGS_MODULE="yakusho.{zone}.settings",MALLOC_ARENA_MAX="2"
directory={home}
autostart=true
autorestart=true
startsecs=2
startretries=1000000
stopsignal=TERM
stopwaitsecs=12
killasgroup=true
redirect_stderr=true
stdout_logfile={logs}/{role}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=3
"""


def _quoted(text: str) -> str:
    return text.replace("%", "%%")


def configuration(home: Home) -> str:
    """The supervisor's configuration for the zones of a home.

    A process that can't start is tried again for ever, each time a second later than the time before, because the
    usual reasons (a database or disk that is away) pass.
    """
    parts = [_HEAD.format(run=_quoted(str(home.run)))]
    if os.geteuid() == 0:
        parts.append("user=root\n")
    for zone in home.zones():
        for role in ROLES:
            words = " ".join(f'"{_quoted(word)}"' for word in command(zone, role))
            folder, logs = _quoted(str(home.path)), _quoted(str(home.zone(zone) / "logs"))
            parts.append(_PROGRAM.format(zone=zone, role=role, command=words, home=folder, logs=logs))
    return "".join(parts)


def write_configuration(home: Home) -> Path:
    """Write the configuration into the home and answer where."""
    home.run.mkdir(mode=0o700, exist_ok=True)
    for zone in home.zones():
        (home.zone(zone) / "logs").mkdir(mode=0o700, exist_ok=True)
    file = home.run / "supervisor.conf"
    file.write_text(configuration(home), "utf-8")
    return file


def supervisor_command(configuration_file: Path) -> list[str]:
    """The command that runs the supervisor."""
    return [sys.executable, "-m", "yakusho.cli.supervision", str(configuration_file)]


def main() -> None:
    """Be the supervisor: end when `yakusho up` ends, and tell the children whose they are."""
    from supervisor import supervisord

    end_with_parent(signal.SIGTERM)
    os.environ[PARENT] = str(os.getpid())
    supervisord.main(["-n", "-c", sys.argv[1]])


if __name__ == "__main__":
    main()
