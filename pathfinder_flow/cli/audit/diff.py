"""audit diff: what changed in what is known of the past."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import COUNTRY, Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.domain.cases.record_diff import Change
    from pathfinder_flow.services.history.diff import Diff, Part
    from pathfinder_flow.services.history.timeline import TimelineEntry

_TWICE = 2


@click.command()
@click.argument("country", type=COUNTRY, required=False)
@click.option(
    "--known-at",
    metavar="MOMENT",
    multiple=True,
    help="Given twice: the earlier moment, then the later; a day is its end, today now.",
)
@json_option
@pass_shell
def diff(shell: Shell, *, country: str | None, known_at: tuple[str, ...], as_json: bool) -> None:
    """Show what became known between two moments about the time before.

    Where countries stood on the day of the first moment, as known then and later; what was
    recorded late; what was corrected; and how much else is new.
    """
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.history import diff as diffing

    if len(known_at) != _TWICE:
        raise click.UsageError("Give --known-at exactly twice: the earlier moment, then the later.")
    app = shell.app
    first, second = diffing.moments(known_at[0], known_at[1], app.clock())
    found = diffing.diff(app, country, first, second)
    if as_json:
        print_json(_as_json(found, shell.lang))
    else:
        _print(found, shell.lang)


def _as_json(found: Diff, lang: str) -> dict[str, Any]:
    return {
        "first": found.first.isoformat(),
        "second": found.second.isoformat(),
        "as_of": found.first.date().isoformat(),
        "parts": [_part_as_json(found, part, lang) for part in found.parts],
    }


def _part_as_json(found: Diff, part: Part, lang: str) -> dict[str, Any]:
    from dataclasses import asdict

    from pathfinder_flow.domain.dates.edtf import parse_when
    from pathfinder_flow.presentation.history import as_values
    from pathfinder_flow.words.entries import entry_sentence

    day = found.first.date()
    stood = {"before": part.before, "after": part.after}
    return {
        "country": part.country,
        "name": _name(part, lang),
        "standing": {name: asdict(one) if one else None for name, one in stood.items()}
        if part.before or part.after
        else None,
        "late": [
            {
                **as_values(line, lang),
                "certainly_by_then": parse_when(line.stands.effective).order <= day,
            }
            for line in part.late
        ],
        "changes": [
            {
                "entry": line.entry.number,
                "kind": str(line.entry.kind),
                "said": entry_sentence(change.entry, line.workflow, lang),
                "before": change.before,
                "after": change.after,
                "by": list(change.by),
            }
            for change, line in part.changes
        ],
        "other": dict(part.other),
    }


def _name(part: Part, lang: str) -> str:
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say

    return countries.name(part.country, lang) if part.country else say("label.programme", lang)


def _print(found: Diff, lang: str) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_moment

    places = {"first": say_moment(found.first, lang), "second": say_moment(found.second, lang)}
    if not found.parts:
        print_wrapped(say("diff.nothing", lang, **places))
        return
    print_wrapped(say("diff.title", lang, **places))
    _print_standings(found, lang)
    for part in found.parts:
        _print_part(found, part, lang)


def _print_standings(found: Diff, lang: str) -> None:
    from pathfinder_flow.cli.output import print_table, print_wrapped
    from pathfinder_flow.presentation.standing import briefly
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_day

    rows = [
        [
            str(part.country),
            _name(part, lang),
            briefly(part.before, found.workflows, lang),
            briefly(part.after, found.workflows, lang),
        ]
        for part in found.parts
        if part.before or part.after
    ]
    if rows:
        click.echo()
        print_wrapped(say("diff.stood", lang, day=say_day(found.first.date(), lang)))
        click.echo()
        labels = ("code", "country", "known_first", "known_second")
        print_table([say(f"label.{name}", lang) for name in labels], rows)


def _print_part(found: Diff, part: Part, lang: str) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.presentation.history import story_of
    from pathfinder_flow.words.catalog import join, say
    from pathfinder_flow.words.dates import say_day

    click.echo(f"\n{_name(part, lang)}")
    if part.late:
        click.echo()
        print_wrapped(say("diff.late", lang, day=say_day(found.first.date(), lang)), indent=2)
    for line in part.late:
        print_wrapped(" ".join(story_of(line, lang)), first=f"{line.entry.number:>6}  ")
    if part.changes:
        click.echo(f"\n  {say('diff.changes', lang)}")
    for change, line in part.changes:
        print_wrapped(_change(change, line, lang), first=f"{line.entry.number:>6}  ")
    if part.other:
        kinds = [
            say("finding", lang, what=say(f"kind.{kind}", lang), said=count)
            for kind, count in sorted(part.other.items())
        ]
        click.echo()
        print_wrapped(say("diff.other", lang, kinds=join(kinds, lang)), indent=2)


def _change(change: Change, line: TimelineEntry, lang: str) -> str:
    from pathfinder_flow.words.catalog import counted, join, say
    from pathfinder_flow.words.entries import entry_sentence

    changed = [_changed(name, change, lang) for name in change.after]
    numbers = [str(number) for number in change.by]
    by = counted("diff.by", len(numbers), lang, numbers=join(numbers, lang))
    said = entry_sentence(change.entry, line.workflow, lang)
    return f"{say('finding', lang, what=said, said=', '.join(changed))} ({by})"


def _changed(name: str, change: Change, lang: str) -> str:
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_when

    before, after = change.before[name], change.after[name]
    if name == "withdrawn":
        return say("diff.withdrawn" if after else "diff.restored", lang)
    if name == "effective":
        places = {"before": say_when(before, lang), "after": say_when(after, lang)}
        return say("diff.effective", lang, **places)
    shown = f"{_shown(before, lang)} → {_shown(after, lang)}"
    return say("finding", lang, what=name.removeprefix("fields."), said=shown)


def _shown(value: Any, lang: str) -> str:
    from pathfinder_flow.words.catalog import say

    if not value:
        return say("board.none", lang)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
