"""country open, show, migrate and zone."""

from __future__ import annotations

from datetime import date

import click

from pathfinder_flow.cli.options import as_of_option, json_option
from pathfinder_flow.cli.output import print_blocks, print_json
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.cli.types import COUNTRY
from pathfinder_flow.domain.deadlines.periods import AHEAD
from pathfinder_flow.presentation.cases import country as view
from pathfinder_flow.presentation.cases import migration
from pathfinder_flow.presentation.cases import why_status as grounds
from pathfinder_flow.presentation.deadlines import time_zones
from pathfinder_flow.presentation.deadlines import weekend as weekends
from pathfinder_flow.services.deadlines.changes import set_zone, zones
from pathfinder_flow.services.deadlines.weekends import set_weekend
from pathfinder_flow.services.deadlines.weekends import weekend as weekend_of
from pathfinder_flow.services.history.queries import country_sheet
from pathfinder_flow.services.history.why_status import status_grounds
from pathfinder_flow.services.lifecycle.cases import migrate_case, open_case
from pathfinder_flow.services.lifecycle.definition_files import all_definitions
from pathfinder_flow.services.scheduling.migration import foresee_migration, migrate_all


@click.group()
def country() -> None:
    """Open a country's case, show it, move it to a newer workflow."""


@country.command("open")
@click.argument("country", type=COUNTRY)
@click.option("--effective", metavar="DATE", help="When interest was manifested; default: today.")
@click.option("--workflow", metavar="NAME", help="Such as pathfinder/2023; default: in force then.")
@click.option("--reason", default="", help="Why, in your words.")
@pass_shell
def open_(
    shell: Shell, *, country: str, effective: str | None, workflow: str | None, reason: str
) -> None:
    """Open a country's case."""
    entry = open_case(
        shell.app, shell.actor, country,
        effective=effective or shell.today_in(country), workflow=workflow, reason=reason,
    )  # fmt: skip
    under = entry.body["workflow"]
    shell.tell("done.opened", number=entry.number, country=country, workflow=under)


@country.command("migrate")
@click.argument("country", type=COUNTRY, required=False)
@click.option("--to", "workflow", metavar="NAME", help="Such as pathfinder/2023.")
@click.option("--all", "everything", is_flag=True, help="Every case, to its newest edition.")
@click.option("--dry-run", is_flag=True, help="With --all: show what changes, and change nothing.")
@click.option("--reason", required=True, help="Why, in your words.")
@json_option
@pass_shell
def migrate(
    shell: Shell, *, country: str | None, workflow: str | None, everything: bool, dry_run: bool,
    reason: str, as_json: bool,
) -> None:  # fmt: skip
    """Let another published workflow govern a country's case; its stage stays.

    With --all, publish the workflow files that are not published yet, and let the newest edition
    of its own procedure govern every case.
    """
    if everything and country is None and workflow is None:
        _migrate_all(shell, reason, dry_run=dry_run, as_json=as_json)
        return
    if country is None or workflow is None or everything or dry_run:
        said = "name a COUNTRY and --to, or say --all"
        raise click.UsageError(said)
    entry = migrate_case(shell.app, shell.actor, country, workflow=workflow, reason=reason)
    under = entry.body["workflow"]
    shell.tell("done.migrated", number=entry.number, country=country, workflow=under)


def _migrate_all(shell: Shell, reason: str, *, dry_run: bool, as_json: bool) -> None:
    known = all_definitions(shell.settings.workflows)
    if dry_run:
        until = shell.app.clock() + AHEAD
        found = foresee_migration(
            shell.view, shell.notices, shell.actor, known, until, reason=reason
        )
    else:
        found = migrate_all(shell.app, shell.actor, known, reason=reason)
    if as_json:
        print_json([migration.as_values(one) for one in found])
    elif dry_run:
        print_blocks(migration.as_blocks(found, shell.lang))
    if not dry_run:
        shell.tell("done.migrated_all", count=len(found))


@country.command("zone")
@click.argument("country", type=COUNTRY)
@click.argument("zone", required=False)
@click.option("--reason", default="", help="Why, in your words.")
@json_option
@pass_shell
def zone(shell: Shell, *, country: str, zone: str | None, reason: str, as_json: bool) -> None:
    """Say in which time ZONE a country's deadlines end; without one, show which there are."""
    if zone is not None:
        entry = set_zone(shell.app, shell.notices, shell.actor, country, zone, reason)
        shell.tell("done.zone", number=entry.number, country=country, zone=zone)
        return
    found = zones(shell.view, shell.notices, country)
    if as_json:
        print_json(time_zones.as_values(found))
    else:
        print_blocks(time_zones.as_blocks(country, found, shell.lang))


@country.command("weekend")
@click.argument("country", type=COUNTRY)
@click.option("--days", metavar="DAYS", help="Such as fri,sat.")
@click.option("--reason", default="", help="Why, in your words.")
@json_option
@pass_shell
def weekend(shell: Shell, *, country: str, days: str | None, reason: str, as_json: bool) -> None:
    """Show on which days of the week a country's offices rest, or say on which, with --days."""
    if days is not None:
        entry = set_weekend(shell.app, shell.actor, country, days, reason)
        said = weekends.days_of(entry, shell.lang)
        shell.tell("done.weekend", number=entry.number, country=country, days=said)
        return
    found = weekend_of(shell.view, shell.notices, country)
    if as_json:
        print_json(weekends.as_values(found))
    else:
        print_blocks(weekends.as_blocks(country, found, shell.lang))


@country.command("why-status")
@click.argument("country", type=COUNTRY)
@json_option
@pass_shell
def why_status(shell: Shell, *, country: str, as_json: bool) -> None:
    """Say why a country stands where it does: what that rests on, what was sent, what leads on."""
    found = status_grounds(shell.view, shell.actor, country)
    if as_json:
        print_json(grounds.as_values(found, shell.lang))
    else:
        print_blocks(grounds.as_blocks(found, shell.lang))


@country.command("show")
@click.argument("country", type=COUNTRY)
@as_of_option("As of this day (2020-06-30); default: today.")
@json_option
@pass_shell
def show(shell: Shell, *, country: str, as_of: date | None, as_json: bool) -> None:
    """Show where a country stands, its evidence, and what the file never saw."""
    sheet = country_sheet(shell.view, country, as_of=as_of)
    if as_json:
        print_json(view.as_values(sheet, shell.lang))
    else:
        print_blocks(view.as_blocks(sheet, shell.lang))
