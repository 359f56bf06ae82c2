"""The workflow files there are, shipped and the user's own, read and checked."""

from __future__ import annotations

from pathlib import Path

from pathfinder_flow.definitions.data_files import workflow_files
from pathfinder_flow.definitions.parse import Definition, define, parse_workflow
from pathfinder_flow.domain.errors.clauses import Clause, of_system
from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.domain.errors.not_found import UnknownWorkflow
from pathfinder_flow.services.validation import suggestion


def all_definitions(folder: Path | None) -> list[Definition]:
    """Read every workflow file, shipped and in the user's folder; all must be sound."""
    return [_read(path, name) for name, path in workflow_files(folder).items()]


def named_definition(folder: Path | None, name: str) -> Definition:
    """Read one workflow file by its name, such as pathfinder/2023."""
    files = workflow_files(folder)
    if name not in files:
        raise UnknownWorkflow(given=name, suggestion=suggestion(name, list(files)))
    return _read(files[name], name)


def definition_in(file: Path) -> Definition:
    """Read a workflow from a file anywhere; raises :class:`FileRefused` if it cannot be read."""
    try:
        return define(parse_workflow(file.read_bytes(), str(file)))
    except OSError as error:
        why = Clause("check_path", "{said}; check the path", said=of_system(error))
        raise FileRefused(path=file, why=why) from error


def _read(path: Path, name: str) -> Definition:
    return define(parse_workflow(path.read_bytes(), str(path), name))
