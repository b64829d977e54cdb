"""The `yakusho` command: finds a subcommand's module only when it is called, so that `--help` answers at once."""

import sys
from importlib import import_module

import click

COMMANDS = {
    "init": ("yakusho.cli.commands.init:init", "Make a home: folders, keys, databases, published procedures and plan."),
    "up": ("yakusho.cli.commands.up:up", "Start all zones of a home and keep them running."),
    "status": ("yakusho.cli.commands.status:status", "Show what runs, what waits and what needs a person."),
    "check": ("yakusho.cli.commands.check:check", "Check settings, keys, ward files, and the journals."),
    "verify": ("yakusho.cli.commands.verify:verify", "Check a receipt offline against published keys."),
    "keys": ("yakusho.cli.commands.keys:keys", "Show the fingerprints of the ward's public keys."),
    "sample": ("yakusho.cli.commands.sample:sample", "Accounts and applications of a sample home."),
    "plan": ("yakusho.cli.commands.plan:plan", "Show the plan with its indicators."),
    "meters": ("yakusho.cli.commands.meters:meters", "Count the plan's meters again from the journals."),
    "data": ("yakusho.cli.commands.data:data", "Read Japanese dates, addresses, names and numbers, line by line."),
    "procedures": ("yakusho.cli.commands.procedures:procedures", "List the procedures or lint a procedure file."),
}
"""Every subcommand: where it is, and what it is for in one line."""


class LazyCommands(click.Group):
    """A group that imports a subcommand when it is needed, and lists them all without importing one."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The subcommands in the order of use."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The subcommand of a name, or None."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, purpose) for name, (_, purpose) in COMMANDS.items()])


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: yakusho init --ward wards/WARD --sample && yakusho up",
)
@click.version_option(package_name="yakusho", message="yakusho %(version)s")
def cli() -> None:
    """Yakusho (役所): the digital ward office.

    Exit codes: 0 done, 1 the answer is no, 2 the command could not run.
    """


def main() -> None:
    """Entry point of the `yakusho` command."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- an old interpreter with the source on its path gets a sentence
        version = ".".join(map(str, sys.version_info[:2]))
        sys.stderr.write(
            f"Error: Yakusho needs Python 3.11 or newer; this is {version}. Install one, then `make setup`.\n"
        )
        sys.exit(2)
    cli(prog_name="yakusho")


if __name__ == "__main__":
    main()
