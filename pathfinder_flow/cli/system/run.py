"""run: the scheduler, and what it logs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from secrets import token_hex
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import click
import structlog

from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.scheduler import Log, Progress, Ticker, stopping_on_signals
from pathfinder_flow.services.scheduling.tick import next_due_at
from pathfinder_flow.settings import Settings

_LONG = 50
"""From how many countries on a sweep is worth a bar."""


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now and end, as for cron.")
@pass_shell
def run(shell: Shell, *, once: bool) -> None:
    """Keep the deadlines and send what is due, until stopped.

    Looks every half minute at least, and when the next reminder is due. What it does is logged on
    stdout, a JSON object in a line. It ends soon after SIGTERM or SIGINT, with the mails in hand
    finished. Two at once on one database do no harm.
    """
    # A database or a folder of templates that cannot be used is told at once, not every minute.
    shell.app.require_writing()
    app, notices, transport = shell.app, shell.notices, shell.transport
    next_due_at(app)
    name = token_hex(6)
    log = json_log(shell, name)
    with _bar(shell) as progress:
        ticker = Ticker(app, notices, transport, name, log, progress)
        with stopping_on_signals(ticker):
            if not once:
                ticker.run()
            elif ticker.once() is None:
                raise click.exceptions.Exit(1)


def json_log(shell: Shell, run_id: str) -> Log:
    """Give what writes a line of JSON on stdout: run, moment (UTC), level, event and facts."""

    def stamp(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> dict[str, Any]:
        return {"timestamp": shell.app.clock().isoformat(), **line}

    hidden = _secrets(shell.settings)
    render = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)

    def in_json(logger: Any, method: str, line: MutableMapping[str, Any]) -> str:
        text = str(render(logger, method, line))
        for secret in hidden:
            text = text.replace(secret, "***")
        return text

    logger = structlog.wrap_logger(
        structlog.PrintLogger(sys.stdout),
        processors=[
            stamp,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            in_json,
        ],
        cache_logger_on_first_use=True,
    ).bind(run=run_id)

    def log(event: str, **facts: Any) -> None:
        write = logger.error if event in ("tick_failed", "not_signed") else logger.info
        write(event, **facts)

    return log


def _secrets(settings: Settings) -> list[str]:
    """Give what must never be in a line, as it is and as JSON and addresses write it."""
    known = [
        settings.smtp_password, settings.key_passphrase, settings.signing_key,
        urlsplit(settings.database_url).password,
    ]  # fmt: skip
    plain = {form for one in known if one for form in (one, unquote(one))}
    forms = {form for one in plain for form in (one, quote(one, safe=""), json.dumps(one)[1:-1])}
    return sorted(forms, key=len, reverse=True)


@contextmanager
def _bar(shell: Shell) -> Iterator[Progress]:
    """Give what shows how far a long sweep is, on a terminal; elsewhere nothing is shown."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return

    shown: list[Any] = []

    def progress(done: int, size: int) -> None:
        if not shown:
            if size <= _LONG:
                return
            label = shell.say("done.sweeping")
            shown.append(click.progressbar(length=size, label=label, file=sys.stderr))
        bar = shown[0]
        bar.length = size
        bar.update(min(done, size) - bar.pos)
        if done >= size:
            bar.render_finish()
            shown.clear()

    try:
        yield progress
    finally:
        # A sweep that was stopped would otherwise leave the terminal without its cursor.
        for bar in shown:
            bar.render_finish()
