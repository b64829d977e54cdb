"""A web process, worker or clerk that can be killed hundreds of times: imported once, then forked again and again.

    YAKUSHO_HOME=… python -m tests.faults.zygote ZONE ROLE PORT

A child does its work until it is killed; another takes its place at once, as a supervisor would do. Orders come
a line at a time on standard input: `kill`, `arm POINT:N` (kill, and let the next child die at a crash point), `stop`.
Each end of a child is told on standard output: `crashed POINT:N`, `killed`, or `died STATUS`.
"""

import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from uuid import uuid5
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django
from django.urls import get_resolver

from yakusho.cli.processes import end_with_parent

LOOK_SECONDS = 0.01
WEB_THREADS = 4
REQUEST_SECONDS_MAX = 20
QUEUE_MAX = 64
CLERK_SECONDS = 0.1

Act = Callable[[], None]


class _Quiet(WSGIRequestHandler):
    timeout = REQUEST_SECONDS_MAX

    def log_message(self, format: str, *args: object) -> None:
        pass


def _web(zone: str, port: int) -> Act:
    """A small threaded server; its socket outlives its children, so that nobody is refused while one is replaced."""
    application = import_module(f"yakusho.{zone}.wsgi").application
    assert get_resolver().url_patterns  # so that all is imported before the first fork
    listening = socket.create_server(("127.0.0.1", port), backlog=QUEUE_MAX)
    server = WSGIServer(("127.0.0.1", port), _Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket, server.server_name, server.server_port = listening, "127.0.0.1", port
    server.setup_environ()
    server.set_app(application)

    def serve() -> None:
        while True:
            connection, address = listening.accept()
            try:
                server.finish_request(connection, address)
            except OSError:
                continue  # the caller went away
            finally:
                server.shutdown_request(connection)

    def act() -> None:
        threads = [threading.Thread(target=serve) for _ in range(WEB_THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return act


def _worker(zone: str, port: int) -> Act:
    from yakusho.journal import worker

    worker.steps()  # so that all is imported before the first fork
    return worker.run


def _clerk(zone: str, port: int) -> Act:
    """A clerk who takes each new case and decides for the applicant at once."""
    from yakusho.desk.cases import actions
    from yakusho.desk.cases.models import Case
    from yakusho.desk.staff.models import Seat
    from yakusho.desk.staff.permissions import may
    from yakusho.desk.staff.queries import staff_in_seat

    def act() -> None:
        seats = [staff_in_seat(seat) for seat in Seat.objects.values_list("id", flat=True)]
        deciding = {seat.seat.section: seat for seat in seats if may(seat, "applications.decide")}
        while True:
            for case in Case.objects.filter(state__in=("new", "taken")).order_by("received_at")[:5]:
                by = deciding[case.section]
                actions.case_take(by=by, case=case, once=uuid5(case.id, "take"))
                actions.case_approve(by=by, case=case, once=uuid5(case.id, "approve"))
            time.sleep(CLERK_SECONDS)

    return act


class Zygote:
    """Keeps one child running, and ends it as told."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._child, self._armed, self._next, self._told = 0, "", "", False

    def run(self) -> None:
        """Obey until told to stop or the input ends."""
        self._fork()
        waiting = b""
        while True:
            if select.select([0], [], [], LOOK_SECONDS)[0]:
                data = os.read(0, 4096)
                waiting += data
                *lines, waiting = waiting.split(b"\n")
                for line in lines:
                    self._obey(line.decode())
                if not data or b"stop" in lines:
                    os.kill(self._child, signal.SIGKILL)
                    return
            self._look()

    def _obey(self, order: str) -> None:
        verb, _, place = order.partition(" ")
        if verb == "arm":
            self._next = place
        self._told = True
        os.kill(self._child, signal.SIGKILL)

    def _look(self) -> None:
        child, status = os.waitpid(self._child, os.WNOHANG)
        if child:
            self._tell(status)
            self._fork()

    def _tell(self, status: int) -> None:
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if killed and self._armed and not self._told:
            said = f"crashed {self._armed}"
        else:
            said = "killed" if killed else f"died {status}"
        self._told = False
        sys.stdout.write(said + "\n")
        sys.stdout.flush()

    def _fork(self) -> None:
        self._armed, self._next = self._next, ""
        self._child = os.fork()
        if self._child == 0:
            self._begin()

    def _begin(self) -> None:
        from yakusho.journal import crash

        os.environ["YAKUSHO_PARENT"] = str(os.getppid())
        end_with_parent()
        crash.arm(self._armed)
        try:
            self._act()
        finally:
            os._exit(1)


def main() -> None:
    """Prepare a zone's process and keep it running."""
    zone, role, port = sys.argv[1:]
    end_with_parent()
    os.environ["DJANGO_SETTINGS_MODULE"] = f"yakusho.{zone}.settings"
    django.setup()
    act = {"web": _web, "worker": _worker, "clerk": _clerk}[role](zone, int(port))
    from django.db import connections

    connections.close_all()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    Zygote(act).run()


if __name__ == "__main__":
    main()
