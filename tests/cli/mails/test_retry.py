"""outbox retry: what a mail that is tried again becomes, through the command itself."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.mails.test_outbox import bounce, ids, state
from tests.cli.years import LATE, NEXT_DAY, Owing

MARCH = datetime(2023, 3, 1, 12, 0, tzinfo=UTC)
FOCAL, NEW = "focal.mwi@labour.example", "new@labour.example"
AFTER = datetime(2023, 4, 20, 12, 0, tzinfo=UTC)
"""After the overdue notices on 2022 have gone."""


def broken(template: str, folder: Path) -> dict[str, str]:
    """Give the environment in which mails by a template cannot be written."""
    body = folder / "own" / "templates" / template / "en" / "body.txt.j2"
    body.parent.mkdir(parents=True)
    body.write_text("{{ nonsense }}")
    return {"PATHFINDER_FLOW_NOTIFICATIONS": str(folder / "own")}


def to_malawi(owing: Owing) -> dict[str, str]:
    """Give Malawi's mail of the first day, as the list shows it."""
    return next(one for one in owing.told(NEXT_DAY, "outbox", "list") if one["country"] == "MWI")


def to_focal_point(owing: Owing) -> int:
    """Count the mails that were delivered to the address of the first day."""
    return sum(f"To: {FOCAL}".encode() in mail for mail in owing.mails())


@pytest.fixture
def retried(owing: Owing, tmp_path: Path) -> Owing:
    """The address that did not take a mail was changed, and the mail was tried again."""
    mail = to_malawi(owing)
    notice = bounce(mail["message"][1:].partition("@")[0], FOCAL)
    (tmp_path / "mbox").write_bytes(b"From MAILER-DAEMON Fri Jan  6 09:00:00 2023\n" + notice)
    owing.well(NEXT_DAY, "bounces", "import", str(tmp_path / "mbox"))
    owing.well(NEXT_DAY, "mandate", "contact", "focal.mwi", "--email", NEW)
    owing.well(NEXT_DAY, "outbox", "retry", mail["id"])
    return owing


def test_a_mail_to_an_address_that_has_changed_goes_to_the_new_one_alone(retried: Owing) -> None:
    before = to_focal_point(retried)
    retried.well(NEXT_DAY, "run", "--once")
    found = retried.told(NEXT_DAY, "outbox", "list", "--country", "MWI")
    became = {one["address"]: one["state"] for one in found if one["role"] == "focal_point"}
    assert became == {FOCAL: "cancelled", NEW: "sent"}
    assert to_focal_point(retried) == before


@pytest.fixture
def unwritten(owing: Owing, tmp_path: Path) -> str:
    """Give a mail that could not be written, and was when it was tried again."""
    owing.well(MARCH, "run", "--once", env=broken("report_reminder", tmp_path))
    [mail] = ids(owing, "failed")
    owing.well(MARCH, "outbox", "retry", mail)
    owing.well(MARCH, "run", "--once")
    return mail


def change(owing: Owing, mail: str, data: str) -> None:
    """Change the bytes of a mail behind the program's back, to an expression of SQL."""
    with sqlite3.connect(owing.home / "ledger.sqlite") as conn:
        conn.execute(f"UPDATE messages SET data = {data} WHERE envid LIKE '{mail}%'")
    conn.close()


@pytest.mark.parametrize("check", [("audit", "verify"), ("db", "check")])
@pytest.mark.parametrize("data", ["CAST(data || '!' AS BLOB)", "data || '!'", "5"])
def test_the_bytes_of_a_mail_written_anew_are_vouched_for(
    owing: Owing, unwritten: str, check: tuple[str, str], data: str
) -> None:
    owing.well(MARCH, *check)
    change(owing, unwritten, data)
    said = owing.on(MARCH, *check)
    assert "is not what was written" in " ".join(said.output.split())


def test_a_mail_with_text_in_place_of_its_bytes_can_be_shown(owing: Owing, unwritten: str) -> None:
    change(owing, unwritten, "data || '!'")
    assert "Subject: " in owing.well(MARCH, "outbox", "show", unwritten).stdout


def test_a_letter_that_a_person_reads_first_still_waits_when_it_is_written_anew(
    owing: Owing, tmp_path: Path
) -> None:
    owing.well(LATE, "run", "--once")
    owing.well(AFTER, "run", "--once")
    report = ("report", "record", "MWI", "2022", "--outcome", "reported", "--effective")
    owing.well(AFTER, *report, "2023-03-20", "--url", "https://mwi.example/report")
    owing.well(AFTER, "run", "--once", env=broken("report_corrected", tmp_path))
    mails = ids(owing, "failed")
    owing.well(AFTER, "outbox", "retry", *mails)
    owing.well(AFTER, "run", "--once")
    assert {state(owing, mail) for mail in mails} == {"held"}
