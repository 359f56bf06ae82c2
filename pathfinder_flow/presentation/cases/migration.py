"""What moving every case to the newest edition of its procedure changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pathfinder_flow.presentation.blocks import Block, Table, labels
from pathfinder_flow.services.scheduling.migration import CaseMigration, Dues
from pathfinder_flow.words.catalog import join, say
from pathfinder_flow.words.dates import say_when


def as_values(one: CaseMigration) -> dict[str, Any]:
    """Give it as JSON values."""
    return {
        "country": one.country,
        "state": one.state,
        "from_workflow": one.from_workflow,
        "to_workflow": one.to_workflow,
        "dues_before": _dues(one.dues_before),
        "dues_after": _dues(one.dues_after),
        "mails_come": one.come,
        "mails_fall_away": one.fall_away,
    }


def _dues(dues: Dues) -> list[dict[str, str]]:
    return [
        {"obligation": name, "period": period, "due": day.isoformat()}
        for (name, period), day in sorted(dues.items())
    ]


def as_blocks(found: Sequence[CaseMigration], lang: str) -> Iterator[Block]:
    """Give what changes per country as a table; the stage of none does."""
    columns = ("code", "workflow", "due_before", "due_after", "mails_come", "mails_go")
    yield Table(labels(columns, lang), [_row(one, lang) for one in found])


def _row(one: CaseMigration, lang: str) -> list[str]:
    none = say("board.none", lang)
    dues = (_days(dues, lang) or none for dues in (one.dues_before, one.dues_after))
    return [one.country, one.to_workflow, *dues, str(one.come), str(one.fall_away)]


def _days(dues: Dues, lang: str) -> str:
    days = (say_when(day.isoformat(), lang, short=True) for day in dict.fromkeys(dues.values()))
    return join([*days], lang)
