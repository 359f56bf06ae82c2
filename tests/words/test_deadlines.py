"""What is on record about deadlines, reminders and mail is told in one line, in every language."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pathfinder_flow.definitions.parse import parse_workflow
from pathfinder_flow.domain.ledger.entries import PROGRAM, Act, Draft, Entry, Kind
from pathfinder_flow.domain.workflow.model import LANGUAGES, Workflow
from pathfinder_flow.words.catalog import texts
from pathfinder_flow.words.deadlines import ABOUT
from pathfinder_flow.words.entries import entry_sentence

PATH = Path(__file__).parents[2] / "workflows" / "pathfinder" / "2023.yaml"
REPORT = {"obligation": "annual_progress_report", "period": "2026"}
FOCAL_POINT = {"recipient": "p1", "role": "focal_point", "copy": False}
MEMBER = {"recipient": "p2", "role": "mwg", "copy": False}
OFFICE = {"recipient": "secretariat", "role": "secretariat", "copy": False}
UNREACHED = {"recipient": "p1", "role": "focal_point", "copy": False, "why": "no_address"}
REMINDER: dict[str, Any] = {
    **REPORT,
    "rung": "t_7",
    "served": [FOCAL_POINT],
    "withheld": None,
    "facts": {},
}
DELIVERY = {**REPORT, "rung": "t_7", "recipient": "p1", "role": "focal_point", "state": "sent"}
TITLE = "Annual progress report on 2026"

SAID: dict[str, tuple[Kind, dict[str, Any], str]] = {
    "a zone": (Kind.ZONE, {"zone": "America/Lima"}, "Time zone of the deadlines: America/Lima"),
    "a weekend": (Kind.WEEKEND, {"days": ["fri", "sat"]}, "Weekend: Friday and Saturday"),
    "a date": (
        Kind.DUE,
        {**REPORT, "due": "2027-03-31", "because": "first"},
        f"{TITLE}: due on 31 March 2027 (first put on record)",
    ),
    "no date any more": (
        Kind.DUE,
        {**REPORT, "due": None, "because": "no_status"},
        f"{TITLE}: no longer owed (no pathfinder status that is certain)",
    ),
    "an outcome on a report": (
        Kind.OUTCOME,
        {**REPORT, "outcome": "reported", "evidence": 41},
        f"{TITLE}: reported (evidence: entry 41)",
    ),
    "an outcome without one": (
        Kind.OUTCOME,
        {**REPORT, "outcome": "waived", "evidence": None},
        f"{TITLE}: waived",
    ),
    "an extension": (
        Kind.EXTENSION,
        {**REPORT, "from": "2027-03-31", "to": "2027-04-30", "decision": 9},
        f"{TITLE}: put off from 31 March 2027 to 30 April 2027, on the decision of entry 9",
    ),
    "a suspension": (Kind.SUSPENSION, dict(REPORT), "Annual progress report: suspended"),
    "a resumption": (
        Kind.RESUMPTION,
        {**REPORT, "suspension": 12},
        "Annual progress report: resumed, after the suspension of entry 12",
    ),
    "a reminder": (
        Kind.REMINDER,
        REMINDER,
        f"{TITLE}: reminder 't_7' written to the focal point",
    ),
    "a reminder to many": (
        Kind.REMINDER,
        {**REMINDER, "served": [MEMBER, {**OFFICE, "copy": True}, MEMBER]},
        (f"{TITLE}: reminder 't_7' written to the Monitoring Working Group, with a copy to the "
        "Secretariat"),
    ),
    "a reminder that did not reach all": (
        Kind.REMINDER,
        {**REMINDER, "served": [MEMBER, OFFICE], "facts": {"unserved": [UNREACHED]}},
        (f"{TITLE}: reminder 't_7' written to the Monitoring Working Group; without an address "
        "that can be written to: focal point; the Secretariat was served instead"),
    ),
    "a reminder to nobody": (
        Kind.REMINDER,
        {**REMINDER, "served": [OFFICE], "withheld": "no_address"},
        (f"{TITLE}: reminder 't_7' withheld: no address that can be written to; the Secretariat "
        "was served instead"),
    ),
    "a reminder withheld": (
        Kind.REMINDER,
        {**REMINDER, "served": [], "withheld": "already_reported"},
        f"{TITLE}: reminder 't_7' withheld: already reported",
    ),
    "a reminder superseded": (
        Kind.REMINDER,
        {**REMINDER, "served": [], "withheld": "superseded", "facts": {"by": "overdue_30"}},
        f"{TITLE}: reminder 't_7' withheld: superseded by the reminder 'overdue_30'",
    ),
    "a letter on a moved date": (
        Kind.REMINDER,
        {**REMINDER, "rung": "moved_2"},
        f"{TITLE}: letter on the moved due date written to the focal point",
    ),
    "a letter that takes back": (
        Kind.REMINDER,
        {**REMINDER, "rung": "correction_letter", "served": [{**OFFICE, "copy": True}]},
        f"{TITLE}: letter of correction written to the Secretariat",
    ),
    "a mail sent": (
        Kind.DELIVERY,
        DELIVERY,
        f"{TITLE}: reminder 't_7' handed over for the focal point",
    ),
    "a mail to somebody": (
        Kind.DELIVERY,
        {name: value for name, value in DELIVERY.items() if name != "role"},
        f"{TITLE}: reminder 't_7' handed over for its recipient",
    ),
    "a mail sent again": (
        Kind.DELIVERY,
        {**DELIVERY, "again": True},
        f"{TITLE}: reminder 't_7' handed over for the focal point, perhaps for the second time",
    ),
    "a mail refused": (
        Kind.DELIVERY,
        {**DELIVERY, "state": "failed", "why": "refused", "instead": "<m@x.example>"},
        (f"{TITLE}: reminder 't_7' to the focal point refused by the server; the Secretariat was "
        "served instead"),
    ),
    "a mail to the office": (
        Kind.DELIVERY,
        {**DELIVERY, "recipient": "secretariat"},
        f"{TITLE}: mail of rung 't_7' handed over for the Secretariat",
    ),
    "a notice that bounced": (
        Kind.DELIVERY,
        {**DELIVERY, "rung": "t_7/p1", "recipient": "secretariat", "state": "failed",
         "why": "bounced", "instead": None},
        (f"{TITLE}: notice that a mail did not arrive (t_7) to the Secretariat came back "
        "undelivered"),
    ),
    "a mail cancelled": (
        Kind.DELIVERY,
        {**DELIVERY, "state": "cancelled", "why": "exempt", "facts": {}},
        f"{TITLE}: reminder 't_7' to the focal point cancelled: the country is exempt",
    ),
    "a mail superseded": (
        Kind.DELIVERY,
        {**DELIVERY, "state": "cancelled", "why": "superseded", "facts": {"by": "cancelled_1"}},
        (f"{TITLE}: reminder 't_7' to the focal point cancelled: superseded by the letter that the "
        "report is no longer expected"),
    ),
    "a contact": (
        Kind.CONTACT,
        {"person": "p1", "changed": ["email", "language"]},
        "Contact of a person changed: e-mail address and language",
    ),
}  # fmt: skip
STATES = (
    *(("failed", why) for why in ("refused", "given_up", "bounced", None)),
    *(("held", why) for why in ("daily_limit", None)),
    *((state, None) for state in ("sent", "deferred", "unknown", "released", "retried")),
    *(("cancelled", why) for why in ("person", None)),
)


@pytest.fixture(scope="module")
def workflow() -> Workflow:
    return parse_workflow(PATH.read_bytes(), str(PATH))


def entry(kind: Kind, body: dict[str, Any], actor: str = PROGRAM) -> Entry:
    draft = Draft(kind, "PER", "2027-03-24", Act(actor), "", body)
    return Entry(50, datetime(2027, 3, 24, 14, tzinfo=UTC), draft)


@pytest.mark.parametrize(("kind", "body", "said"), SAID.values(), ids=SAID)
def test_an_entry_is_told_in_one_line(
    workflow: Workflow, kind: Kind, body: dict[str, Any], said: str
) -> None:
    assert entry_sentence(entry(kind, body), workflow, "en") == said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "body", "said"), SAID.values(), ids=SAID)
def test_it_is_told_in_every_language_and_without_a_workflow(
    workflow: Workflow, lang: str, kind: Kind, body: dict[str, Any], said: str
) -> None:
    told = entry_sentence(entry(kind, body), workflow, lang)
    assert (told == said) == (lang == "en")
    bare = entry_sentence(entry(kind, body), None, lang)
    assert (bare == told) != ("obligation" in body)


def test_every_kind_is_under_test() -> None:
    assert {kind for kind, _, _ in SAID.values()} == ABOUT


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fate_of_a_mail_has_words_of_its_own(workflow: Workflow, lang: str) -> None:
    told = {
        entry_sentence(
            entry(Kind.DELIVERY, {**DELIVERY, "state": state, "why": why}, "clerk"), workflow, lang
        )
        for state, why in STATES
    }
    # Whether a person's cancelling says so again makes no difference.
    assert len(told) == len(STATES) - 1


@pytest.mark.parametrize(
    ("why", "rung", "said"),
    [
        (
            "erased",
            "t_7",
            "reminder 't_7' to the focal point cancelled: a person it names was erased",
        ),
        ("written_anew", "t_7", "reminder 't_7' to the focal point cancelled: another was written"),
        ("written_anew", "t_7/0", "reminder 't_7' to the focal point cancelled: another was"),
        ("erased", "t_7/p-00/1", "notice that a mail did not arrive (t_7) to the focal point"),
    ],
)
def test_what_somebody_cancels_for_a_reason_says_it(
    workflow: Workflow, why: str, rung: str, said: str
) -> None:
    body = {**DELIVERY, "state": "cancelled", "why": why, "rung": rung, "instead": "<2@p>"}
    told = entry_sentence(entry(Kind.DELIVERY, body, "clerk"), workflow, "en")
    assert said in told
    assert "Secretariat was served" not in told


@pytest.mark.parametrize(
    ("prefix", "codes"),
    [
        ("standing", "settled fallen_away suspended resting no_zone upcoming open overdue"),
        ("outcome", "reported partly_reported nil_confirmed exempt waived"),
        (
            "withheld",
            (
                "already_reported exempt waived suspended other_stage fallen_away superseded "
                "no_longer_true no_address"
            ),
        ),
        ("delivery", "queued sending sent deferred unknown failed held cancelled"),
        ("because", "first owed_again rule extended resumed calendar zone"),
        (
            "because",
            "no_status first_period not_due other_stage before_record perhaps_held no_rule",
        ),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_its_word(lang: str, prefix: str, codes: str) -> None:
    said = [texts(lang)[f"{prefix}.{code}"] for code in codes.split()]
    assert len(set(said)) == len(said)
