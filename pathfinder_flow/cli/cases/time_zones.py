"""Showing the time zones of a country."""

from __future__ import annotations

import click

from pathfinder_flow.cli.shell import Shell


def show_zones(shell: Shell, country: str, *, as_json: bool) -> None:
    """Print a country's time zones, and which its deadlines keep to."""
    from pathfinder_flow.cli.output import print_json, print_wrapped
    from pathfinder_flow.services.deadlines.changes import zones
    from pathfinder_flow.words import countries
    from pathfinder_flow.words.catalog import say

    lang, found = shell.lang, zones(shell.app, shell.notices, country)
    if as_json:
        print_json({"zones": list(found.known), "holds": found.holds, "entry": found.number})
        return
    name = countries.name(country, lang)
    for zone in found.known:
        mark = "* " if zone == found.holds else "  "
        click.echo(f"{mark}{zone}")
    key = "zones.unsaid" if found.known else "zones.none"
    if found.holds:
        key = "zones.said" if found.number else "zones.only"
    click.echo()
    places = {"country": name, "code": country, "zone": found.holds, "number": found.number}
    print_wrapped(say(key, lang, **places))
