"""Published workflows, parsed and compiled once for all who decide by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pathfinder_flow.definitions.parse import from_canonical
from pathfinder_flow.domain.workflow.machine import compile_machine
from pathfinder_flow.store import published

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from transitions import Machine

    from pathfinder_flow.domain.workflow.model import Workflow


@dataclass(frozen=True)
class CompiledWorkflow:
    """A published workflow and the machine compiled from it, once."""

    workflow: Workflow
    machine: Machine
    sha256: str


class CompiledWorkflows:
    """Every published workflow that somebody asked for, by its hash."""

    def __init__(self) -> None:
        self._known: dict[str, CompiledWorkflow] = {}

    def by_sha256(self, conn: Connection, sha256: str) -> CompiledWorkflow:
        """Give the workflow of that hash."""
        if sha256 not in self._known:
            workflow = from_canonical(published.by_sha256(conn, sha256).content)
            self._known[sha256] = CompiledWorkflow(workflow, compile_machine(workflow), sha256)
        return self._known[sha256]
