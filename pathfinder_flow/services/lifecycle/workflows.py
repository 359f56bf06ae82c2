"""Publishing workflows: from then on a version never changes."""

from __future__ import annotations

import difflib
import json

from pathfinder_flow.definitions.parse import Definition
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.conflict import PublishedDiffers
from pathfinder_flow.domain.errors.not_found import UnknownWorkflow
from pathfinder_flow.domain.ledger.entries import Draft, Entry, Kind
from pathfinder_flow.domain.rights.viewer import Thing
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.model import Workflow
from pathfinder_flow.services.unit_of_work import AppContext, UnitOfWork
from pathfinder_flow.services.validation import suggestion
from pathfinder_flow.store import ledger, published
from pathfinder_flow.store.published import Published


def publish(app: AppContext, handle: str, definition: Definition) -> Entry | None:
    """Publish a checked definition; None when the very same was published before.

    Raises :class:`PublishedDiffers` when other content stands under the same version.
    """
    return app.run(handle, lambda uow: publish_once(uow, definition))


def publish_once(uow: UnitOfWork, definition: Definition) -> Entry | None:
    """Publish within a unit of work unless the very same was published before (:func:`publish`)."""
    known = published.by_name(uow.conn, definition.workflow.name)
    if known is None:
        return publish_in(uow, definition)
    if known.sha256 == definition.sha256:
        return None
    entry = ledger.entry(uow.conn, known.number)
    raise PublishedDiffers(
        workflow=known.name,
        date=entry.recorded_at.date().isoformat(),
        difference=_difference(known.content, definition.content),
    )


def publish_in(uow: UnitOfWork, definition: Definition) -> Entry:
    """Publish within a unit of work: store the canonical form, and say so in the ledger."""
    attempt = Clause("attempt_publish", "publish a workflow")
    act = uow.authorise((Role.SECRETARIAT,), attempt, None)
    workflow = definition.workflow
    entry = uow.append(
        Draft(
            kind=Kind.WORKFLOW_PUBLISHED,
            country=None,
            effective=uow.today.isoformat(),
            act=act,
            reason="",
            body={"workflow": workflow.name, "sha256": definition.sha256},
        )
    )
    row = Published(definition.sha256, workflow.name, definition.content, entry.number)
    published.add(uow.conn, row)
    return entry


def _difference(old: bytes, new: bytes) -> str:
    before, after = (
        json.dumps(json.loads(data), indent=1, ensure_ascii=False).splitlines()
        for data in (old, new)
    )
    lines = difflib.unified_diff(before, after, "published", "file", lineterm="", n=1)
    return "\n".join(lines)


def find_published(uow: UnitOfWork, name: str) -> Published:
    """Give a published workflow by name; without an edition, the newest edition of that version.

    Raises :class:`UnknownWorkflow`.
    """
    known = newest_edition(uow, name) or published.by_name(uow.conn, name)
    if known is None:
        rows = published.all_published(uow.conn)
        names = list(dict.fromkeys(_workflow(uow, row).procedure for row in rows))
        raise UnknownWorkflow(given=name, suggestion=suggestion(name, names))
    return known


def newest_edition(uow: UnitOfWork, procedure: str) -> Published | None:
    """Give the newest published edition of a procedure such as ``pathfinder/2023``."""
    rows = [(_workflow(uow, row), row) for row in published.all_published(uow.conn)]
    editions = [(one.edition, row) for one, row in rows if one.procedure == procedure]
    return max(editions, key=lambda pair: pair[0])[1] if editions else None


def _workflow(uow: UnitOfWork, row: Published) -> Workflow:
    return uow.app.rules(uow.conn, row.sha256).workflow


def published_hashes(app: AppContext) -> dict[str, str]:
    """Give the SHA-256 of every published workflow by its name."""
    app.viewer.require(Thing.WORKFLOWS)
    with app.snapshot() as conn:
        return {known.name: known.sha256 for known in published.all_published(conn)}
