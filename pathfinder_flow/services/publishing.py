"""Publishing workflows: from then on a version never changes."""

from __future__ import annotations

import difflib
import json

from pathfinder_flow.definitions.parse import Definition
from pathfinder_flow.domain.clauses import Clause
from pathfinder_flow.domain.entries import Draft, Entry, Kind
from pathfinder_flow.domain.errors import PublishedDiffers, UnknownWorkflow
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.checking import suggestion
from pathfinder_flow.services.desk import Desk, Session
from pathfinder_flow.store import ledger, published
from pathfinder_flow.store.published import Published


def publish(desk: Desk, handle: str, definition: Definition) -> Entry | None:
    """Publish a checked definition; None when the very same was published before.

    Raises :class:`PublishedDiffers` when other content stands under the same version.
    """
    return desk.write(handle, lambda session: _publish_once(session, definition))


def _publish_once(session: Session, definition: Definition) -> Entry | None:
    known = published.by_name(session.conn, definition.workflow.name)
    if known is None:
        return publish_in(session, definition)
    if known.sha256 == definition.sha256:
        return None
    entry = ledger.entry(session.conn, known.number)
    raise PublishedDiffers(
        workflow=known.name,
        date=entry.recorded_at.date().isoformat(),
        difference=_difference(known.content, definition.content),
    )


def publish_in(session: Session, definition: Definition) -> Entry:
    """Publish within a session: store the canonical form, and say so in the ledger."""
    attempt = Clause("attempt_publish", "publish a workflow")
    act = session.authorise((Role.SECRETARIAT,), attempt, None)
    workflow = definition.workflow
    entry = session.append(
        Draft(
            kind=Kind.WORKFLOW_PUBLISHED,
            country=None,
            effective=session.today.isoformat(),
            act=act,
            reason="",
            body={"workflow": workflow.name, "sha256": definition.sha256},
        )
    )
    row = Published(definition.sha256, workflow.name, definition.content, entry.number)
    published.add(session.conn, row)
    return entry


def _difference(old: bytes, new: bytes) -> str:
    before, after = (
        json.dumps(json.loads(data), indent=1, ensure_ascii=False).splitlines()
        for data in (old, new)
    )
    lines = difflib.unified_diff(before, after, "published", "file", lineterm="", n=1)
    return "\n".join(lines)


def find_published(session: Session, name: str) -> Published:
    """Give a published workflow by name; raises :class:`UnknownWorkflow`."""
    known = published.by_name(session.conn, name)
    if known is None:
        names = [row.name for row in published.all_published(session.conn)]
        raise UnknownWorkflow(given=name, suggestion=suggestion(name, names))
    return known


def published_hashes(desk: Desk) -> dict[str, str]:
    """Give the SHA-256 of every published workflow by its name."""
    with desk.reading() as conn:
        return {known.name: known.sha256 for known in published.all_published(conn)}
