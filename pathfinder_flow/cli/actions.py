"""The command for each action that the rooms below speak of."""

from __future__ import annotations

from collections.abc import Mapping
from shlex import quote

from pathfinder_flow.domain.actions import Action

COMMANDS: Mapping[str, str] = {
    "case.ask": "why {country}",
    "checkpoint.make": "audit checkpoint",
    "country.open": "country open {country}",
    "country.open_under": "country open {country} --workflow NAME",
    "country.set_zone": "country zone {country} ZONE --reason TEXT",
    "country.show": "country show {country}",
    "country.zones": "country zone {country}",
    "database.check": "db check",
    "database.upgrade": "db upgrade",
    "decision.record": "decision record COUNTRY --meeting TEXT --outcome NAME",
    "demo.load": "demo",
    "entry.change_field": "correct {number} --field NAME=VALUE --reason TEXT",
    "entry.correct": "correct NUMBER --reason TEXT",
    "entry.redate": "correct {number} --effective DATE --reason TEXT",
    "entry.withdraw": "correct {number} --withdraw --reason TEXT",
    "entry.withdraw_with_dependents": (
        "correct {number} --withdraw --with-dependents --dry-run --reason TEXT"
    ),
    "evidence.add": "evidence add COUNTRY KIND --file PATH",
    "evidence.add_kind": "evidence add {country} {kind} --file PATH",
    "evidence.list": "evidence list COUNTRY",
    "import.country": "import {path} --country {name}=CODE",
    "import.day_first": "import {path} --day-first",
    "import.map": "import {path} --map COLUMN=FIELD",
    "import.month_first": "import {path} --month-first",
    "key.create": "audit key create",
    "key.replace_lost": "audit key rotate --lost",
    "key.rotate": "audit key rotate",
    "key.show": "audit key show",
    "ledger.compare": "audit against {path}",
    "ledger.initialise": "init",
    "ledger.verify": "audit verify",
    "mail.cancel": "outbox cancel {id}",
    "mail.list": "outbox list",
    "mail.release": "outbox release {id}",
    "mail.retry": "outbox retry {id}",
    "mail.show": "outbox show {id}",
    "mandate.add": "mandate add {person} --role ROLE --letter TEXT",
    "mandate.add_for_country": "mandate add PERSON --role ROLE --country COUNTRY --letter TEXT",
    "mandate.add_for_programme": "mandate add PERSON --role ROLE --letter TEXT",
    "mandate.add_role": "mandate add PERSON --role {role} --country {country} --letter TEXT",
    "mandate.end": "mandate end {number} --reason TEXT",
    "mandate.list": "mandate list",
    "mandate.set_contact": "mandate contact PERSON --email ADDRESS",
    "mandate.set_contact_of": "mandate contact {person} --email ADDRESS",
    "meeting.open": "meeting open BODY NAME --from DAY",
    "obligation.resume": "deadline resume {country} --reason TEXT",
    "pack.replace": "audit pack COUNTRY --output {path} --force",
    "person.list": "people list",
    "report.attach": "report record {country} {period} --outcome NAME --file PATH",
    "report.date": "report record {country} {period} --outcome NAME --effective DATE",
    "reminder.preview": "reminders preview COUNTRY YEAR RUNG",
    "scheduler.run": "run",
    "scheduler.run_once": "run --once",
    "sign_in": "--as PERSON COMMAND",
    "workflow.list": "workflow list",
    "workflow.publish": "workflow publish FILE",
}
"""What stands in capitals is for the reader to say, as in the help of the command."""


def command_for(action: Action) -> str:
    """Give the command for an action, ready to be copied into a shell."""
    told = {name: quote(value) for name, value in action.arguments.items()}
    return f"pathfinder-flow {COMMANDS[action.name].format(**told)}"
