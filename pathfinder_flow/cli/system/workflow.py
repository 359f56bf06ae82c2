"""workflow list, show, check, draw, publish and schema."""

from __future__ import annotations

from pathlib import Path

import click

from pathfinder_flow.cli.options import FILE, json_option
from pathfinder_flow.cli.output import print_blocks, print_json, print_lines, print_raw
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.definitions.draw import mermaid
from pathfinder_flow.definitions.schema import json_schema, schema_text
from pathfinder_flow.domain.errors.unavailable import NotInitialised
from pathfinder_flow.domain.workflow.machine import compile_machine
from pathfinder_flow.presentation.system import workflow as view
from pathfinder_flow.services.lifecycle.definition_files import (
    all_definitions,
    definition_in,
    named_definition,
)
from pathfinder_flow.services.lifecycle.workflows import publish as publish_definition
from pathfinder_flow.services.lifecycle.workflows import published_hashes

_NAME = click.argument("name", default="pathfinder/2023")


@click.group()
def workflow() -> None:
    """List, show, check, draw and publish workflows."""


@workflow.command("list")
@json_option
@pass_shell
def list_(shell: Shell, *, as_json: bool) -> None:
    """List the workflow files there are, shipped and your own, and which are published here."""
    published, known = _published(shell), all_definitions(shell.settings.workflows)
    found = [(one.workflow, published.get(one.workflow.name) == one.sha256) for one in known]
    if as_json:
        print_json([view.listed_values(one, here, shell.lang) for one, here in found])
    else:
        print_blocks(view.listed(found, shell.lang))


def _published(shell: Shell) -> dict[str, str]:
    """Give the hash of every workflow published here; none where nothing is set up yet."""
    try:
        return published_hashes(shell.view)
    except NotInitialised:
        return {}


@workflow.command("show")
@_NAME
@json_option
@pass_shell
def show(shell: Shell, *, name: str, as_json: bool) -> None:
    """Show a workflow: stages, events with their guards, kinds of evidence, what is assumed."""
    definition = named_definition(shell.settings.workflows, name)
    if as_json:
        print_json(view.as_values(definition))
    else:
        print_blocks(view.as_blocks(definition, shell.lang))


@workflow.command("check")
@click.argument("file", type=FILE)
@pass_shell
def check(shell: Shell, *, file: Path) -> None:
    """Check a FILE and name every problem with its line and column; nothing is published."""
    found = definition_in(file)
    print_lines([view.checked(found, file, shell.lang)])
    known = _published(shell).get(found.workflow.name)
    if known and known != found.sha256:
        shell.tell("done.differs", workflow=found.workflow.name)


@workflow.command("draw")
@_NAME
@pass_shell
def draw(shell: Shell, *, name: str) -> None:
    """Draw a workflow as a Mermaid state diagram."""
    shown = named_definition(shell.settings.workflows, name).workflow
    print_lines([mermaid(compile_machine(shown), shown, shell.lang)])


@workflow.command("publish")
@click.argument("file", type=FILE)
@pass_shell
def publish(shell: Shell, *, file: Path) -> None:
    """Publish a checked FILE here; from then on that version never changes."""
    shell.app.require_writing()
    found = definition_in(file)
    entry = publish_definition(shell.app, shell.actor, found)
    if entry is None:
        shell.tell("done.published_already", workflow=found.workflow.name)
    else:
        shell.tell("done.published", number=entry.number, workflow=found.workflow.name)


@workflow.command("schema")
def schema() -> None:
    """Print the JSON Schema of workflow files, for editors."""
    print_raw(schema_text(json_schema()))
