"""What a reader can do about something, as a value that every front end words in its own way.

A sentence says what is wrong and what to do, in plain words. The command line shows the command
for it, a page a link; no sentence below them knows either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ACTIONS: Mapping[str, tuple[str, ...]] = {
    "case.ask": ("country",),
    "checkpoint.make": (),
    "country.open": ("country",),
    "country.open_under": ("country",),
    "country.set_zone": ("country",),
    "country.show": ("country",),
    "country.zones": ("country",),
    "database.check": (),
    "database.upgrade": (),
    "decision.record": (),
    "demo.load": (),
    "entry.change_field": ("number",),
    "entry.correct": (),
    "entry.redate": ("number",),
    "entry.withdraw": ("number",),
    "entry.withdraw_with_dependents": ("number",),
    "evidence.add": (),
    "evidence.add_kind": ("country", "kind"),
    "evidence.list": (),
    "import.country": ("path", "name"),
    "import.day_first": ("path",),
    "import.map": ("path",),
    "import.month_first": ("path",),
    "key.create": (),
    "key.replace_lost": (),
    "key.rotate": (),
    "key.show": (),
    "ledger.compare": ("path",),
    "ledger.initialise": (),
    "ledger.verify": (),
    "mail.cancel": ("id",),
    "mail.list": (),
    "mail.release": ("id",),
    "mail.retry": ("id",),
    "mail.show": ("id",),
    "mandate.add": ("person",),
    "mandate.add_for_country": (),
    "mandate.add_for_programme": (),
    "mandate.add_role": ("role", "country"),
    "mandate.end": ("number",),
    "mandate.list": (),
    "mandate.set_contact": (),
    "mandate.set_contact_of": ("person",),
    "meeting.open": (),
    "obligation.resume": ("country",),
    "pack.replace": ("path",),
    "person.list": (),
    "report.attach": ("country", "period"),
    "report.date": ("country", "period"),
    "reminder.preview": (),
    "scheduler.run": (),
    "scheduler.run_once": (),
    "sign_in": (),
    "workflow.list": (),
    "workflow.publish": (),
}
"""Every action, with what it has to be told; whatever else it needs, the reader adds."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do, by its name in :data:`ACTIONS`, and what it is done to."""

    name: str
    arguments: Mapping[str, str]


def action(name: str, /, **facts: Any) -> Action:
    """Give an action on some facts, of which it takes those it has to be told."""
    return Action(name, {one: str(facts[one]) for one in ACTIONS[name]})
