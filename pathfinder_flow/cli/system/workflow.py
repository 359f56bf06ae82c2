"""workflow list, show, check, draw, publish and schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.shell import Shell, json_option, pass_shell

if TYPE_CHECKING:
    from pathfinder_flow.definitions.canonical import Definition
    from pathfinder_flow.domain.workflow.model import EvidenceKind, Transition, Workflow


@click.group()
def workflow() -> None:
    """List, show, check, draw and publish workflows."""


@workflow.command("list")
@json_option
@pass_shell
def list_(shell: Shell, *, as_json: bool) -> None:
    """List the workflow files there are, shipped and your own, and which are published here."""
    from pathfinder_flow.cli.output import print_json, print_table
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_when
    from pathfinder_flow.words.refusals import title

    lang, published = shell.lang, _published(shell)
    found = [(one.workflow, published.get(one.workflow.name) == one.sha256) for one in _all(shell)]
    if as_json:
        print_json(
            [
                {
                    "workflow": one.name,
                    "title": title(one.title, lang),
                    "in_force": {"start": one.in_force.start, "until": one.in_force.until},
                    "published": here,
                }
                for one, here in found
            ]
        )
        return
    rows = [
        [
            one.name,
            title(one.title, lang),
            say_when(f"{one.in_force.start}/{one.in_force.until or '..'}", lang, short=True),
            say("answer.yes" if here else "answer.no", lang),
        ]
        for one, here in found
    ]
    labels = ("workflow", "title", "in_force", "published")
    print_table([say(f"label.{name}", lang) for name in labels], rows)


def _all(shell: Shell) -> list[Definition]:
    from pathfinder_flow.cli.system.setup import definitions

    return definitions(shell)


def _published(shell: Shell) -> dict[str, str]:
    """Give the hash of every workflow published here; none where nothing is set up yet."""
    from pathfinder_flow.domain.errors.unavailable import NotInitialised
    from pathfinder_flow.services.lifecycle.workflows import published_hashes

    try:
        return published_hashes(shell.app)
    except NotInitialised:
        return {}


@workflow.command("show")
@click.argument("name", default="pathfinder/2023")
@json_option
@pass_shell
def show(shell: Shell, *, name: str, as_json: bool) -> None:
    """Show a workflow: stages, events with their guards, kinds of evidence, what is assumed."""
    import json

    from pathfinder_flow.cli.output import print_json

    definition = _named(shell, name)
    if as_json:
        print_json({"sha256": definition.sha256, "canonical": json.loads(definition.content)})
        return
    _print_workflow(definition.workflow, shell.lang)
    click.echo(f"\nSHA-256 {definition.sha256}")


def _named(shell: Shell, name: str) -> Definition:
    """Read one workflow file by name, such as pathfinder/2023."""
    from pathfinder_flow.definitions.data_files import workflow_files
    from pathfinder_flow.definitions.parse import define, parse_workflow
    from pathfinder_flow.domain.errors.not_found import UnknownWorkflow
    from pathfinder_flow.services.validation import suggestion

    files = workflow_files(shell.settings.workflows)
    if name not in files:
        raise UnknownWorkflow(given=name, suggestion=suggestion(name, list(files)))
    path = files[name]
    return define(parse_workflow(path.read_bytes(), str(path), name))


def _print_workflow(shown: Workflow, lang: str) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.refusals import title

    click.echo(f"{shown.name}  {title(shown.title, lang)}")
    print_wrapped(title(shown.explanation, lang))
    _print_basis(shown, lang)
    click.echo(f"\n{say('workflow.stages', lang)}\n")
    for name, state in shown.states.items():
        print_wrapped(f"{title(state.title, lang)} ({name})", indent=2)
        print_wrapped(title(state.explanation, lang), indent=4)
        _print_basis(state, lang)
    click.echo(f"\n{say('workflow.events', lang)}\n")
    for name, transition in shown.transitions.items():
        _print_transition(shown, name, transition, lang)
    click.echo(f"\n{say('workflow.evidence', lang)}\n")
    for name, kind in shown.evidence.items():
        _print_kind(name, kind, lang)
    if shown.obligations:
        click.echo(f"\n{say('workflow.obligations', lang)}\n")
    for name, obligation in shown.obligations.items():
        print_wrapped(f"{title(obligation.title, lang)} ({name}): {obligation.due.rrule}", indent=2)
        print_wrapped(title(obligation.explanation, lang), indent=4)
        _print_basis(obligation, lang)


def _print_transition(shown: Workflow, name: str, transition: Transition, lang: str) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import join, say
    from pathfinder_flow.words.refusals import state_title, title

    starts = join([state_title(shown, state, lang) for state in transition.from_states], lang, "or")
    way = f"{starts} → {state_title(shown, transition.to_state, lang)}"
    roles = join([say(f"by.{role}", lang) for role in transition.by], lang, "or")
    print_wrapped(f"{title(transition.title, lang)} ({name}): {way}", indent=2)
    print_wrapped(say("workflow.by", lang, roles=roles), indent=4)
    for guard in transition.guards:
        print_wrapped(_guard_line(guard), indent=4, first="- ")
    _print_basis(transition, lang)


def _guard_line(guard: Any) -> str:
    """Give a guard as its file writes it: the names are those to use in commands."""
    from dataclasses import fields

    parts = []
    for part in fields(guard):
        value = getattr(guard, part.name)
        if part.name != "guard" and value != part.default:
            parts.append(f"{part.name}={', '.join(value) if isinstance(value, tuple) else value}")
    return f"{guard.guard}: {'; '.join(parts)}" if parts else str(guard.guard)


def _print_kind(name: str, kind: EvidenceKind, lang: str) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import join, say
    from pathfinder_flow.words.refusals import title

    roles = join([say(f"by.{role}", lang) for role in kind.suppliers], lang, "or")
    print_wrapped(f"{title(kind.title, lang)} ({name})", indent=2)
    print_wrapped(say("workflow.by", lang, roles=roles), indent=4)
    for field_name, field in kind.fields.items():
        options = f": {', '.join(field.options)}" if field.options else ""
        said = f"{field_name} ({title(field.title, lang)}, {field.type}{options})"
        print_wrapped(said, indent=4, first="- ")
    _print_basis(kind, lang)


def _print_basis(rule: Any, lang: str) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.words.catalog import say

    if rule.source:
        print_wrapped(say("workflow.source", lang, source=rule.source), indent=4)
    if rule.assumption:
        print_wrapped(say("workflow.assumption", lang, because=rule.because), indent=4)


@workflow.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@pass_shell
def check(shell: Shell, *, file: Path) -> None:
    """Check a FILE and name every problem with its line and column; nothing is published."""
    from pathfinder_flow.words.catalog import say

    found = _read(file)
    counts = {"states": len(found.workflow.states), "events": len(found.workflow.transitions)}
    places = {"workflow": found.workflow.name, "sha256": found.sha256[:12], **counts}
    click.echo(say("done.checked", shell.lang, path=file, **places))
    known = _published(shell).get(found.workflow.name)
    if known and known != found.sha256:
        shell.tell("done.differs", workflow=found.workflow.name)


def _read(file: Path) -> Definition:
    from pathfinder_flow.definitions.parse import define, parse_workflow
    from pathfinder_flow.domain.errors.clauses import Clause, of_system
    from pathfinder_flow.domain.errors.invalid import FileRefused

    try:
        return define(parse_workflow(file.read_bytes(), str(file)))
    except OSError as error:
        why = Clause("check_path", "{said}; check the path", said=of_system(error))
        raise FileRefused(path=file, why=why) from error


@workflow.command("draw")
@click.argument("name", default="pathfinder/2023")
@pass_shell
def draw(shell: Shell, *, name: str) -> None:
    """Draw a workflow as a Mermaid state diagram."""
    from pathfinder_flow.definitions.draw import mermaid
    from pathfinder_flow.domain.workflow.machine import compile_machine

    shown = _named(shell, name).workflow
    click.echo(mermaid(compile_machine(shown), shown, shell.lang))


@workflow.command("publish")
@click.argument("file", type=click.Path(path_type=Path))
@pass_shell
def publish(shell: Shell, *, file: Path) -> None:
    """Publish a checked FILE here; from then on that version never changes."""
    from pathfinder_flow.services.lifecycle.workflows import publish as run

    shell.app.require_writing()
    found = _read(file)
    entry = run(shell.app, shell.actor, found)
    if entry is None:
        shell.tell("done.published_already", workflow=found.workflow.name)
    else:
        shell.tell("done.published", number=entry.number, workflow=found.workflow.name)


@workflow.command("schema")
def schema() -> None:
    """Print the JSON Schema of workflow files, for editors."""
    from pathfinder_flow.definitions.schema import json_schema, schema_text

    click.echo(schema_text(json_schema()), nl=False)
