"""What every command shares: settings, context, language, and how errors are told."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow import settings as settings_module
from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.clauses import Clause, of_system
from pathfinder_flow.domain.errors.unavailable import SettingsRefused
from pathfinder_flow.domain.workflow.denials import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pathfinder_flow.domain.ledger.entries import Entry
    from pathfinder_flow.domain.ledger.once import OnceNumber
    from pathfinder_flow.mail.transport import Transport
    from pathfinder_flow.services.context import NotificationContext
    from pathfinder_flow.services.unit_of_work import AppContext
    from pathfinder_flow.settings import Settings


class Shell:
    """One run of the program; nothing is read or opened before a command asks for it."""

    def __init__(
        self, *, home: str | None, actor: str | None, lang: str | None, once: str | None = None
    ) -> None:
        self._given = {"home": home, "actor": actor, "lang": lang}
        self._once = once

    @cached_property
    def settings(self) -> Settings:
        """The settings of this run."""
        return settings_module.load(os.environ, **self._given)

    @cached_property
    def app(self) -> AppContext:
        """The application context of this run, on a database that is set up."""
        app = self.new_app()
        from pathfinder_flow.domain.errors.unavailable import NotInitialised
        from pathfinder_flow.store.database.engine import is_missing, where

        if is_missing(app.engine):
            raise NotInitialised(where=where(app.engine))
        return app if self._once is None else app.with_once(_once_number(self._once))

    @cached_property
    def view(self) -> AppContext:
        """The application on one state of the database, which all that a command shows is of.

        The command line sees everything that the database account may read: whoever runs it holds
        the database itself, and a sign-in name given with --as proves nothing.
        """
        return click.get_current_context().find_root().with_resource(self.app.reading())

    def new_app(self) -> AppContext:
        """A context whose database may not be there yet."""
        from pathfinder_flow.app import build_app

        app = build_app(self.settings)
        click.get_current_context().find_root().call_on_close(app.engine.dispose)
        return app

    @cached_property
    def notices(self) -> NotificationContext:
        """What notices need: ladders, calendars and templates."""
        from pathfinder_flow.app import build_notifications

        return build_notifications(self.settings)

    @cached_property
    def transport(self) -> Transport:
        """What mails are handed to; closed when the command has ended."""
        from pathfinder_flow.app import build_transport

        transport = build_transport(self.settings)
        click.get_current_context().find_root().call_on_close(transport.close)
        return transport

    def new_home(self) -> AppContext:
        """A context whose tables may be made or changed; its home folder is made if missing."""
        from pathfinder_flow.domain.errors.invalid import FileRefused

        app, home = self.new_app(), self.settings.home
        app.require_writing()
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            why = Clause("name_home", "{said}; name a folder with --home", said=of_system(error))
            raise FileRefused(path=home, why=why) from error
        return app

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.settings.lang

    def tell(self, key: str, **places: Any) -> None:
        """Confirm something on stderr, in the reader's language."""
        click.echo(self.say(key, **places), err=True)

    def tell_at_length(self, key: str, **places: Any) -> None:
        """Say something on stderr that may be long: it is broken to the terminal's width."""
        from pathfinder_flow.cli.output import print_wrapped

        print_wrapped(self.say(key, **places), err=True)

    def tell_moved(self, entry: Entry) -> None:
        """Confirm a move."""
        from pathfinder_flow.presentation.cases.moves import moved

        with self.app.snapshot() as conn:
            workflow = self.app.rules(conn, entry.body["sha256"]).workflow
        self.tell("done.moved", number=entry.number, **moved(entry, workflow, self.lang))

    def wrong_usage(self, key: str, **places: Any) -> click.UsageError:
        """Give the error that says how the command is used."""
        return click.UsageError(self.say(key, **places))

    def say(self, key: str, **places: Any) -> str:
        """Give a sentence of the catalogue in the reader's language, days in its own way."""
        from pathfinder_flow.words.catalog import say
        from pathfinder_flow.words.dates import say_day
        from pathfinder_flow.words.errors import worded

        lang = self.lang
        told = {
            name: say_day(place, lang) if isinstance(place, date) else worded(place, lang)
            for name, place in places.items()
        }
        return say(key, self.lang, **told)

    @contextmanager
    def counting(self, key: str) -> Iterator[Callable[[int, int], None]]:
        """Show a bar while something long is done; gives what is told how far it has come."""
        with click.progressbar(
            length=1, label=self.say(key), file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:

            def progress(done: int, size: int) -> None:
                bar.length = size
                bar.update(done - bar.pos)

            yield progress

    def confirm(self, key: str, **places: Any) -> None:
        """Ask on the terminal, in the reader's language; anything but yes ends the command."""
        question, yes = self.say(key, **places), self.say("answer.yes")
        answer = click.prompt(question, default="", show_default=False, prompt_suffix=" ", err=True)
        if answer.strip().casefold() not in (yes, yes[0]):
            raise click.Abort

    def ask_country(self, which: PathfinderError) -> str | None:
        """Ask on the terminal which country a name means; None for what is no code."""
        from pathfinder_flow.domain.errors.base import NotFound
        from pathfinder_flow.words import countries

        question = self.say("ask.country", which=which)
        answer = click.prompt(question, default="", show_default=False, prompt_suffix=" ", err=True)
        try:
            return countries.is_code(answer.strip().upper())
        except NotFound:
            return None

    @property
    def actor(self) -> str:
        """The sign-in name of who acts."""
        return self.settings.actor

    @property
    def today(self) -> str:
        """The present day, ISO, as the default of effective dates."""
        return self.app.today().isoformat()

    def today_in(self, country: str) -> str:
        """The present day in a country, ISO, as the default of its effective dates."""
        return self.app.today_by_code(country).isoformat()


def _once_number(key: str) -> OnceNumber:
    """Give a once-only number for what this run asks: the command with all that was given to it."""
    import json

    from pathfinder_flow.domain.ledger.once import OnceNumber
    from pathfinder_flow.services.validation import required

    ctx = click.get_current_context()
    _, *command = ctx.command_path.split()
    given = {name: _content(value) for name, value in ctx.params.items()}
    asked = json.dumps([command, given], sort_keys=True, default=str)
    return OnceNumber(required(Clause("once_number", "once-only number"), key), asked)


def _content(value: object) -> object:
    """Give what stands for a value: for a file its name and hash, for it may have changed."""
    from hashlib import sha256
    from pathlib import Path

    if isinstance(value, Path) and value.is_file():
        return [value.name, sha256(value.read_bytes()).hexdigest()]
    return value


pass_shell = click.make_pass_decorator(Shell)


def tell_error(error: PathfinderError, shell: Shell | None) -> None:
    """Print an error as one sentence in the reader's language, on stderr, and commands for it.

    Of a move that was refused, every reason and what to do about it come below the sentence.
    """
    from pathfinder_flow.cli.output import print_commands
    from pathfinder_flow.words.errors import error_sentence

    lang = language_of(shell)
    click.echo(error_sentence(error, lang), err=True)
    print_commands(error.remedies, err=True)
    if isinstance(error, Refused):
        from pathfinder_flow.cli.output import print_blocks
        from pathfinder_flow.presentation.cases.why import refused

        print_blocks(refused(error, lang), err=True)


def tell_stopped(shell: Shell | None) -> None:
    """Say that a command was stopped, on stderr."""
    from pathfinder_flow.words.catalog import say

    click.echo(say("done.stopped", language_of(shell)), err=True)


def language_of(shell: Shell | None) -> str:
    """Give the reader's language, even when the settings cannot be used."""
    try:
        return shell.lang if shell else "en"
    except SettingsRefused as refused:
        return str(refused.facts["lang"])
