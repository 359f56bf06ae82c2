"""people: what is kept about a person, and erasing it."""

from __future__ import annotations

import os
import pty
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.years import NEXT_DAY, Owing, fits
from tests.faults.running import DESK, ROOT, finish, start
from tests.remains import remains_in

LATER = datetime(2023, 3, 1, 12, 0, tzinfo=UTC)
WHY = "asked for by the ministry"
WORDS = ("focal.mwi", "Pebblexwv Desk", "formerxwvk")


@pytest.fixture
def owing(owing: Owing) -> Owing:
    """The focal point of Malawi has a name and had another address; the mandate has ended."""
    contact = ("mandate", "contact", "focal.mwi", "--email")
    owing.well(NEXT_DAY, *contact, "formerxwvk@labour.example", "--name", "Pebblexwv Desk")
    owing.well(NEXT_DAY, "run", "--once")
    owing.well(LATER, "run", "--once")
    owing.well(LATER, *contact, "focal.mwi@labour.example")
    [mandate] = [one for one in owing.told(LATER, "mandate", "list") if one["country"] == "MWI"]
    end = ("mandate", "end", str(mandate["entry"]), "--on", "2023-02-28", "--reason", "moved on")
    owing.well(LATER, *end)
    return owing


def erase(owing: Owing, person: str = "focal.mwi", *more: str) -> str:
    """Erase somebody; gives what was said, on one line."""
    given = ("people", "erase", person, "--reason", WHY, "--yes", *more)
    result = owing.well(LATER, *given)
    assert result.stdout == ""
    assert fits(result.stderr)
    return " ".join(result.stderr.split())


def pseudonym(owing: Owing, handle: str = "focal.mwi") -> str:
    return str(owing.told(LATER, "people", "show", handle)["person"])


# Looking


def test_everybody_is_listed(owing: Owing) -> None:
    found = owing.told(LATER, "people", "list")
    assert [one["handle"] for one in found] == [DESK, "focal.alb", "focal.mwi"]
    assert {one["erased"] for one in found} == {None}
    said = owing.well(LATER, "people", "list").stdout
    assert fits(said)
    assert "Pebblexwv" in said


def test_those_who_were_erased_are_listed_by_pseudonym(owing: Owing) -> None:
    who = pseudonym(owing)
    erase(owing)
    last = owing.told(LATER, "people", "list")[-1]
    assert (last["person"], last["handle"], last["name"], last["email"]) == (who, None, None, None)
    said = owing.well(LATER, "people", "list").stdout
    assert f"erased (entry {last['erased']})" in " ".join(said.split())


def test_a_person_is_shown_with_mandates_and_mails(owing: Owing) -> None:
    found = owing.told(LATER, "people", "show", "focal.mwi")
    assert (found["name"], found["email"]) == ("Pebblexwv Desk", "focal.mwi@labour.example")
    assert [one["role"] for one in found["mandates"]] == ["focal_point"]
    assert found["mails"] == {"sent": 2}
    assert len(found["readable"]) == 2
    said = owing.well(LATER, "people", "show", found["person"]).stdout
    assert fits(said)
    for part in ("Pebblexwv Desk", "English", "focal point", "sent 2", found["readable"][0]):
        assert part in said


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_person_is_shown_in_every_language(owing: Owing, lang: str) -> None:
    for who in (DESK, "focal.mwi"):
        said = owing.well(LATER, "--lang", lang, "people", "show", who).stdout
        assert fits(said)
        assert "{" not in said
        assert "None" not in said


def test_an_address_in_doubt_is_shown_as_such(owing: Owing) -> None:
    with closing(sqlite3.connect(owing.database)) as conn, conn:
        conn.execute("UPDATE people SET doubtful = '2023-01-06T12:00:00.000000Z'")
    assert "in doubt since 6 January 2023" in owing.well(LATER, "people", "show", DESK).stdout


@pytest.mark.parametrize("act", ["show", "erase"])
@pytest.mark.parametrize("given", ["nobody", "", "%", "p-0", "\N{BELL}"])
def test_whom_nobody_knows_is_refused(owing: Owing, act: str, given: str) -> None:
    more = ("--reason", WHY, "--yes") if act == "erase" else ()
    said = owing.denied(LATER, "people", act, given, *more)
    assert "the list of people shows everybody" in said


# Erasing


def test_it_is_said_what_goes_what_stays_and_what_is_out_of_reach(owing: Owing) -> None:
    said, who = erase(owing), pseudonym_of_last(owing)
    for part in (
        "the text of mails to this person (2), and of mails to others",
        f"Entries, mandates and roles stay, under {who} alone. It cannot be taken back.",
        f"{who} is erased, and the text of mails: 2.",
        "Copies removed from the mail folders: 2.",
        "nothing of it is left in free pages",
        "Out of reach: backups",
    ):
        assert part in said


def pseudonym_of_last(owing: Owing) -> str:
    return str(owing.told(LATER, "people", "list")[-1]["person"])


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("fr", ("C'est définitif.", "Hors d'atteinte")),
        ("es", ("No se puede deshacer.", "Fuera de")),
    ],
)
def test_it_is_said_in_the_readers_language(
    owing: Owing, lang: str, parts: tuple[str, ...]
) -> None:
    given = ("--lang", lang, "people", "erase", "focal.mwi", "--reason", WHY, "--yes")
    said = " ".join(owing.well(LATER, *given).stderr.split())
    assert [part for part in parts if part not in said] == []


def test_no_file_holds_anything_of_the_person(owing: Owing, tmp_path: Path) -> None:
    assert {word for left in remains_in(WORDS, owing.home).values() for word in left} == {*WORDS}
    erase(owing)
    owing.well(LATER, "db", "backup", str(tmp_path / "backup"))
    assert remains_in(WORDS, tmp_path) == {}
    owing.well(LATER, "db", "check")


def test_copies_are_removed_too_when_a_mail_server_was_set_since(owing: Owing) -> None:
    settings = owing.home / "settings.toml"
    settings.write_text('mail = "smtp://mail.example:25"\noffice = "office@alliance.example"\n')
    assert "Copies removed from the mail folders: 2." in erase(owing)
    assert remains_in(WORDS, owing.home / "mail") == {}


def test_every_other_command_goes_on_without_the_name(owing: Owing) -> None:
    mails = owing.told(LATER, "outbox", "list", "--country", "MWI")
    who = pseudonym(owing)
    erase(owing)
    for words in (
        ("history",), ("history", "MWI"), ("history", "MWI", "--format", "csv"),
        ("mandate", "list"), ("mandate", "list", "MWI"), ("mandate", "who", "MWI"),
        ("country", "show", "MWI"), ("outbox", "list"), ("outbox", "show", mails[0]["id"]),
        ("reminders", "list", "MWI"), ("reminders", "why", "MWI", "2022", "t_30"),
        ("reminders", "forecast", "--until", "+3m"), ("deadlines",), ("board", "--next"),
        ("deadline", "explain", "MWI", "2022"), ("people", "list"), ("people", "show", who),
    ):  # fmt: skip
        for lang in ("en", "fr", "es"):
            result = owing.on(LATER, "--lang", lang, *words)
            assert result.exit_code == 0, result.output
            assert "None" not in result.stdout
            assert "{" not in result.stdout or "csv" in words
            assert not [word for word in WORDS if word in result.stdout], words
    owing.on(LATER, "status")
    owing.well(LATER, "run", "--once")
    owing.well(LATER, "db", "rebuild")
    owing.well(LATER, "db", "check")


def test_an_erased_mail_says_when_and_by_which_entry(owing: Owing) -> None:
    [mail, *_] = owing.told(LATER, "outbox", "list", "--country", "MWI")
    erase(owing)
    shown = " ".join(owing.well(LATER, "outbox", "show", mail["id"]).stdout.split())
    number = pseudonym_entry(owing)
    when = "on 1 March 2023, 12:00 UTC"
    assert f"text was erased {when}, with a person whom it named (entry {number})" in shown
    assert "focal point: It was sent on" in shown
    [line] = owing.told(LATER, "outbox", "show", mail["id"])["deliveries"]
    assert (line["address"], line["erased"], line["reply"]) == (None, number, None)
    said = owing.denied(LATER, "outbox", "show", mail["id"], "--raw")
    assert said.startswith(f"Mail {mail['id']} was erased with a person it named (entry {number})")


def pseudonym_entry(owing: Owing) -> int:
    return int(owing.told(LATER, "people", "list")[-1]["erased"])


def test_why_tells_of_an_address_since_erased(owing: Owing) -> None:
    erase(owing)
    said = owing.well(LATER, "reminders", "why", "MWI", "2022", "t_30").stdout
    assert "to the focal point at an address since erased, in English" in " ".join(said.split())


def test_history_says_that_somebody_was_erased_and_why(owing: Owing) -> None:
    who = pseudonym(owing)
    erase(owing)
    told = " ".join(owing.well(LATER, "history").stdout.split())
    assert f"Name, addresses and mails of a person erased ({who}; mails: 2)" in told
    assert f"Reason: {WHY}" in told


def test_a_mandate_still_in_force_is_named(owing: Owing) -> None:
    given = ("people", "erase", "focal.alb", "--reason", WHY, "--yes")
    said = owing.denied(LATER, *given)
    assert "focal.alb cannot be erased: mandates are in force or still to begin (entries: " in said


def test_whoever_is_not_the_secretariat_is_refused(owing: Owing) -> None:
    given = ("--as", "focal.alb", "people", "erase", "focal.mwi", "--reason", WHY, "--yes")
    result = owing.on(LATER, *given)
    assert result.exit_code == 1
    assert "may not erase a person" in " ".join(result.stderr.split())
    assert owing.told(LATER, "people", "show", "focal.mwi")["name"]


def test_it_takes_a_reason(owing: Owing) -> None:
    assert "reason" in owing.denied(LATER, "people", "erase", "focal.mwi", "--yes")


def test_without_a_terminal_it_takes_a_yes(owing: Owing) -> None:
    said = owing.misused(LATER, "people", "erase", "focal.mwi", "--reason", WHY)
    assert "give --yes" in said
    assert owing.told(LATER, "people", "show", "focal.mwi")["name"]


@pytest.mark.parametrize(("answer", "gone"), [("y", True), ("n", False), ("", False)])
def test_on_a_terminal_it_asks_first(owing: Owing, answer: str, gone: bool) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    words = ("people", "erase", "focal.mwi", "--reason", WHY)
    process = subprocess.run(
        [sys.executable, "-m", "pathfinder_flow", "--home", owing.home, "--as", DESK, *words],
        stdin=theirs, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    assert "Erase it? [y/N]" in process.stderr
    assert process.returncode == (0 if gone else 1)
    assert (owing.told(LATER, "people", "list")[-1]["erased"] is not None) is gone


def test_erased_again_only_what_is_left_is_cleaned(owing: Owing) -> None:
    who = pseudonym(owing)
    erase(owing)
    size = len(owing.told(LATER, "history"))
    owing.denied(LATER, "people", "erase", "focal.mwi", "--reason", WHY, "--yes")
    said = owing.well(LATER, "people", "erase", who, "--yes").stderr
    assert "was erased before (entry" in said
    assert "It cannot be taken back" not in said
    assert len(owing.told(LATER, "history")) == size


def test_while_another_program_reads_the_rest_is_told_and_can_be_done_later(owing: Owing) -> None:
    who = pseudonym(owing)
    given = ("people", "erase", "focal.mwi", "--reason", WHY, "--yes")
    with closing(sqlite3.connect(owing.database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM people").fetchone()
        result = owing.on(LATER, *given, env={"PATHFINDER_FLOW_BUSY_SECONDS": "1"})
    said = " ".join(result.stderr.split())
    assert result.exit_code == 1
    assert f"{who} is erased" in said
    assert "old pages may still hold it: the database is being read by another program" in said
    assert f"Repeat 'people erase {who}' later" in said
    owing.well(LATER, "people", "erase", who, "--yes")
    assert remains_in(WORDS, owing.home) == {}


def test_copies_that_cannot_be_removed_are_told(owing: Owing) -> None:
    folder = owing.home / "mail"
    folder.rename(owing.home / "elsewhere")
    folder.write_text("no folder")
    result = owing.on(LATER, "people", "erase", "focal.mwi", "--reason", WHY, "--yes")
    said = " ".join(result.stderr.split())
    assert result.exit_code == 1
    assert f"could not be removed from {folder} (not a directory)" in said
    folder.unlink()
    (owing.home / "elsewhere").rename(folder)
    owing.well(LATER, "people", "erase", pseudonym_of_last(owing), "--yes")
    assert remains_in(WORDS, owing.home) == {}


# Killed

KILLED = {
    "before it is kept": """
from sqlalchemy import Engine, event
event.listen(Engine, "commit", kill)
""",
    "before copies are removed": """
from pathfinder_flow.services.people import erasure as erasing
erasing.remove_copies = kill
""",
    "before the pages are cleaned": """
from pathfinder_flow.store.database import vacuum as cleaning
cleaning.clean = kill
""",
    "while the pages are cleaned": """
from pathfinder_flow.store.database import vacuum as cleaning
def half(conn):
    conn.connection.driver_connection.execute("VACUUM")
    kill()
cleaning._clean_file = half
""",
}
RUN = """
import os, signal
def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)
{how}
from pathfinder_flow.cli.main import main
main()
"""


@pytest.mark.parametrize("when", KILLED)
def test_killed_at_any_step_it_can_be_done_again(owing: Owing, when: str) -> None:
    who = pseudonym(owing)
    words = ("people", "erase", "focal.mwi", "--reason", WHY, "--yes")
    process = start(
        "-c", RUN.format(how=KILLED[when]), "--home", str(owing.home), "--as", DESK, *words
    )
    assert finish(process)[0] == -9
    assert remains_in(WORDS, owing.home) != {}
    owing.well(LATER, "db", "check")
    kept = owing.told(LATER, "people", "show", who)["name"]
    assert bool(kept) == (when == "before it is kept")
    # The process had the machine's own clock, which cannot be set back.
    owing.done("people", "erase", who, "--reason", WHY, "--yes")
    assert remains_in(WORDS, owing.home) == {}
    assert [one["kind"] for one in owing.told(LATER, "history")].count("erasure") == 1
    owing.well(LATER, "db", "check")
