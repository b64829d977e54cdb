"""How a command says no: exit code 1 when the answer is no, 2 when it could not run."""

import click


class Failed(click.ClickException):
    """The command ran and the answer is no."""

    exit_code = 1


class CannotRun(click.ClickException):
    """The command could not run: what is wrong, and what to do about it."""

    exit_code = 2

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what}\n  {remedy}" if remedy else what)
