"""The entry point. Commands are imported when they are called, so that --help is immediate."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from pathfinder_flow import __version__
from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.words.catalog import languages

COMMANDS = {
    "init": ("system.init", "Set a new ledger up, with yourself as the Secretariat."),
    "demo": ("system.demo", "Load the real public record and show where every country stands."),
    "today": ("system.today", "Say what is to do today, what waits for others, what is late."),
    "board": ("cases.board", "Show where every country stands, now or on any day."),
    "country": ("cases.country", "Open a country's case, show it, move it to a newer workflow."),
    "why": ("cases.why", "Say what may happen next, what is missing and who can supply it."),
    "advance": ("cases.advance", "Make a move, if its guards allow it."),
    "evidence": ("cases.evidence", "Record and list evidence."),
    "indicators": ("cases.indicators", "Show what a roadmap is measured by, and how far it is."),
    "report": ("deadlines.outcomes", "Record how a reporting period ended, and what that moves."),
    "deadlines": ("deadlines.deadlines", "List the reports that are owed, the earliest first."),
    "deadline": ("deadlines.deadline", "Explain a due date, put it off, suspend and resume."),
    "reminders": ("mails.reminders", "List, explain, preview and forecast the reminders."),
    "outbox": ("mails.outbox", "Show the mails; hold, release, cancel, try again."),
    "bounces": ("mails.bounces", "Take in notices that mails did not arrive."),
    "run": ("system.run", "Keep the deadlines and send what is due, until stopped."),
    "status": ("system.status", "Say whether the scheduler runs and the mail flows."),
    "mandate": ("people.mandate", "Say who may act for whom, from when to when."),
    "decision": ("cases.decision", "Record a decision of a body on one or many countries."),
    "meeting": ("meetings.meeting", "Prepare meetings, and record what each decided."),
    "correct": ("cases.correct", "Correct an entry, without changing what was recorded."),
    "history": ("cases.history", "Tell the history of a country or the programme, on both clocks."),
    "targets": ("cases.targets", "Show the goals of the Alliance, and what is known of each."),
    "audit": ("audit", "Sign, prove and check the record, and hand it to an auditor."),
    "people": ("people.people", "Show and erase what is kept about a person."),
    "import": (
        "cases.import_facts",
        "Import dated facts from a sheet, XLSX or CSV, or nothing.",
    ),
    "workflow": ("system.workflow", "List, show, check, draw and publish workflows."),
    "db": ("system.db", "Upgrade, check, rebuild and back up the database."),
    "completion": ("system.completion", "Print the completion script for your shell."),
}
"""The module and the help of each command; the command bears its own name there."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the commands in the order of the day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and give a command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"pathfinder_flow.cli.{COMMANDS[cmd_name][0]}")
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours is told as one sentence, with exit code 1."""
        try:
            return super().invoke(ctx)
        except (click.Abort, KeyboardInterrupt):
            from pathfinder_flow.cli.shell import tell_stopped

            tell_stopped(ctx.obj)
            ctx.exit(1)
        except PathfinderError as error:
            from pathfinder_flow.cli.shell import tell_error

            tell_error(error, ctx.obj)
            ctx.exit(1)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest a near miss for an unknown command."""
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"There is no command '{name}'.{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pathfinder-flow")
@click.option("--home", help="Folder for database and evidence.  [PATHFINDER_FLOW_HOME]")
@click.option("--as", "actor", help="Who acts: a sign-in name.  [PATHFINDER_FLOW_ACTOR]")
@click.option(
    "--lang",
    type=click.Choice(languages()),
    help="Language of what you read.  [PATHFINDER_FLOW_LANG]",
)
@click.option("--once", help="A number of your own: the same act under it is recorded once.")
@click.pass_context
def cli(
    ctx: click.Context, home: str | None, actor: str | None, lang: str | None, once: str | None
) -> None:
    """Keep the record of countries on the Alliance 8.7 Pathfinder lifecycle.

    The database is an SQLite file in the home folder, or PostgreSQL by
    PATHFINDER_FLOW_DATABASE_URL. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.

    Whoever cannot tell whether an act was recorded repeats it under the same
    --once, such as uuidgen gives, and gets the first's answer, be it a refusal.
    """
    from pathfinder_flow.cli.shell import Shell

    ctx.obj = Shell(home=home, actor=actor, lang=lang, once=once)


def main() -> None:
    """Run a command; every error is one sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a sign gets its number instead of an error.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(cli.main(prog_name="pathfinder-flow", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped: what was not finished was not recorded.", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; Python would complain while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
