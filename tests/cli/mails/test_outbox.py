"""outbox and bounces: what a person does with mails, and what comes back."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.cli.years import NEXT_DAY, Owing, fits

MARCH = datetime(2023, 3, 1, 12, 0, tzinfo=UTC)
ANY = "0123456789"


@pytest.fixture
def waiting(owing: Owing) -> Owing:
    """Two mails wait for a person to release them."""
    owing.well(MARCH, "run", "--once", env={"PATHFINDER_FLOW_HOLD_MAIL": "yes"})
    assert len(ids(owing, "held")) == 2
    return owing


def ids(owing: Owing, *states: str) -> list[str]:
    wanted = [word for state in states for word in ("--state", state)]
    return [str(one["id"]) for one in owing.told(MARCH, "outbox", "list", *wanted)]


def state(owing: Owing, mail: str) -> str:
    [one] = owing.told(MARCH, "outbox", "show", mail)["deliveries"]
    return str(one["state"])


# Looking


def test_the_list_says_how_far_each_mail_has_come(waiting: Owing) -> None:
    said = waiting.well(MARCH, "outbox", "list").stdout
    assert fits(said)
    assert [line.split()[1] for line in said.splitlines() if line[:1] not in (" ", "M")] == [
        "sent", "sent", "held", "held",
    ]  # fmt: skip


@pytest.mark.parametrize(("lang", "held"), [("fr", "retenu"), ("es", "retenido")])
def test_the_list_reads_in_every_language(waiting: Owing, lang: str, held: str) -> None:
    assert held in waiting.well(MARCH, "--lang", lang, "outbox", "list").stdout


def test_the_list_is_of_a_country_or_a_state(waiting: Owing) -> None:
    found = waiting.told(MARCH, "outbox", "list", "--country", "MWI", "--state", "held")
    assert [(one["country"], one["rung"]) for one in found] == [("MWI", "t_30")]


def test_a_list_of_nothing_says_so(owing: Owing) -> None:
    result = owing.well(NEXT_DAY, "outbox", "list", "--state", "failed")
    assert (result.stdout, result.stderr) == ("", "There are no such mails.\n")


def test_a_state_that_is_none_is_wrong_usage(owing: Owing) -> None:
    assert "is not one of" in owing.misused(NEXT_DAY, "outbox", "list", "--state", "lost")


def test_a_mail_is_shown_with_what_became_of_it(owing: Owing) -> None:
    [first, *_] = ids(owing, "sent")
    said = owing.well(NEXT_DAY, "outbox", "show", first).stdout
    assert "It was sent on 5 January 2023" in said
    assert "Subject: " in said


@pytest.mark.parametrize(
    ("lang", "sent"), [("fr", "Il a été envoyé le 5 janvier"), ("es", "Se envió el 5 de enero")]
)
def test_a_mail_is_shown_in_the_readers_language(owing: Owing, lang: str, sent: str) -> None:
    [first, *_] = ids(owing, "sent")
    assert sent in owing.well(NEXT_DAY, "--lang", lang, "outbox", "show", first).stdout


def test_the_bytes_of_a_mail_are_those_that_were_delivered(owing: Owing) -> None:
    delivered = {message_from_bytes(mail)["Message-ID"]: mail for mail in owing.mails()}
    [one, _] = owing.told(NEXT_DAY, "outbox", "list")
    raw = owing.well(NEXT_DAY, "outbox", "show", one["id"], "--raw").stdout_bytes
    assert raw.replace(b"\r\n", b"\n") in delivered[one["message"]].replace(b"\r\n", b"\n")


def test_bytes_and_json_at_once_are_wrong_usage(owing: Owing) -> None:
    owing.misused(NEXT_DAY, "outbox", "show", ANY, "--raw", "--json")


# Acting


def test_a_released_mail_goes_out_with_the_next_run(waiting: Owing) -> None:
    [mail, _] = ids(waiting, "held")
    assert f"Released: {mail}." in waiting.well(MARCH, "outbox", "release", mail).stderr
    waiting.well(MARCH, "run", "--once")
    assert state(waiting, mail) == "sent"


def test_all_that_wait_are_released_together(waiting: Owing) -> None:
    waiting.well(MARCH, "outbox", "release", "--all", "--yes")
    assert ids(waiting, "held") == []
    assert len(ids(waiting, "queued")) == 2


def test_what_somebody_held_is_not_released_with_all(waiting: Owing) -> None:
    mails = ids(waiting, "held")
    waiting.well(MARCH, "outbox", "release", *mails)
    waiting.well(MARCH, "outbox", "hold", mails[0], "--reason", "A question first")
    result = waiting.well(MARCH, "outbox", "release", "--all", "--yes")
    assert result.stderr == "No mail waits for release.\n"
    assert ids(waiting, "held") == [mails[0]]


def test_a_cancelled_mail_is_never_sent(waiting: Owing) -> None:
    [mail, _] = ids(waiting, "held")
    waiting.well(MARCH, "outbox", "cancel", mail, "--reason", "Sent by hand")
    waiting.well(MARCH, "run", "--once")
    assert state(waiting, mail) == "cancelled"


def test_cancelling_takes_a_reason(waiting: Owing) -> None:
    [mail, _] = ids(waiting, "held")
    assert "reason" in waiting.denied(MARCH, "outbox", "cancel", mail)


@pytest.mark.parametrize("act", ["hold", "release", "cancel", "retry"])
def test_a_mail_that_is_sent_is_beyond_every_act(owing: Owing, act: str) -> None:
    [mail, _] = ids(owing, "sent")
    said = owing.denied(NEXT_DAY, "outbox", act, mail, "--reason", "x")
    assert f"Mail {mail} is sent" in said


@pytest.mark.parametrize("act", ["hold", "release", "cancel", "retry", "show"])
@pytest.mark.parametrize("given", [ANY, "", "%", "ab"])
def test_an_id_of_no_mail_is_refused(owing: Owing, act: str, given: str) -> None:
    reason = () if act == "show" else ("--reason", "x")
    said = owing.denied(NEXT_DAY, "outbox", act, given, *reason)
    assert "the list of mails shows their ids.\n  pathfinder-flow outbox list" in said


def test_of_several_mails_all_are_acted_on_or_none(waiting: Owing) -> None:
    [mail, _] = ids(waiting, "held")
    waiting.denied(MARCH, "outbox", "release", mail, ANY)
    assert len(ids(waiting, "held")) == 2


def test_a_focal_point_cannot_act_on_mails(waiting: Owing) -> None:
    [mail, _] = ids(waiting, "held")
    waiting.denied(MARCH, "--as", "focal.mwi", "outbox", "release", mail)
    assert state(waiting, mail) == "held"


@pytest.mark.parametrize("given", [("--all", ANY), ()])
def test_a_release_names_mails_or_all(owing: Owing, given: tuple[str, ...]) -> None:
    assert "--all" in owing.misused(NEXT_DAY, "outbox", "release", *given)


def test_a_mail_that_could_not_be_written_is_written_anew(owing: Owing, tmp_path: Path) -> None:
    broken = tmp_path / "own" / "templates" / "report_reminder" / "en" / "body.txt.j2"
    broken.parent.mkdir(parents=True)
    broken.write_text("{{ nonsense }}")
    env = {"PATHFINDER_FLOW_NOTIFICATIONS": str(tmp_path / "own")}
    owing.well(MARCH, "run", "--once", env=env)
    [mail] = ids(owing, "failed")
    shown = " ".join(owing.well(MARCH, "outbox", "show", mail).stdout.split())
    assert f"then try it again. pathfinder-flow outbox retry {mail}" in shown
    still = owing.on(MARCH, "outbox", "retry", mail, env=env)
    assert (still.exit_code, state(owing, mail)) == (1, "failed")
    owing.well(MARCH, "outbox", "retry", mail)
    owing.well(MARCH, "run", "--once")
    assert state(owing, mail) == "sent"


# What comes back


def bounce(envid: str, address: str, status: str = "5.1.1") -> bytes:
    action = "failed" if status.startswith("5") else "delayed"
    return f"""From: MAILER-DAEMON@mx.example
To: desk@pathfinder.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

Sorry.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Original-Envelope-Id: {envid}

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status.replace(".", "")} no such person

--B--
""".encode()


@pytest.fixture
def mailbox(owing: Owing, tmp_path: Path) -> Path:
    """A Maildir with a notice of failure, one of delay, a stranger's, and an advertisement."""
    folder = tmp_path / "bounces"
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    mails = owing.told(NEXT_DAY, "outbox", "list")
    malawi, albania = (one["message"][1:].partition("@")[0] for one in reversed(mails))
    if mails[0]["country"] == "MWI":
        malawi, albania = albania, malawi
    for name, data in {
        "1": bounce(malawi, "focal.mwi@labour.example"),
        "2": bounce(albania, "focal.alb@labour.example", "4.4.1"),
        "3": bounce("somebody-elses", "x@labour.example"),
        "4": b"From: shop@shop.example\nSubject: Buy!\n\nCheap.\n",
    }.items():
        (folder / "new" / name).write_bytes(data)
    return folder


def test_notices_are_matched_and_counted(owing: Owing, mailbox: Path) -> None:
    result = owing.well(NEXT_DAY, "bounces", "import", str(mailbox))
    assert fits(result.stdout)
    for part in ("will not arrive: 1", "delayed: 1", "of none of our mails: 1", "not a notice: 1"):
        assert part in result.stderr


def test_notices_as_json_name_their_mail(owing: Owing, mailbox: Path) -> None:
    found = owing.told(NEXT_DAY, "bounces", "import", str(mailbox))
    assert [one["what"] for one in found] == ["failed", "delayed", "unmatched", "other"]
    assert found[0]["mail"]["country"] == "MWI"


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "messages qui n'arriveront pas"), ("es", "no llegarán: 1")]
)
def test_notices_are_told_in_the_readers_language(
    owing: Owing, mailbox: Path, lang: str, said: str
) -> None:
    assert said in owing.well(NEXT_DAY, "--lang", lang, "bounces", "import", str(mailbox)).stderr


def test_after_a_notice_the_address_is_in_doubt_until_there_is_a_new_one(
    owing: Owing, mailbox: Path
) -> None:
    owing.well(NEXT_DAY, "bounces", "import", str(mailbox))
    asked = ("reminders", "why", "MWI", "2022", "t_30")
    assert owing.told(NEXT_DAY, *asked)["unserved"][0]["why"] == "doubtful"
    owing.well(NEXT_DAY, "mandate", "contact", "focal.mwi", "--email", "new@labour.example")
    assert owing.told(NEXT_DAY, *asked)["to"][0]["address"] == "new@labour.example"


def test_notices_read_twice_change_nothing_again(owing: Owing, mailbox: Path) -> None:
    owing.well(NEXT_DAY, "bounces", "import", str(mailbox))
    again = owing.well(NEXT_DAY, "bounces", "import", str(mailbox)).stderr
    assert "known already: 1" in again


def test_an_empty_mailbox_says_so(owing: Owing, tmp_path: Path) -> None:
    (tmp_path / "mbox").touch()
    result = owing.well(NEXT_DAY, "bounces", "import", str(tmp_path / "mbox"))
    assert (result.stdout, result.stderr) == ("", "There are no notices in it.\n")


def test_what_is_no_mailbox_is_refused(owing: Owing, tmp_path: Path) -> None:
    said = owing.denied(NEXT_DAY, "bounces", "import", str(tmp_path / "nowhere"))
    assert "cannot be read as a mailbox" in said
