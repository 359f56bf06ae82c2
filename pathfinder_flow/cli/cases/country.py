"""country open, show, migrate and zone."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from pathfinder_flow.cli.cases.never_seen import print_unseen, unseen_as_json
from pathfinder_flow.cli.people.mandate import mandate_as_json, print_mandates
from pathfinder_flow.cli.shell import COUNTRY, Shell, json_option, pass_shell
from pathfinder_flow.services.people.mandates import Holder

if TYPE_CHECKING:
    from pathfinder_flow.services.history.queries import CountryView


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
    from pathfinder_flow.services.lifecycle.cases import open_case

    entry = open_case(
        shell.app, shell.actor, country,
        effective=effective or shell.today, workflow=workflow, reason=reason,
    )  # fmt: skip
    under = entry.body["workflow"]
    shell.tell("done.opened", number=entry.number, country=country, workflow=under)


@country.command("migrate")
@click.argument("country", type=COUNTRY)
@click.option("--to", "workflow", required=True, metavar="NAME", help="Such as pathfinder/2023.")
@click.option("--reason", required=True, help="Why, in your words.")
@pass_shell
def migrate(shell: Shell, *, country: str, workflow: str, reason: str) -> None:
    """Let another published workflow govern a country's case; its stage stays."""
    from pathfinder_flow.services.lifecycle.cases import migrate_case

    entry = migrate_case(shell.app, shell.actor, country, workflow=workflow, reason=reason)
    shell.tell("done.migrated", number=entry.number, country=country, workflow=workflow)


@country.command("zone")
@click.argument("country", type=COUNTRY)
@click.argument("zone", required=False)
@click.option("--reason", default="", help="Why, in your words.")
@json_option
@pass_shell
def zone(
    shell: Shell,
    *,
    country: str,
    zone: str | None = None,
    reason: str = "",
    as_json: bool = False,
) -> None:
    """Say in which time ZONE a country's deadlines end; without one, show which there are."""
    from pathfinder_flow.cli.cases.time_zones import show_zones
    from pathfinder_flow.services.deadlines.changes import set_zone

    if zone is None:
        show_zones(shell, country, as_json=as_json)
        return
    entry = set_zone(shell.app, shell.notices, shell.actor, country, zone, reason)
    shell.tell("done.zone", number=entry.number, country=country, zone=zone)


@country.command("show")
@click.argument("country", type=COUNTRY)
@click.option("--as-of", metavar="DAY", help="As of this day (2020-06-30); default: today.")
@json_option
@pass_shell
def show(shell: Shell, *, country: str, as_of: str | None = None, as_json: bool = False) -> None:
    """Show where a country stands, its evidence, and what the file never saw."""
    from pathfinder_flow.cli.output import print_json
    from pathfinder_flow.services.history.queries import country_sheet
    from pathfinder_flow.services.validation import as_of_day

    day = as_of_day(as_of) if as_of else None
    sheet = country_sheet(shell.app, country, as_of=day)
    if as_json:
        print_json(_as_json(shell, sheet))
    else:
        _print(shell, sheet)


def _as_json(shell: Shell, sheet: CountryView) -> dict[str, Any]:
    from pathfinder_flow.words import countries

    code = sheet.case.country
    return {
        "name": countries.name(code, shell.lang),
        "as_of": sheet.case.day.isoformat(),
        **asdict(sheet.standing),
        "evidence": evidence_as_json(sheet),
        "mandates": [mandate_as_json(holder) for holder in _holders(sheet)],
        "never_seen": unseen_as_json(sheet.unseen),
    }


def evidence_as_json(sheet: CountryView) -> list[dict[str, Any]]:
    """Give the evidence on file as JSON values, oldest first."""
    return [
        {
            "entry": known.number,
            "kind": known.kind,
            "effective": known.when.text,
            "disputed": known.account.disputed,
            "source": known.source,
            "fields": known.fields,
        }
        for known in _evidence(sheet)
    ]


def _evidence(sheet: CountryView) -> list[Any]:
    known = [one for kind in sheet.case.record.evidence.values() for one in kind]
    shown = [one for one in known if one.account.span.possible_from <= sheet.case.day]
    return sorted(shown, key=lambda one: one.order)


def _holders(sheet: CountryView) -> list[Holder]:
    mine = [m for m in sheet.case.mandates if m.country == sheet.case.country]
    return [Holder(mandate, sheet.handles.get(mandate.person)) for mandate in mine]


def _print(shell: Shell, sheet: CountryView) -> None:
    _print_standing(shell, sheet)
    print_evidence(shell, sheet)
    _print_mandates(shell, sheet)
    print_unseen(shell, sheet.unseen)


def _print_standing(shell: Shell, sheet: CountryView) -> None:
    from pathfinder_flow.cli.output import print_wrapped
    from pathfinder_flow.presentation.standing import stage_sentences, status_sentence
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.refusals import title

    lang, standing, workflow = shell.lang, sheet.standing, sheet.rules.workflow
    click.echo(f"{countries.name(sheet.case.country, lang)} ({sheet.case.country})\n")
    stands, *possibly = stage_sentences(standing, workflow, lang)
    print_wrapped(stands)
    if standing.state:
        print_wrapped(title(workflow.states[standing.state].explanation, lang))
    for said in (*possibly, status_sentence(standing, lang)):
        print_wrapped(said)
    print_wrapped(say("show.governed", lang, workflow=title(workflow.title, lang)))


def print_evidence(shell: Shell, sheet: CountryView) -> None:
    """Print the evidence on file, oldest first."""
    from pathfinder_flow.words.catalog import say
    from pathfinder_flow.words.dates import say_when
    from pathfinder_flow.words.refusals import kind_title

    lang, found = shell.lang, _evidence(sheet)
    click.echo(f"\n{say('show.evidence' if found else 'show.no_evidence', lang)}\n")
    for known in found:
        when = say_when(known.when.text, lang, short=True)
        if known.account.disputed:
            when += f" ({say('certainty.disputed', lang)})"
        click.echo(
            f"{known.number:>4}  {kind_title(sheet.rules.workflow, known.kind, lang)}, {when}"
        )
        # An address is printed whole, however long: it is there to be opened.
        place = known.source.get("url") or known.source.get("file")
        if place:
            click.echo(f"      {place}")


def _print_mandates(shell: Shell, sheet: CountryView) -> None:
    from pathfinder_flow.words.catalog import say

    found = _holders(sheet)
    click.echo(f"\n{say('show.mandates' if found else 'show.no_mandates', shell.lang)}")
    if found:
        click.echo()
        print_mandates(shell, found)
