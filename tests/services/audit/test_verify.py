"""Four verdicts: each planted fault turns exactly one of them red and names the entry."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from pathfinder_flow.domain.errors.invalid import NotTheLedgers
from pathfinder_flow.domain.errors.unavailable import NotGrown
from pathfinder_flow.domain.ledger.entries import PROGRAM
from pathfinder_flow.domain.ledger.notes import Checkpoint, SignedNote, parse_checkpoint, parse_note
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.mail.witness import notes_in
from pathfinder_flow.services.audit import scan as scanning
from pathfinder_flow.services.audit.anchoring import hold_against
from pathfinder_flow.services.audit.checkpoints import make_checkpoint
from pathfinder_flow.services.audit.keys import KeyInUse, create_key, rotate_key
from pathfinder_flow.services.audit.proofs import trees
from pathfinder_flow.services.audit.verify import Verdict, verify
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.people.erasure import erase
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate, end_mandate
from pathfinder_flow.store import checkpoints
from pathfinder_flow.store.checkpoints import StoredCheckpoint
from tests import forging
from tests.conftest import DESK
from tests.forging import unguarded
from tests.services.beginnings import MakeReminders, with_peru
from tests.services.conftest import Office
from tests.services.simulation import Reminders

NAMES = ["integrity", "anchoring", "completeness", "conformance"]


@pytest.fixture
def lived(maker: MakeReminders) -> Reminders:
    """A signed ledger with a country on its way, a document, reminders and mails."""
    made = maker.after(live_signed)
    sign(made)
    return made


@pytest.fixture
def unsigned(maker: MakeReminders) -> Reminders:
    """The same without a key: what was rewritten is seen by nothing but what it says."""
    return maker.after(live)


def live_signed(notices: Reminders) -> None:
    name = "alliance.example/ledger"
    create_key(notices.app, DESK, folder_of(notices) / "a.key", None, name=name, office="")
    sign(notices)
    live(notices)


def sign(notices: Reminders) -> None:
    notices.app.signer = KeyInUse(notices.app, folder_of(notices) / "a.key", None, None)


def folder_of(notices: Reminders) -> Path:
    return notices.app.files.folder.parent


def live(notices: Reminders) -> None:
    with_peru(notices)
    app = notices.app
    for handle, role in (("second.secretariat", Role.SECRETARIAT), ("mwg.member", Role.MWG)):
        add_mandate(app, DESK, NewMandate(handle, role, None, "2015-01-01", None, "letter"))
    focal = NewMandate("focal.ken", Role.FOCAL_POINT, "KEN", "2015-01-01", None, "letter")
    add_mandate(app, DESK, focal)
    office = Office(app)
    office.submitted("KEN")
    office.decide("granted", "2020-11-01", "KEN")
    office.advance("KEN", "grant_status", "2020-11-02")
    document = folder_of(notices) / "letter.pdf"
    document.write_bytes(b"a letter")
    add_evidence(app, DESK, "PER", NewEvidence("annual_report", "2026-11-01", file=document))
    notices.run_until("2027-04-20T09:00")


@pytest.fixture(params=["in a row", "in stretches"], autouse=True)
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger is looked at in one go, or in stretches as several processes do it."""
    if request.param == "in stretches":
        monkeypatch.setattr(scanning, "STRETCH", 8)
        monkeypatch.setattr(scanning, "_LONG", 1)
        monkeypatch.setattr(scanning, "_can_share", lambda: True)
        monkeypatch.setattr(scanning, "_in_processes", one_after_the_other)


def one_after_the_other(tasks: list[Any]) -> Iterator[scanning.Found]:
    for app, after, until, sizes in tasks:
        with app.snapshot() as conn:
            # As it comes back from another process.
            found = pickle.dumps(scanning.look(app, conn, after, until, sizes))
            yield pickle.loads(found)  # noqa: S301 - our own


def judged(notices: Reminders, **given: Any) -> dict[str, Verdict]:
    verdicts = verify(notices.app, notices.notices, **given)
    assert [one.name for one in verdicts] == NAMES
    return {one.name: one for one in verdicts}


def broken(notices: Reminders, **given: Any) -> dict[str, list[int | None]]:
    found = judged(notices, **given).items()
    return {name: [f.number for f in one.faults] for name, one in found if one.state == "broken"}


def numbers(notices: Reminders, kind: str, country: str | None = None) -> list[int]:
    with notices.app.engine.connect() as conn:
        where = "kind = :kind" + (" AND country = :country" if country else "")
        sql = text(f"SELECT number FROM ledger WHERE {where} ORDER BY number")
        return [row[0] for row in conn.execute(sql, {"kind": kind, "country": country})]


def last(conn: Connection) -> int:
    return int(conn.execute(text("SELECT max(number) FROM ledger")).scalar() or 0)


def test_a_sound_ledger_is_sound_in_every_way(lived: Reminders) -> None:
    found = judged(lived)
    assert broken(lived) == {}
    assert found["integrity"].looked_at["entries"] == lived.size()
    assert found["anchoring"].looked_at["checkpoints"] >= 1
    assert found["completeness"].looked_at["mails"] > 3
    assert found["completeness"].looked_at["documents"] == 1
    assert found["conformance"].looked_at["moves"] == 3
    assert len(found["conformance"].attested) == 1


def test_a_ledger_that_nobody_signed_is_not_anchored_and_not_broken(notices: Reminders) -> None:
    assert judged(notices)["anchoring"].state == "open"


# One fault of each kind, and others that are easily taken for it


def test_changed_bytes_break_integrity(lived: Reminders) -> None:
    with unguarded(lived.app) as conn:
        forging.change_bytes(conn, 3, lambda raw: raw.update(reason="another reason"))
    assert broken(lived) == {"integrity": [3]}


def test_bytes_that_are_no_entry_break_integrity(lived: Reminders) -> None:
    number = numbers(lived, "due")[0]
    with unguarded(lived.app) as conn:
        sql = text("UPDATE ledger SET entry = :data WHERE number = :n")
        conn.execute(sql, {"data": b"\xff{", "n": number})
    found = broken(lived)
    assert found["integrity"] == [number, number]
    assert set(found) <= {"integrity", "conformance", "completeness"}


def test_another_head_breaks_integrity(lived: Reminders) -> None:
    with unguarded(lived.app) as conn:
        conn.execute(text("UPDATE head SET frontier = :data"), {"data": bytes(32)})
    assert broken(lived) == {"integrity": [None]}


def test_a_column_beside_the_bytes_breaks_integrity(lived: Reminders) -> None:
    number = numbers(lived, "refusal") or numbers(lived, "workflow_published")
    with unguarded(lived.app) as conn:
        sql = text("UPDATE ledger SET recorded_at = '2020-01-01' WHERE number = :n")
        conn.execute(sql, {"n": number[0]})
    assert broken(lived) == {"integrity": [number[0]]}


def test_a_rewritten_entry_breaks_anchoring(lived: Reminders) -> None:
    with unguarded(lived.app) as conn:
        forging.rewrite(conn, 4, lambda raw: raw.update(reason="another reason"))
    found = judged(lived)
    assert set(broken(lived)) == {"anchoring"}
    places = [fault.said.places for fault in found["anchoring"].faults]  # type: ignore[attr-defined]
    assert all(place["first"] <= 4 <= place["last"] for place in places)


def test_an_end_that_was_cut_off_breaks_anchoring(lived: Reminders) -> None:
    with unguarded(lived.app) as conn:
        size = int(conn.execute(text("SELECT max(size) FROM checkpoints")).scalar() or 0)
        conn.execute(text("DELETE FROM ledger WHERE number >= :n"), {"n": size})
        forging.make_head(conn)
    assert broken(lived)["anchoring"] == [size]


def test_a_checkpoint_that_nobody_signed_breaks_anchoring(lived: Reminders) -> None:
    with unguarded(lived.app) as conn:
        conn.execute(text("UPDATE checkpoints SET note = replace(note, 'alliance', 'another')"))
    found = judged(lived)
    assert set(broken(lived)) == {"anchoring"}
    assert found["anchoring"].count >= found["anchoring"].looked_at["checkpoints"]


def test_checkpoints_that_were_taken_away_break_anchoring(lived: Reminders) -> None:
    with unguarded(lived.app) as conn:
        forging.rewrite(conn, 4, lambda raw: raw.update(reason="another reason"))
        conn.execute(text("DELETE FROM checkpoints"))
    found = broken(lived)
    assert set(found) == {"anchoring"}
    assert set(numbers(lived, "key")) < set(found["anchoring"])
    assert set(numbers(lived, "reminder")) & set(found["anchoring"])
    with pytest.raises(NotGrown):
        make_checkpoint(lived.app, lived.app.signer())  # type: ignore[arg-type]


def test_a_checkpoint_that_only_a_mail_here_still_has_is_missed(lived: Reminders) -> None:
    with unguarded(lived.app) as conn:
        (key,) = numbers(lived, "key")
        conn.execute(text("DELETE FROM checkpoints WHERE size > :n"), {"n": key})
        number = numbers(lived, "reminder")[-1]
        forging.rewrite(conn, number - 1, lambda raw: raw.update(reason="another reason"))
    assert set(broken(lived)) == {"anchoring"}


def test_an_entry_that_pretends_to_be_older_breaks_conformance(lived: Reminders) -> None:
    with unguarded(lived.app) as conn:
        before = forging.read(conn, 2)
        number = forging.append(conn, {**before, "number": 0, "kind": "zone", "country": "PER",
                                       "body": {"zone": "America/Lima"}})  # fmt: skip
    assert broken(lived) == {"conformance": [number]}


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("mandate", {"body": {}}), ("mandate", {"recorded_at": ""}), ("reminder", {"body": {}}),
        ("decision", {"body": {}}), ("decision", {"actor": []}), ("due", {"effective": "x"}),
        ("workflow_published", {"body": {}}), ("workflow_published", {"kind": "another"}),
        ("key", {"body": 1}), ("transition", {"effective": "2023-13-45"}),
    ],
)  # fmt: skip
def test_an_entry_that_says_nothing_sensible_is_named_beside_all_the_rest(
    lived: Reminders, kind: str, change: dict[str, Any]
) -> None:
    number = numbers(lived, kind)[-1]
    with unguarded(lived.app) as conn:
        forging.rewrite(conn, number, lambda raw: raw.update(change))
    assert broken(lived)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ("DELETE FROM head", "integrity"), ("UPDATE head SET size = 'x'", "integrity"),
        ("UPDATE ledger SET entry = 'x' WHERE number = 3", "integrity"),
        ("UPDATE messages SET data = 'x'", "completeness"),
        ("UPDATE workflows SET content = 'x'", "completeness"),
        ("UPDATE scheduler SET last_tick = 'x'", None),
        ("UPDATE checkpoints SET frontier = 'x'", None),
    ],
)  # fmt: skip
def test_what_is_in_the_place_of_something_else_stops_no_verdict(
    lived: Reminders, change: str, verdict: str | None
) -> None:
    if lived.app.engine.dialect.name != "sqlite":
        pytest.skip("a server keeps to the types of its columns")
    with unguarded(lived.app) as conn:
        conn.execute(text(change))
    assert verdict is None or verdict in broken(lived)


def test_a_missing_number_breaks_completeness(lived: Reminders) -> None:
    with unguarded(lived.app) as conn:
        # After all that was signed, and with a head that fits: only the number is missing.
        gone = last(conn)
        forging.append(conn, {"kind": "zone", "body": {"zone": "America/Lima"}, "country": "PER",
                              "actor": "pathfinder-flow"})  # fmt: skip
        conn.execute(text("DELETE FROM checkpoints WHERE size >= :n"), {"n": gone})
        conn.execute(text("DELETE FROM ledger WHERE number = :n"), {"n": gone})
        forging.make_head(conn)
    assert broken(lived)["completeness"] == [gone]
    assert "integrity" not in broken(lived)


def test_a_missing_mail_breaks_completeness(lived: Reminders) -> None:
    number = numbers(lived, "reminder")[-1]
    with unguarded(lived.app) as conn:
        message = forging.read(conn, number)["body"]["served"][0]["message"]
        conn.execute(text("UPDATE messages SET data = :d WHERE id = :m"),
                     {"d": b"another", "m": message})  # fmt: skip
    assert broken(lived) == {"completeness": [number]}


def test_a_delivery_nobody_knows_of_breaks_completeness(lived: Reminders) -> None:
    number = numbers(lived, "reminder")[-1]
    with unguarded(lived.app) as conn:
        message = forging.read(conn, number)["body"]["served"][0]["message"]
        conn.execute(text("DELETE FROM deliveries WHERE message = :m"), {"m": message})
    assert set(broken(lived)["completeness"]) == {number}
    assert len(broken(lived)) == 1


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(b"another")])
def test_a_missing_or_changed_document_breaks_completeness(
    lived: Reminders, change: Callable[[Path], object]
) -> None:
    (kept,) = lived.app.files.folder.glob("??/*")
    change(kept)
    assert broken(lived) == {"completeness": [numbers(lived, "evidence", "PER")[-1]]}


def test_a_rung_that_never_ended_breaks_completeness(unsigned: Reminders) -> None:
    number = numbers(unsigned, "reminder", "PER")[0]
    with unguarded(unsigned.app) as conn:
        body = forging.read(conn, number)["body"]
        forging.rewrite(conn, number, lambda raw: raw.update(body={**body, "rung": "another"}))
    found = judged(unsigned)
    assert set(broken(unsigned)) == {"completeness"}
    (fault,) = found["completeness"].faults
    assert fault.number in numbers(unsigned, "due", "PER")
    assert body["rung"] in fault.said


def forged(lived: Reminders, **changes: Any) -> int:
    """Append a move as the program would, with something changed about it."""
    with unguarded(lived.app) as conn:
        move = forging.read(conn, numbers(lived, "transition", "KEN")[-1])
        body = {**move["body"], **changes.pop("body", {})}
        kept = forging.read(conn, last(conn))["recorded_at"]
        return forging.append(conn, {**move, "recorded_at": kept, "body": body, **changes})


def test_a_move_that_the_workflow_did_not_allow_breaks_conformance(lived: Reminders) -> None:
    number = forged(lived)
    found = judged(lived)
    assert set(broken(lived)) == {"conformance"}
    first = found["conformance"].faults[0]
    assert first.number == number
    assert next(refusal.code for refusal in first.refusals) == "not_available"


def test_a_move_without_its_evidence_breaks_conformance(unsigned: Reminders) -> None:
    moves = numbers(unsigned, "transition", "KEN")
    evidence = numbers(unsigned, "evidence", "KEN")
    with unguarded(unsigned.app) as conn:
        # The workshop becomes something else: the roadmap was submitted without one.
        for number in evidence:
            raw = forging.read(conn, number)
            if raw["body"]["kind"] == "strategic_planning_workshop":
                body = {**raw["body"], "kind": "candidate_presented"}
                forging.rewrite(conn, number, lambda r, b=body: r.update(body=b))  # type: ignore[misc]
    found = judged(unsigned)
    assert set(broken(unsigned)) == {"conformance"}
    assert {fault.number for fault in found["conformance"].faults} <= set(moves)


def test_an_act_without_a_mandate_that_day_breaks_conformance(lived: Reminders) -> None:
    with unguarded(lived.app) as conn:
        last_entry = forging.read(conn, last(conn))
        number = forging.append(
            conn,
            {**last_entry, "kind": "zone", "country": "PER", "body": {"zone": "America/Lima"},
             "actor": "p-0000000000000000", "role": "secretariat", "on_behalf_of": "secretariat",
             "mandate": 1},
        )  # fmt: skip
    assert broken(lived) == {"conformance": [number]}


def test_a_kept_mail_counts_as_a_witness(lived: Reminders) -> None:
    kept = lived.collector.sent[-1][1].data
    before = judged(lived)["anchoring"].looked_at["checkpoints"]
    after = judged(lived, files=[("kept.eml", kept)])["anchoring"].looked_at["checkpoints"]
    assert after == before + 1


def test_a_rewritten_ledger_that_was_signed_anew_leads_no_witness_astray(lived: Reminders) -> None:
    kept = lived.collector.sent[-1][1].data
    with unguarded(lived.app) as conn:
        forging.rewrite(conn, 4, lambda raw: raw.update(reason="another reason"))
        conn.execute(text("DELETE FROM checkpoints"))
    # Whoever keeps the ledger has its key, and can sign what was never there.
    signer = lived.app.signer()
    assert signer
    size = parse_checkpoint(parse_note(notes_in(kept)[0])).size - 1
    with lived.app.snapshot() as conn:
        before = trees(conn, [size])[size]
    note = Checkpoint(signer.key.name, size, before.root()).text
    made = StoredCheckpoint(
        str(SignedNote(note, (signer.sign(note),))), size, before.to_bytes(), "2027-01-01"
    )
    lived.app.run(PROGRAM, lambda uow: checkpoints.add(uow.conn, made))
    faults = judged(lived, files=[("kept.eml", kept)])["anchoring"].faults
    (told,) = [fault for fault in faults if "kept.eml" in fault.said]
    assert told.number is not None
    assert told.number <= 4


def test_progress_is_told_to_the_end(lived: Reminders) -> None:
    told: list[tuple[int, int]] = []
    verify(lived.app, lived.notices, progress=lambda done, size: told.append((done, size)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"mandate": None}, "act_without_mandate"),
        ({"mandate": 99_999}, "mandate_unknown"),
        ({"actor": "p-0000000000000000"}, "mandate_of_another"),
        ({"role": "gcg"}, "mandate_of_another"),
    ],
    ids=["none", "unknown", "another's", "in another role"],
)
def test_each_act_relies_on_a_mandate_of_its_actor(
    lived: Reminders, changes: dict[str, Any], key: str
) -> None:
    number = act(lived, **changes)
    found = judged(lived)
    assert broken(lived) == {"conformance": [number]}
    (fault,) = found["conformance"].faults
    assert fault.said.key == key  # type: ignore[attr-defined]


def act(lived: Reminders, **changes: Any) -> int:
    """Append an act of the Secretariat as the program would, with something changed about it."""
    with unguarded(lived.app) as conn:
        mandate = forging.read(conn, 1)
        body = {"role": "secretariat", "on_behalf_of": "secretariat", "mandate": 1}
        own = {"actor": mandate["body"]["person"], **body}
        said = {
            "kind": "zone",
            "country": "PER",
            "body": {"zone": "America/Lima"},
            **own,
            **changes,
        }
        return forging.append(conn, said)


def test_the_same_act_with_the_right_mandate_is_in_order(lived: Reminders) -> None:
    act(lived)
    assert broken(lived) == {}


def test_what_only_the_secretariat_may_do_breaks_conformance_when_another_does(
    lived: Reminders,
) -> None:
    with unguarded(lived.app) as conn:
        focal = next(
            raw
            for number in numbers(lived, "mandate")
            if (raw := forging.read(conn, number))["body"]["role"] == "focal_point"
            and raw["body"]["country"] == "PER"
        )
    held = {"actor": focal["body"]["person"], "role": "focal_point", "on_behalf_of": "PER"}
    number = act(lived, mandate=focal["number"], **held)
    assert broken(lived) == {"conformance": [number]}


def test_an_act_for_another_country_than_the_mandates_breaks_conformance(
    lived: Reminders,
) -> None:
    with unguarded(lived.app) as conn:
        focal = next(
            raw
            for number in numbers(lived, "mandate")
            if (raw := forging.read(conn, number))["body"]["country"] == "KEN"
        )
    held = {"actor": focal["body"]["person"], "role": "focal_point", "on_behalf_of": "KEN"}
    number = act(lived, kind="evidence", body={}, mandate=focal["number"], **held)
    (fault,) = judged(lived)["conformance"].faults
    assert (fault.number, fault.said.key) == (number, "mandate_not_for")  # type: ignore[attr-defined]


def test_a_mandate_that_had_ended_breaks_conformance(lived: Reminders) -> None:
    with unguarded(lived.app) as conn:
        ended = forging.read(conn, 1)
        body = {**ended["body"], "end": "2026-12-31"}
        held = {"mandate": 1, "role": "secretariat", "on_behalf_of": "secretariat"}
        given = forging.append(conn, {**ended, **held, "recorded_at": moment(conn), "body": body})
    number = act(lived, mandate=given)
    (fault,) = judged(lived)["conformance"].faults
    assert (fault.number, fault.said.key) == (number, "mandate_not_in_force")  # type: ignore[attr-defined]


def moment(conn: Connection) -> str:
    return str(forging.read(conn, last(conn))["recorded_at"])


def test_an_erased_mail_that_is_there_again_breaks_completeness(lived: Reminders) -> None:
    app = lived.app
    mandate = numbers(lived, "mandate")
    for number in mandate:
        with app.engine.connect() as conn:
            body = forging.read(conn, number)["body"]
        if body["role"] == "focal_point" and body["country"] == "PER":
            end_mandate(app, DESK, number, end=app.today().isoformat(), reason="left")
            lived.clock.forward(days=1)
            erase(app, lived.notices, DESK, body["person"], "asked")
    assert broken(lived) == {}
    (number,) = numbers(lived, "erasure")
    with unguarded(app) as conn:
        message = forging.read(conn, number)["body"]["messages"][0]
        values = {"d": b"there again", "m": message}
        conn.execute(text("UPDATE messages SET data = :d WHERE id = :m"), values)
    assert number in broken(lived)["completeness"]


def test_a_witness_that_cannot_be_trusted_stops_no_verdict(lived: Reminders) -> None:
    note = notes_in(lived.collector.sent[-1][1].data)[0]
    edited = note.replace("\n" + note.splitlines()[1] + "\n", "\n3\n").encode()
    found = judged(lived, files=[("edited.txt", edited)])
    assert {name for name, one in found.items() if one.state == "broken"} == {"anchoring"}
    assert "edited.txt" in found["anchoring"].faults[0].said


def test_what_a_replaced_key_signs_after_that_is_no_witness(
    lived: Reminders, tmp_path: Path
) -> None:
    old = lived.app.signer()
    assert old is not None
    rotate_key(lived.app, DESK, tmp_path / "a.key", None, lost=True)
    made_up = Checkpoint(old.key.name, lived.size() + 5, bytes(32)).text
    forged = str(SignedNote(made_up, (old.sign(made_up),))).encode()
    with pytest.raises(NotTheLedgers):
        hold_against(lived.app, [("forged.txt", forged)])
    assert judged(lived, files=[("forged.txt", forged)])["anchoring"].count == 1
    assert broken(lived) == {}


def test_reminders_that_were_never_looked_at_are_not_said_to_be_sound(lived: Reminders) -> None:
    assert "rungs" in judged(lived)["completeness"].looked_at
    with unguarded(lived.app) as conn:
        conn.execute(text("UPDATE scheduler SET fingerprint = 'another'"))
    assert "no_rungs" in judged(lived)["completeness"].looked_at
