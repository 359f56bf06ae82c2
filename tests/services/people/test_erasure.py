"""A person is erased: nothing of the person is left, and every proof still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.conflict import CannotErase
from pathfinder_flow.domain.errors.invalid import TextMissing
from pathfinder_flow.domain.errors.not_found import MailErased, NobodyKnown
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.ledger.merkle import Frontier, leaf_hash
from pathfinder_flow.domain.reminders.mail import DeliveryResult, DeliveryStatus, Envelope
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.denials import NotAuthorised
from pathfinder_flow.mail.maildir import MaildirTransport
from pathfinder_flow.services.delivery.acts import release, retry
from pathfinder_flow.services.delivery.bounces import import_bounces
from pathfinder_flow.services.delivery.deliver import deliver
from pathfinder_flow.services.history.queries import history, programme_history
from pathfinder_flow.services.maintenance import back_up, check, rebuild
from pathfinder_flow.services.outbox import list_mails, show_mail
from pathfinder_flow.services.people.contacts import change_contact
from pathfinder_flow.services.people.erasure import Erased, clean_up, erase, plan
from pathfinder_flow.services.people.mandates import (
    NewMandate,
    add_mandate,
    end_mandate,
    list_mandates,
)
from pathfinder_flow.services.people.personal_data import IdentifyingTerms, list_people, show_person
from pathfinder_flow.services.scheduling.health import status
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger, outbox, people, projections
from pathfinder_flow.store.database.engine import sqlite_path
from pathfinder_flow.store.database.schema import head
from tests.conftest import DESK, Clock, make_desk
from tests.remains import remains_in, remains_on_server
from tests.services.beginnings import MakeReminders, peru
from tests.services.simulation import FOCAL, NAME, OFFICE, Reminders

WHY = "asked for by the office that held the mandate"
HANDLE, FIRST, SECOND = "qhandlexwv", "qfirstxwvk", "qsecondxwv"
DESKNAME, FORMER = "Qdeskxwvkj", "Ñuformerxwv"
WORDS = (HANDLE, FIRST, SECOND, DESKNAME, FORMER)
"""Words that stand nowhere but in what is known of the person to be erased."""


class Post(MaildirTransport):
    """A Maildir, and for some addresses a server that refuses and says to whom."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.refused: set[str] = set()

    def deliver(self, envelopes: Sequence[Envelope]) -> list[DeliveryResult]:
        return [self._refused(one) if one.recipient in self.refused else one
                for one in super().deliver(envelopes)]  # fmt: skip

    def _refused(self, receipt: DeliveryResult) -> DeliveryResult:
        name = receipt.recipient.partition("@")[0]
        said = f"550 5.1.1 <{receipt.recipient}>: there is no '{name}' here"
        return replace(receipt, fate=DeliveryStatus.REFUSED, reply=said, no_such_address=True)


def number_of(notices: Reminders, handle: str) -> list[int]:
    return [one.mandate.number for one in list_mandates(notices.app) if one.handle == handle]


def end_all(notices: Reminders, handle: str) -> None:
    """End whatever mandates somebody holds, the day before today."""
    last = notices.app.today().fromordinal(notices.app.today().toordinal() - 1).isoformat()
    for number in number_of(notices, handle):
        end_mandate(notices.app, DESK, number, end=last, reason="another took over")


def erased(notices: Reminders, handle: str = "focal.per") -> Erased:
    end_all(notices, handle)
    return erase(notices.app, notices.notices, DESK, handle, WHY)


def findings(app: AppContext) -> list[str]:
    return [f"{one.what} {one.number}: {one.said}" for one in check(app)]


# The whole of it


@pytest.fixture
def full(app: AppContext, clock: Clock, tmp_path: Path) -> Reminders:
    """A programme with many people, a year of mails, and one who was known under many signs."""
    folder = tmp_path / "mail"
    made = Reminders(app, clock, transport=Post(folder))
    codes = ("PER", "COL", "MWI", "ALB", "FRA")
    made.country(*codes)
    for code in codes:
        made.appoint(f"focal.{code.lower()}", country=code, name=f"Office in {code}")
    made.appoint("member.mwg", Role.MWG, language="fr")
    made.appoint(HANDLE, country="PER", name=f"Oficina {FORMER}", email=f"{FIRST}@labour.example")
    made.run_until("2027-02-01")
    for turn in range(30):
        change_contact(app, DESK, HANDLE, name=f"{DESKNAME} of the Ministry {turn % 2}")
        change_contact(app, DESK, HANDLE, email=f"{SECOND}.{turn}@labour.example")
    assert isinstance(made.transport, Post)
    made.transport.refused = {f"{SECOND}.29@labour.example"}
    made.run_until("2027-03-20")
    change_contact(app, DESK, HANDLE, email=f"{SECOND}@labour.example")
    made.run_until("2027-05-10")
    _read_one(folder)
    made.at("2027-06-01")
    end_all(made, HANDLE)
    return made


def _read_one(folder: Path) -> None:
    """Read a mail, as a mail program does, and file another."""
    first, second, *_ = sorted((folder / "new").iterdir(), reverse=True)
    first.rename(folder / "cur" / f"{first.name}:2,S")
    (folder / ".Kept" / "cur").mkdir(parents=True)
    second.rename(folder / ".Kept" / "cur" / f"{second.name}:2,RS")


def files_of(notices: Reminders, folder: Path) -> dict[str, set[str]]:
    """Give what the files of database, mail folder and a new backup hold of the person."""
    back_up(notices.app, folder / f"backup {notices.size()}")
    found = remains_in(WORDS, folder)
    if sqlite_path(notices.app.engine) is None:
        url = notices.app.engine.url.set(drivername="postgresql")
        found |= remains_on_server(WORDS, url.render_as_string(hide_password=False))
    return found


def raw_entries(app: AppContext) -> list[bytes]:
    with app.engine.connect() as conn:
        rows = conn.execute(text("SELECT entry FROM ledger ORDER BY number")).scalars()
        return [bytes(row) for row in rows]


def root(app: AppContext) -> tuple[int, bytes]:
    with app.engine.connect() as conn:
        row = conn.execute(head.select()).one()
        return row.size, bytes(row.frontier)


def test_nothing_is_left_of_the_person_and_every_proof_holds(
    full: Reminders, tmp_path: Path
) -> None:
    app = full.app
    if sqlite_path(app.engine) is None:
        # Packed as it is usually, nothing would be found there in the first place.
        with app.engine.begin() as conn:
            conn.execute(text("ALTER TABLE messages ALTER COLUMN data SET STORAGE EXTERNAL"))
            conn.execute(text("UPDATE messages SET data = data || ''"))
            conn.execute(text("ANALYZE"))
    before = files_of(full, tmp_path)
    assert set.union(*before.values()) == {*WORDS}, before
    entries, contents = raw_entries(app), full.contents()

    done = erase(app, full.notices, DESK, HANDLE, WHY)
    cleaned = clean_up(app, done.messages, [tmp_path / "mail"])

    assert cleaned.done
    assert cleaned.copies > 3
    for old in tmp_path.glob("backup *"):
        for path in sorted(old.rglob("*"), reverse=True):
            path.unlink()
        old.rmdir()
    assert files_of(full, tmp_path) == {}
    assert_whole(full, entries, contents)


def assert_whole(full: Reminders, before: list[bytes], contents: dict[str, object]) -> None:
    """The ledger is that of before and one entry more, and all that is computed of it agrees."""
    entries = raw_entries(full.app)
    assert entries[:-1] == before
    frontier = Frontier()
    for entry in entries:
        frontier = frontier.append(leaf_hash(entry))
    assert root(full.app) == (len(before) + 1, frontier.to_bytes())
    assert findings(full.app) == []
    assert full.contents() == contents
    rebuild(full.app)
    assert full.contents() == contents


def test_the_entry_names_the_pseudonym_and_the_mails_alone(full: Reminders) -> None:
    kept = show_person(full.app, HANDLE)
    done = erase(full.app, full.notices, DESK, HANDLE, WHY)
    mine = sorted({line.message for line in kept.to_them})
    assert done.entry.body == {"person": kept.person.id, "messages": mine}
    assert done.entry.reason == WHY
    assert done.entry.act.role == "secretariat"
    assert len(mine) > 3


def test_others_keep_their_mails_and_addresses(full: Reminders) -> None:
    before = [line for line in full.outbox() if line.recipient != show(full).person.id]
    pseudonym = show(full).person.id
    erase(full.app, full.notices, DESK, HANDLE, WHY)
    after = [line for line in full.outbox() if line.recipient != pseudonym]
    assert before == after
    assert all(line.address for line in after)
    written = [mail for mail in after if mail.recipient != "secretariat"]
    assert all(show_mail(full.app, line.envid).data for line in written)


def show(notices: Reminders, who: str = HANDLE):  # type: ignore[no-untyped-def]
    return show_person(notices.app, who)


def test_history_and_lists_show_office_and_role(full: Reminders) -> None:
    pseudonym = show(full).person.id
    erase(full.app, full.notices, DESK, HANDLE, WHY)
    [holder] = [one for one in list_mandates(full.app, "PER") if one.mandate.person == pseudonym]
    assert (holder.handle, holder.mandate.role) == (None, Role.FOCAL_POINT)
    told = history(full.app, "PER")
    assert told
    [line] = [one for one in programme_history(full.app) if one.entry.kind is Kind.ERASURE]
    assert line.handle == DESK
    assert {line.address for line in list_mails(full.app) if line.recipient == pseudonym} == {""}
    full.tick()
    assert status(full.app, [NAME]).troubles == ()


def test_what_somebody_did_stays_done_in_the_same_role(notices: Reminders) -> None:
    notices.appoint("second.desk", Role.SECRETARIAT, email=None)
    by = notices.report("PER", "exempt", by="second.desk", reason="election year")[0]
    notices.at("2027-06-01")
    erased(notices, "second.desk")
    [line] = [one for one in history(notices.app, "PER") if one.entry.number == by.number]
    assert (line.handle, line.entry.act.role) == (None, "secretariat")


# Whom, and when not


def test_only_the_secretariat_erases_and_the_attempt_is_on_record(notices: Reminders) -> None:
    size = notices.size()
    with pytest.raises(NotAuthorised):
        erase(notices.app, notices.notices, "focal.per", "member.mwg", WHY)
    assert notices.size() == size + 1
    assert show(notices, "member.mwg").person.email


@pytest.mark.parametrize("end", [None, "2099-12-31", "2026-11-22"])
def test_whoever_may_still_act_is_not_erased(notices: Reminders, end: str | None) -> None:
    notices.appoint("late.one", Role.AUDITOR, end=end)
    [number] = number_of(notices, "late.one")
    with pytest.raises(CannotErase, match=rf"entries: {number}\); end them first"):
        erase(notices.app, notices.notices, DESK, "late.one", WHY)


def test_whoever_will_act_later_is_not_erased(notices: Reminders) -> None:
    notices.appoint("late.one", Role.AUDITOR, start="2030-01-01")
    with pytest.raises(CannotErase, match="still to begin"):
        plan(notices.app, "late.one", WHY)


def test_a_mandate_that_was_withdrawn_stands_in_nobodys_way(notices: Reminders) -> None:
    from pathfinder_flow.services.lifecycle.corrections import NewCorrection, correct

    notices.appoint("late.one", Role.AUDITOR)
    [number] = number_of(notices, "late.one")
    correct(notices.app, DESK, NewCorrection(number, "wrong letter", withdraw=True))
    assert erase(notices.app, notices.notices, DESK, "late.one", WHY).messages == ()


@pytest.mark.parametrize("given", ["nobody", "p-0000000000000000", "", "a\x00b", "a\udcff", "%"])
def test_nobody_cannot_be_erased(notices: Reminders, given: str) -> None:
    with pytest.raises(NobodyKnown):
        erase(notices.app, notices.notices, DESK, given, WHY)


def test_it_takes_a_reason(notices: Reminders) -> None:
    end_all(notices, "focal.per")
    for act in (lambda: plan(notices.app, "focal.per", " "),
                lambda: erase(notices.app, notices.notices, DESK, "focal.per", " ")):  # fmt: skip
        with pytest.raises(TextMissing):
            act()


@pytest.mark.parametrize(
    "reason",
    ["FOCAL.PER asked", f"{FOCAL} bounces", "la oficina  de ÑUÑOA asked", "See focal.per."],
)
def test_the_reason_must_not_name_the_person(notices: Reminders, reason: str) -> None:
    end_all(notices, "focal.per")
    with pytest.raises(CannotErase, match="the reason stays for ever and names the person"):
        erase(notices.app, notices.notices, DESK, "focal.per", reason)


def test_nobody_is_erased_while_a_mail_to_them_is_leaving(notices: Reminders) -> None:
    notices.collector.everywhere = DeliveryStatus.DEFERRED
    notices.tick_at("2027-03-01T14:00")
    [line] = notices.outbox()
    end_all(notices, "focal.per")
    sending = {"state": "sending", "owner": "run", "next_at": "2027-03-01T15:00:00.000000Z"}
    with notices.app.engine.begin() as conn:
        assert outbox.move(conn, line, **sending)
    with pytest.raises(CannotErase, match=f"mail {line.id} is being sent right now"):
        erase(notices.app, notices.notices, DESK, "focal.per", WHY)
    notices.at("2027-03-01T15:00:01")
    erase(notices.app, notices.notices, DESK, "focal.per", WHY)
    assert [line.state for line in notices.outbox()] == ["cancelled"]


def test_by_pseudonym_or_sign_in_name_is_the_same(notices: Reminders) -> None:
    end_all(notices, "focal.per")
    pseudonym = show(notices, "focal.per").person.id
    assert erase(notices.app, notices.notices, DESK, pseudonym, WHY).person == pseudonym


def test_erased_again_nothing_is_recorded_and_all_is_cleaned(
    notices: Reminders, tmp_path: Path
) -> None:
    notices.transport = MaildirTransport(tmp_path / "mail")
    notices.tick_at("2027-03-01T14:00")
    done = erased(notices)
    size = notices.size()
    again = erase(notices.app, notices.notices, DESK, done.person, "")
    assert (again.again, again.messages, again.entry) == (True, done.messages, done.entry)
    assert notices.size() == size
    assert clean_up(notices.app, again.messages, [tmp_path / "mail"]).copies == 1
    assert clean_up(notices.app, again.messages, [tmp_path / "mail", tmp_path / "no"]).copies == 0


def test_a_sign_in_name_is_free_again_for_somebody_else(notices: Reminders) -> None:
    first = erased(notices).person
    notices.appoint("focal.per", country="PER")
    assert show(notices, "focal.per").person.id != first
    assert [number is not None for one, number in list_people(notices.app)][-1]


# Mails


def test_what_lies_unsent_is_cancelled_with_the_reason(maker: MakeReminders) -> None:
    notices = peru(maker, hold=True)
    notices.tick_at("2027-03-01T14:00")
    size = notices.size()
    done = erased(notices)
    assert [(line.state, line.reason) for line in notices.outbox()] == [("cancelled", "erased")]
    # The mandate's end, the cancelling and the erasure.
    assert notices.size() == size + 3
    assert done.written_anew == 0
    assert findings(notices.app) == []


def test_a_mail_that_could_not_be_written_is_not_asked_for_again(notices: Reminders) -> None:
    notices.tick_at("2027-03-01T14:00")
    [line] = notices.outbox()
    with notices.app.engine.begin() as conn:
        outbox.move(conn, line, state="failed", reason="unwritten", reply="Oficina de Ñuñoa?")
        conn.execute(text("UPDATE messages SET data = :none"), {"none": b""})
    erased(notices)
    [after] = notices.outbox()
    assert (after.state, after.reply, after.address) == ("cancelled", None, "")
    notices.tick()
    assert status(notices.app, [NAME]).troubles == ()


def with_copies(notices: Reminders) -> None:
    """Let the reminder of thirty days have a copy for the MWG."""
    ladder = notices.notices.ladders.ladders[NAME]
    rung = replace(ladder.rungs["t_30"], copy=(Role.MWG,))
    ladder = replace(ladder, rungs={**ladder.rungs, "t_30": rung})
    ladders = replace(notices.notices.ladders, ladders={NAME: ladder})
    notices.notices = replace(notices.notices, ladders=ladders)


@pytest.mark.parametrize("hold", [True, False])
def test_others_are_written_to_anew_without_the_person(maker: MakeReminders, hold: bool) -> None:
    notices = peru(maker, hold=hold)
    notices.appoint("other.mwg", Role.MWG, language="fr", name="Bureau du suivi")
    with_copies(notices)
    notices.collector.everywhere = DeliveryStatus.DEFERRED
    notices.tick_at("2027-03-01T14:00")
    first = notices.outbox()[0].message
    assert len(notices.outbox()) == 3
    done = erased(notices, "other.mwg")
    assert done.written_anew == 1
    was = {line.recipient: (line.state, line.reason) for line in notices.outbox(message=first)}
    assert sorted(map(str, was.values())) == [
        "('cancelled', 'erased')", "('cancelled', 'written_anew')", "('cancelled', 'written_anew')",
    ]  # fmt: skip
    anew = [line for line in notices.outbox() if line.message != first]
    assert sorted((line.copy, line.state) for line in anew) == [
        (False, "held" if hold else "queued"), (True, "held" if hold else "queued"),
    ]  # fmt: skip
    assert not IdentifyingTerms({"bureau du suivi"}, set()).found_in(
        str(show_mail(notices.app, anew[0].envid))
    )
    assert findings(notices.app) == []
    if hold:
        release(notices.app, DESK, [anew[0].envid])
    notices.collector.everywhere = DeliveryStatus.SENT
    notices.clock.forward(hours=1)
    notices.tick()
    assert {line.state for line in notices.outbox(message=anew[0].message)} == {"sent"}
    assert findings(notices.app) == []


def test_a_mail_that_only_names_the_person_is_erased_and_its_recipient_keeps_the_address(
    notices: Reminders,
) -> None:
    """As when a template of one's own names whom to call."""
    notices.appoint(
        "second.desk", Role.SECRETARIAT, name="Ministry's Desk", email="help@desk.example"
    )
    notices.tick_at("2027-03-01T14:00")
    [line] = notices.outbox()
    data = show_mail(notices.app, line.envid).data
    for said in (
        "Call MINISTRY'S\r\n desk.",
        "Write to help@DESK.example.",
        "=?utf-8?q?Ministry=27s_Desk?=",
    ):
        with notices.app.engine.begin() as conn:
            changed = data.replace(b"Subject: ", f"X-Note: {said}\r\nSubject: ".encode(), 1)
            conn.execute(text("UPDATE messages SET data = :data"), {"data": changed})
        assert show(notices, "second.desk").named_in == (line.message,)
    end_all(notices, "second.desk")
    done = erase(notices.app, notices.notices, DESK, "second.desk", WHY)
    assert done.messages == (line.message,)
    [after] = notices.outbox()
    assert (after.address, after.state, after.erased) == (FOCAL, "sent", done.entry.number)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("focal@x.example", True),
        ("<Focal@X.Example>", True),
        ("mailto:focal@x.example.", True),
        ("national.focal@x.example", False),
        ("focal@x.example.org", False),
        ("focal@x.examples", False),
        ("the labour\n desk, Lima", True),
        ("The Labour Desks", False),
        ("", False),
    ],
)
def test_signs_are_found_as_words_of_their_own(said: str, found: bool) -> None:
    assert IdentifyingTerms({"labour desk"}, {"focal@x.example"}).found_in(said) is found


def test_what_is_somebody_elses_too_stays_with_them(notices: Reminders) -> None:
    notices.appoint("next.per", country="PER", email=FOCAL, name="Oficina de Ñuñoa")
    notices.tick_at("2027-03-01T14:00")
    theirs = {line.message for line in show(notices, "next.per").to_them}
    end_all(notices, "focal.per")
    kept = plan(notices.app, "focal.per", WHY)
    assert kept.shared == (FOCAL, "oficina de ñuñoa")
    erase(notices.app, notices.notices, DESK, "focal.per", WHY)
    after = show(notices, "next.per")
    assert {line.message for line in after.to_them} == theirs
    assert {*after.readable} == theirs
    assert after.person.email == FOCAL


def test_the_office_is_nobodys_own(notices: Reminders) -> None:
    """Its address stands in every mail, which must not all go with whoever shares it."""
    notices.appoint("second.desk", Role.SECRETARIAT, email=OFFICE)
    notices.tick_at("2027-03-01T14:00")
    assert erased(notices, "second.desk").messages == ()


def test_an_erased_mail_is_not_tried_again(notices: Reminders) -> None:
    notices.collector.fates[FOCAL] = DeliveryStatus.REFUSED
    notices.tick_at("2027-03-01T14:00")
    failed = notices.outbox(state="failed")[0]
    done = erased(notices)
    with pytest.raises(MailErased, match=rf"Mail {failed.id} .*\(entry {done.entry.number}\)"):
        retry(notices.app, notices.notices, DESK, [failed.id])
    with notices.app.engine.begin() as conn:
        outbox.rewrite(conn, failed.message, "again", b"again")
        assert outbox.data_of(conn, failed.message) == b""


def test_an_erased_address_counts_for_no_limit(notices: Reminders) -> None:
    notices.tick_at("2027-03-01T14:00")
    erased(notices)
    with notices.app.snapshot() as conn:
        assert outbox.sent_since(conn, "", "2000") == 0
    notices.appoint("next.per", country="PER")
    notices.notices = replace(notices.notices, rules=replace(notices.notices.rules, daily_limit=1))
    notices.tick_at("2027-03-24T14:00")
    assert [mail.address for mail in notices.mails][-1] == "next.per@labour.example"


BOUNCE = """From: MAILER-DAEMON@mx.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Original-Envelope-Id: {envid}

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 <{address}> is unknown

--B--
"""


def test_a_notice_about_an_erased_person_brings_nothing_back(
    notices: Reminders, tmp_path: Path
) -> None:
    notices.tick_at("2027-03-01T14:00")
    [line] = notices.outbox()
    erased(notices)
    for part in ("new", "cur", "tmp"):
        (tmp_path / "in" / part).mkdir(parents=True)
    notice = BOUNCE.format(envid=line.envid, address=FOCAL)
    (tmp_path / "in" / "new" / "1").write_text(notice)
    size = notices.size()
    [taken] = import_bounces(notices.app, notices.notices, DESK, tmp_path / "in")
    assert taken.what == "erased"
    assert notices.size() == size
    assert notices.outbox(message=line.message)[0].reply is None


def test_servers_answers_on_record_hold_no_address(notices: Reminders, tmp_path: Path) -> None:
    """Not even what stands before the @: the ledger cannot be erased."""
    transport = Post(tmp_path / "mail")
    transport.refused = {FOCAL}
    notices.transport = transport
    notices.tick_at("2027-03-01T14:00")
    with notices.app.snapshot() as conn:
        [said] = [
            entry.body["reply"]
            for entry in ledger.all_entries(conn, kind=Kind.DELIVERY)
            if entry.body["state"] == "failed"
        ]
    assert said == "550 5.1.1 <<…>>: there is no '<…>' here"


def test_an_answer_to_another_that_names_the_person_is_masked(maker: MakeReminders) -> None:
    notices = peru(maker)
    notices.tick_at("2027-03-01T14:00")
    notices.appoint("other.mwg", Role.MWG, name="Bureau ßeta", email="suivi@mwg.example")
    with notices.app.engine.begin() as conn:
        said = "450 SUIVI@mwg.example and Bureau SSETA wait"
        conn.execute(text("UPDATE deliveries SET reply = :said"), {"said": said})
    erased(notices, "other.mwg")
    assert [line.reply for line in notices.outbox()] == ["450 <…> and <…> wait"]


# What the check says of it


def change(notices: Reminders, statement: str, **values: object) -> None:
    with notices.app.engine.begin() as conn:
        conn.execute(text(statement), values)


def test_a_mail_whose_bytes_are_gone_without_an_entry_is_reported(
    app: AppContext, clock: Clock
) -> None:
    notices = Reminders(app, clock)
    notices.country("PER")
    notices.appoint("focal.per", country="PER")
    notices.tick_at("2027-03-01T14:00")
    [line] = notices.outbox()
    change(notices, "UPDATE messages SET data = :none", none=b"")
    [found] = findings(app)
    assert f"the mail {line.message} is missing or is not what was written" in found
    change(notices, "UPDATE messages SET erased = 1")
    assert any("mail 1: " in one and "which the entry does not say" in one
               for one in findings(app))  # fmt: skip


@pytest.mark.parametrize(
    "undone",
    [
        "UPDATE messages SET data = :data",
        "UPDATE messages SET erased = NULL",
        "UPDATE messages SET erased = 1",
    ],
)
def test_a_mail_that_is_there_again_is_reported(notices: Reminders, undone: str) -> None:
    notices.tick_at("2027-03-01T14:00")
    [line] = notices.outbox()
    number = erased(notices).entry.number
    assert findings(notices.app) == []
    change(notices, undone, **({"data": b"kept"} if ":data" in undone else {}))
    assert findings(notices.app)[0] == (
        f"mail {number}: the mail {line.message} is missing, or is there again after it was erased"
    )


def test_two_people_in_one_mail_are_erased_one_after_the_other(maker: MakeReminders) -> None:
    notices = peru(maker)
    notices.appoint("other.mwg", Role.MWG)
    with_copies(notices)
    notices.tick_at("2027-03-01T14:00")
    first, second = erased(notices, "other.mwg"), erased(notices, "focal.per")
    assert (len(first.messages), second.messages) == (1, ())
    assert sorted(line.address for line in notices.outbox()) == [
        "",
        "",
        "member.mwg@labour.example",
    ]
    assert findings(notices.app) == []


# Cleaning


def test_a_reader_keeps_old_pages_and_that_is_said(
    url: str, app: AppContext, tmp_path: Path
) -> None:
    other = make_desk(url, tmp_path, Clock(app.clock()), busy_seconds=1)
    add_mandate(app, DESK, NewMandate(HANDLE, Role.AUDITOR, None, "2020-01-01", "2020-12-31", "x"))
    with other.snapshot() as conn:
        projections.all_cases(conn)
        notices = Reminders(other, Clock(app.clock()))
        done = erase(other, notices.notices, DESK, HANDLE, WHY)
        cleaned = clean_up(other, done.messages, [])
        assert isinstance(cleaned.left, Clause)
        assert cleaned.left.key == "still_read"
    assert clean_up(other, done.messages, []).done
    other.engine.dispose()


def test_a_server_that_lets_only_the_owner_clean_says_so(
    postgresql_url: str, tmp_path: Path, clock: Clock, request: pytest.FixtureRequest
) -> None:
    from pathfinder_flow.store.database import migrate
    from pathfinder_flow.store.database.engine import open_engine

    engine = open_engine(postgresql_url)
    migrate.upgrade(engine)
    with engine.begin() as conn:
        conn.execute(text("DROP ROLE IF EXISTS guest"))
        conn.execute(text("CREATE ROLE guest LOGIN"))
        conn.execute(text("GRANT SELECT, UPDATE ON ALL TABLES IN SCHEMA public TO guest"))
    request.addfinalizer(engine.dispose)
    guest = make_desk(postgresql_url.replace("postgres:@", "guest:@"), tmp_path, clock)
    left = clean_up(guest, [], []).left
    guest.engine.dispose()
    assert left is not None
    assert left.startswith("lets only its owner do that")
    assert "people, messages, deliveries" in left


def test_a_copy_that_cannot_be_removed_is_told(notices: Reminders, tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("no folder")
    cleaned = clean_up(notices.app, ["<1@x>"], [tmp_path / "mail"])
    assert [folder for folder, _ in cleaned.stuck] == [tmp_path / "mail"]
    assert not cleaned.done


def test_a_run_that_had_a_mail_in_hand_for_too_long_says_so_later(notices: Reminders) -> None:
    """What was taken was taken; the answer stays without the address."""

    class Slow(type(notices.collector)):  # type: ignore[misc]
        def deliver(self, envelopes: Sequence[Envelope]) -> list[DeliveryResult]:
            notices.clock.forward(hours=2)
            erased(notices)
            return super().deliver(envelopes)  # type: ignore[no-any-return]

    notices.at("2027-03-01T14:00")
    notices.collector.everywhere = DeliveryStatus.DEFERRED
    notices.tick()
    notices.clock.forward(hours=1)
    deliver(notices.app, notices.notices, Slow(), "slow")
    [line] = notices.outbox()
    assert (line.state, line.address, line.reply) == ("cancelled", "", None)
    with notices.app.snapshot() as conn:
        assert people.by_ids(conn, [line.recipient])[line.recipient].email is None
    assert findings(notices.app) == []
