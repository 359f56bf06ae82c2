"""A move that was made, in the words of a confirmation."""

from __future__ import annotations

from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.words.refusals import state_title


def moved(entry: Entry, workflow: Workflow, lang: str) -> dict[str, str]:
    """Give what a confirmation says of a move: the country, the stage it left and the new one.

    English names stages as files do, other languages by their titles.
    """
    source, dest = str(entry.body["from"]), str(entry.body["to"])
    if lang != "en":
        source, dest = (state_title(workflow, name, lang) for name in (source, dest))
    return {"country": str(entry.country), "source": source, "dest": dest}
