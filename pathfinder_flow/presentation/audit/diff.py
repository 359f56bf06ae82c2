"""What became known between two moments about the time before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pathfinder_flow.domain.cases.record_diff import Change
from pathfinder_flow.domain.dates.edtf import parse_when
from pathfinder_flow.presentation.blocks import (
    BLANK,
    Block,
    Line,
    Paragraph,
    Table,
    labels,
)
from pathfinder_flow.presentation.cases import history
from pathfinder_flow.presentation.cases.history import story_of
from pathfinder_flow.presentation.cases.standing import briefly
from pathfinder_flow.services.history.diff import Diff, Part
from pathfinder_flow.services.history.timeline import TimelineEntry
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import counted, join, say
from pathfinder_flow.words.dates import say_day, say_moment, say_when
from pathfinder_flow.words.entries import entry_sentence


def as_values(found: Diff, lang: str) -> dict[str, Any]:
    """Give it as JSON values."""
    return {
        "first": found.first.isoformat(),
        "second": found.second.isoformat(),
        "as_of": found.first.date().isoformat(),
        "parts": [_part_values(found, part, lang) for part in found.parts],
    }


def _part_values(found: Diff, part: Part, lang: str) -> dict[str, Any]:
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
                **history.as_values(line, lang),
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
    return countries.name(part.country, lang) if part.country else say("label.programme", lang)


def as_blocks(found: Diff, lang: str) -> Iterator[Block]:
    """Give it as a text."""
    places = {"first": say_moment(found.first, lang), "second": say_moment(found.second, lang)}
    if not found.parts:
        yield Paragraph(say("diff.nothing", lang, **places))
        return
    yield Paragraph(say("diff.title", lang, **places))
    yield from _standings(found, lang)
    for part in found.parts:
        yield from _part(found, part, lang)


def _standings(found: Diff, lang: str) -> Iterator[Block]:
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
        yield BLANK
        yield Paragraph(say("diff.stood", lang, day=say_day(found.first.date(), lang)))
        yield BLANK
        columns = ("code", "country", "known_first", "known_second")
        yield Table(labels(columns, lang), rows)


def _part(found: Diff, part: Part, lang: str) -> Iterator[Block]:
    yield BLANK

    yield Line(_name(part, lang))
    if part.late:
        yield BLANK
        yield Paragraph(say("diff.late", lang, day=say_day(found.first.date(), lang)), indent=2)
    for line in part.late:
        yield Paragraph(" ".join(story_of(line, lang)), mark=f"{line.entry.number:>6}  ")
    if part.changes:
        yield BLANK
        yield Line(f"  {say('diff.changes', lang)}")
    for change, line in part.changes:
        yield Paragraph(_change(change, line, lang), mark=f"{line.entry.number:>6}  ")
    if part.other:
        kinds = [
            say("finding", lang, what=say(f"kind.{kind}", lang), said=count)
            for kind, count in sorted(part.other.items())
        ]
        yield BLANK
        yield Paragraph(say("diff.other", lang, kinds=join(kinds, lang)), indent=2)


def _change(change: Change, line: TimelineEntry, lang: str) -> str:
    changed = [_changed(name, change, lang) for name in change.after]
    numbers = [str(number) for number in change.by]
    by = counted("diff.by", len(numbers), lang, numbers=join(numbers, lang))
    said = entry_sentence(change.entry, line.workflow, lang)
    return f"{say('finding', lang, what=said, said=', '.join(changed))} ({by})"


def _changed(name: str, change: Change, lang: str) -> str:
    before, after = change.before[name], change.after[name]
    if name == "withdrawn":
        return say("diff.withdrawn" if after else "diff.restored", lang)
    if name == "effective":
        places = {"before": say_when(before, lang), "after": say_when(after, lang)}
        return say("diff.effective", lang, **places)
    shown = f"{_shown(before, lang)} → {_shown(after, lang)}"
    return say("finding", lang, what=name.removeprefix("fields."), said=shown)


def _shown(value: Any, lang: str) -> str:
    if not value:
        return say("board.none", lang)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
