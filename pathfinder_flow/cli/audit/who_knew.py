"""audit who-knew: what the board looked like on the day a decision was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import Shell, json_option, pass_shell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pathfinder_flow.domain.roles import Mandate
    from pathfinder_flow.services.history.queries import Board
    from pathfinder_flow.services.history.who_knew import KnowledgeAt


@click.command("who-knew")
@click.argument("entry", type=int)
@json_option
@pass_shell
def who_knew(shell: Shell, *, entry: int, as_json: bool) -> None:
    """Show what was known when an ENTRY was recorded, and on the day on which it took effect.

    For a decision: where the countries stood, those it covers among them, and who could act.
    """
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.history import who_knew as knowing

    found = knowing.who_knew(shell.app, entry)
    if as_json:
        print_json(_as_json(found, shell.lang))
    else:
        _print(found, shell.lang)


def _as_json(found: KnowledgeAt, lang: str) -> dict[str, Any]:
    from dataclasses import asdict

    from pathfinder_flow.cli.cases.board import board_as_json
    from pathfinder_flow.presentation.history import as_values

    held = found.held_then
    return {
        "entry": as_values(found.line, lang),
        "day": found.day.isoformat(),
        "imprecise": found.imprecise,
        "recorded_later": found.recorded_later,
        "ledger_begins": found.begins.isoformat(),
        "ledger_existed": not found.unborn,
        "held_then": board_as_json(held, lang) if held else None,
        "known_when_recorded": board_as_json(found.when_recorded, lang),
        "differing": list(found.differing),
        "covered": [asdict(one) for one in found.covered],
        "could_act": [_mandate_as_json(found, mandate) for mandate in found.could_act],
    }


def _mandate_as_json(found: KnowledgeAt, mandate: Mandate) -> dict[str, Any]:
    return {
        "entry": mandate.number,
        "role": str(mandate.role),
        "on_behalf_of": mandate.on_behalf_of,
        "start": mandate.start.isoformat(),
        "end": mandate.end.isoformat() if mandate.end else None,
        "recorded_at": found.learned[mandate.number].isoformat(),
    }


def _print(found: KnowledgeAt, lang: str) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.presentation.history import story_of
    from pathfinder_flow.words.catalog import say

    click.echo(f"{say('knew.title', lang, number=found.line.entry.number)}\n")
    print_wrapped(" ".join(story_of(found.line, lang)))
    print_wrapped(" ".join(_days(found, lang)))
    _print_boards(found, lang)
    _print_covered(found, lang)
    _print_could_act(found, lang)


def _days(found: KnowledgeAt, lang: str) -> Iterator[str]:
    """Say when it took effect and when it was recorded, and what there is to say about that."""
    from pathfinder_flow.domain.ledger.entries import Kind
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_day, say_when

    entry, day = found.line.entry, say_day(found.day, lang)
    recorded = say_day(entry.recorded_at.date(), lang)
    when = say_when(entry.effective, lang)
    if found.ahead:
        yield say("knew.ahead", lang, when=when, day=day)
    elif found.imprecise:
        yield say("knew.imprecise", lang, when=when, day=day)
    if found.recorded_later:
        key = "knew.decided" if entry.kind is Kind.DECISION else "knew.took_effect"
        yield say(key, lang, day=day, recorded=recorded)
    elif not found.ahead:
        yield say("knew.same_day", lang, day=day)
    if found.unborn:
        yield say("knew.unborn", lang, day=day, begins=say_day(found.begins.date(), lang))


def _print_boards(found: KnowledgeAt, lang: str) -> None:
    """Print what the ledger held on the day, and beside it what was known when recording it."""
    from pathfinder_flow.cli.output import print_table, print_wrapped
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_day

    day, held = say_day(found.day, lang), found.held_then
    recorded = say_day(found.line.entry.recorded_at.date(), lang)
    if held is None:
        _print_board(say("knew.recorded", lang, day=day), found.when_recorded, lang)
        return
    _print_board(say("knew.held", lang, day=day), held, lang)
    click.echo()
    if not found.differing:
        print_wrapped(say("knew.same", lang, recorded=recorded))
        return
    print_wrapped(say("knew.differs", lang, recorded=recorded))
    click.echo()
    labels = ("code", "country", "held", "known_recorded")
    boards = (held, found.when_recorded)
    rows = [
        [code, countries.name(code, lang), *(_stood(board, code, lang) for board in boards)]
        for code in found.differing
    ]
    print_table([say(f"label.{name}", lang) for name in labels], rows)


def _print_board(title: str, board: Board, lang: str) -> None:
    from pathfinder_flow.cli.cases.board import print_standings
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say

    click.echo()
    print_wrapped(title)
    click.echo()
    if board.standings:
        print_standings(board, lang)
    else:
        print_wrapped(say("board.empty_then", lang))


def _stood(board: Board, code: str, lang: str) -> str:
    from pathfinder_flow.presentation.standing import briefly

    standing = next((one for one in board.standings if one.country == code), None)
    return briefly(standing, board.workflows, lang)


def _print_covered(found: KnowledgeAt, lang: str) -> None:
    from pathfinder_flow.cli.output import print_table, print_wrapped
    from pathfinder_flow.presentation.standing import briefly
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_day

    if not found.covered:
        return
    click.echo()
    print_wrapped(say("knew.covered", lang, day=say_day(found.day, lang)))
    click.echo()
    rows = [
        [
            one.country,
            countries.name(one.country, lang),
            one.outcome,
            say("answer.yes" if one.stood_aside else "answer.no", lang),
            briefly(one.standing, found.when_recorded.workflows, lang),
        ]
        for one in found.covered
    ]
    labels = ("code", "country", "outcome", "aside", "stage")
    print_table([say(f"label.{name}", lang) for name in labels], rows)


def _print_could_act(found: KnowledgeAt, lang: str) -> None:
    from pathfinder_flow.cli.output import print_table, print_wrapped
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_day, say_when

    day, none = say_day(found.day, lang), say("board.none", lang)
    click.echo()
    if not found.could_act:
        print_wrapped(say("knew.nobody", lang, day=day))
        return
    print_wrapped(say("knew.could_act", lang, day=day))
    click.echo()

    def short(of: Any) -> str:
        return say_when(of.isoformat(), lang, short=True) if of else none

    rows = [
        [
            str(one.number),
            say(f"role.{one.role}", lang),
            countries.name(one.country, lang) if one.country else none,
            short(one.start),
            short(one.end),
            short(found.learned[one.number].date()),
        ]
        for one in found.could_act
    ]
    labels = ("entry", "role", "for", "from", "until", "recorded")
    print_table([say(f"label.{name}", lang) for name in labels], rows)
