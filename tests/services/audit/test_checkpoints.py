"""Checkpoints are signed by the key on record, over a ledger that only grew, and go with mails."""

from __future__ import annotations

import email
from collections.abc import Callable
from email import policy
from pathlib import Path
from typing import Any

import pytest

from pathfinder_flow.domain.errors.conflict import (
    KeyChanged,
    KeyNotOnRecord,
    KeyOnRecord,
    NothingToRotate,
)
from pathfinder_flow.domain.errors.unavailable import KeyFileUnavailable, NotGrown
from pathfinder_flow.domain.ledger.notes import parse_checkpoint, parse_note
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.denials import NotAuthorised
from pathfinder_flow.mail.witness import notes_in
from pathfinder_flow.services.audit.anchoring import hold_against
from pathfinder_flow.services.audit.checkpoints import (
    daily_checkpoint,
    keys_on_record,
    latest_checkpoint,
    make_checkpoint,
)
from pathfinder_flow.services.audit.keys import KeyInUse, beside, create_key, rotate_key
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate
from pathfinder_flow.services.scheduling.forecast import forecast
from pathfinder_flow.services.scheduling.health import status
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.signing import key_file
from pathfinder_flow.signing.ed25519 import Signer, new_signer, verify
from pathfinder_flow.store import checkpoints, ledger
from tests.conftest import DESK, Clock
from tests.forging import rewrite, unguarded
from tests.services.simulation import Reminders

OFFICE = "office@secretariat.example"


def create(app: AppContext, path: Path, **given: Any) -> Signer:
    options = {"passphrase": None, "name": None, "office": OFFICE, **given}
    return create_key(app, options.pop("handle", DESK), path, **options)


def grow(app: AppContext, handle: str) -> None:
    new = NewMandate(handle, Role.AUDITOR, None, "2020-01-01", None, "letter")
    add_mandate(app, DESK, new)


def every(app: AppContext) -> list[str]:
    with app.snapshot() as conn:
        return [kept.note for kept in checkpoints.all_kept(conn)]


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "checkpoint.key"


def test_the_first_key_goes_on_record_and_signs_the_ledger(app: AppContext, key: Path) -> None:
    signer = create(app, key)
    with app.snapshot() as conn:
        (known,) = keys_on_record(conn)
        size, root = ledger.size(conn), ledger.tree(conn).root()
        first = next(ledger.leaves(conn, 1))
    assert known.key == signer.key
    assert signer.key.name == f"secretariat.example/pathfinder-flow/{first.hex()[:8]}"
    note = parse_note(latest_checkpoint(app).note)
    said = parse_checkpoint(note)
    assert (said.origin, said.size, said.root) == (signer.key.name, size, root)
    assert note.signed_by([signer.key], verify) == [signer.key]
    assert key.stat().st_mode & 0o777 == 0o600


def test_only_the_secretariat_makes_and_changes_keys(app: AppContext, key: Path) -> None:
    grow(app, "some.auditor")
    with pytest.raises(NotAuthorised):
        create(app, key, handle="some.auditor")
    assert not key.exists()
    create(app, key)
    with pytest.raises(NotAuthorised):
        rotate_key(app, "some.auditor", key, None, lost=False)
    assert not beside(key).exists()


def test_there_is_one_first_key(app: AppContext, key: Path, tmp_path: Path) -> None:
    with pytest.raises(NothingToRotate):
        rotate_key(app, DESK, key, None, lost=False)
    create(app, key)
    with pytest.raises(KeyOnRecord):
        create(app, tmp_path / "another.key")


def test_a_key_whose_recording_was_cut_off_is_recorded_by_the_next_try(
    app: AppContext, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pathfinder_flow.services.audit.keys._record", cut)
        with pytest.raises(KeyboardInterrupt):
            create(app, key)
    kept = key.read_bytes()
    signer = create(app, key)
    assert key.read_bytes() == kept
    with app.snapshot() as conn:
        assert [known.key for known in keys_on_record(conn)] == [signer.key]


def test_the_same_ledger_is_signed_once(app: AppContext, key: Path) -> None:
    signer = create(app, key)
    assert make_checkpoint(app, signer) == make_checkpoint(app, signer)
    assert len(every(app)) == 1
    grow(app, "some.auditor")
    make_checkpoint(app, signer)
    assert len(every(app)) == 2


def test_another_key_signs_nothing(app: AppContext, key: Path) -> None:
    with pytest.raises(KeyNotOnRecord):
        make_checkpoint(app, new_signer("secretariat.example/ledger"))
    create(app, key)
    with pytest.raises(KeyNotOnRecord):
        make_checkpoint(app, new_signer("secretariat.example/ledger"))
    assert len(every(app)) == 1


def test_what_was_rewritten_since_it_was_signed_is_not_signed_again(
    app: AppContext, key: Path
) -> None:
    signer = create(app, key)
    grow(app, "some.auditor")
    with unguarded(app) as conn:
        rewrite(conn, 2, lambda raw: raw.update(reason="rewritten"))
    with pytest.raises(NotGrown):
        make_checkpoint(app, signer)


def test_a_frontier_that_nobody_signed_is_not_believed(app: AppContext, key: Path) -> None:
    signer = create(app, key)
    grow(app, "some.auditor")
    with unguarded(app) as conn:
        rewrite(conn, 2, lambda raw: raw.update(reason="rewritten"))
        head = ledger.tree(conn)
        conn.exec_driver_sql("DELETE FROM checkpoints")
        kept = checkpoints.StoredCheckpoint("made\n\nup", head.size, head.to_bytes(), "2026-11-22")
        checkpoints.add(conn, kept)
    with pytest.raises(NotGrown):
        make_checkpoint(app, signer)


def test_after_a_change_of_key_both_have_signed_and_old_checkpoints_verify(
    app: AppContext, key: Path
) -> None:
    old = create(app, key)
    before = latest_checkpoint(app).note
    new = rotate_key(app, DESK, key, None, lost=False)
    assert new.key.name == old.key.name
    note = parse_note(latest_checkpoint(app).note)
    assert note.signed_by([old.key, new.key], verify) == [old.key, new.key]
    assert [one.verdict for one in hold_against(app, [("kept", before.encode())])] == ["grew"]
    assert not beside(key).exists()
    in_use = KeyInUse(app, key, None, None)()
    assert in_use is not None
    assert in_use.key == new.key
    with pytest.raises(KeyNotOnRecord):
        make_checkpoint(app, old)


def test_a_lost_key_is_replaced_without_its_signature(app: AppContext, key: Path) -> None:
    old = create(app, key)
    key.unlink()
    new = rotate_key(app, DESK, key, None, lost=True)
    note = parse_note(latest_checkpoint(app).note)
    assert note.signed_by([old.key, new.key], verify) == [new.key]


def test_of_two_changes_of_key_at_once_one_is_made(
    app: AppContext, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, write = create(app, key), key_file.write

    def later(path: Path, signer: Signer, passphrase: str | None) -> None:
        monkeypatch.setattr(key_file, "write", write)
        rotate_key(app, DESK, key, None, lost=False)
        write(path, signer, passphrase)

    monkeypatch.setattr(key_file, "write", later)
    with pytest.raises(KeyChanged):
        rotate_key(app, DESK, key, None, lost=False)
    with app.snapshot() as conn:
        (_, second) = [known.key for known in keys_on_record(conn)]
    note = parse_note(latest_checkpoint(app).note)
    assert note.signed_by([first.key, second], verify) == [first.key, second]
    assert rotate_key(app, DESK, key, None, lost=False).key not in (first.key, second)


def test_a_change_of_key_that_was_cut_off_is_brought_to_its_end(
    app: AppContext, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(app, key)

    def cut(*_paths: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pathfinder_flow.signing.key_file.replace", cut)
        with pytest.raises(KeyboardInterrupt):
            rotate_key(app, DESK, key, None, lost=False)
    assert beside(key).exists()
    signer = KeyInUse(app, key, None, None)()
    assert signer is not None
    make_checkpoint(app, signer)
    assert not beside(key).exists()


def test_the_key_is_read_anew_when_another_process_changed_it(app: AppContext, key: Path) -> None:
    create(app, key)
    in_use = KeyInUse(app, key, None, None)
    first = in_use()
    new = rotate_key(app, DESK, key, None, lost=False)
    assert first is not None
    again = in_use()
    assert again is not None
    assert (again.key == new.key, first.key == new.key) == (True, False)


def test_a_key_may_come_from_the_settings(app: AppContext, key: Path) -> None:
    signer = create(app, key, passphrase="open")
    text = key.read_text()
    key.unlink()
    found = KeyInUse(app, key, "open", text)()
    assert found is not None
    assert found.key == signer.key
    with pytest.raises(KeyFileUnavailable):
        KeyInUse(app, key, "other", text)()


def with_key(notices: Reminders, key: Path) -> Signer:
    signer = create(notices.app, key)
    notices.app.signer = KeyInUse(notices.app, key, None, None)
    return signer


def seals(notices: Reminders) -> list[list[str]]:
    return [notes_in(envelope.data) for _, envelope in notices.collector.sent]


def test_every_mail_carries_a_checkpoint_of_all_that_was_recorded_before_it(
    notices: Reminders, key: Path
) -> None:
    signer = with_key(notices, key)
    notices.run_until("2027-04-20T09:00")
    assert len(seals(notices)) > 1
    for (found,), (_, envelope) in zip(seals(notices), notices.collector.sent, strict=True):
        note = parse_note(found)
        said = parse_checkpoint(note)
        assert note.signed_by([signer.key], verify)
        mail = email.message_from_bytes(envelope.data, policy=policy.default)
        with notices.app.snapshot() as conn:
            written = next(
                entry.number for entry in ledger.all_entries(conn)
                if any(s["message"] == mail["Message-ID"] for s in entry.body.get("served", ()))
            )  # fmt: skip
        assert written - 10 < said.size < written
        assert found.splitlines()[2] in mail.get_body(("html",)).get_content()
    kept = [(f"mail {n}", e.data) for n, (_, e) in enumerate(notices.collector.sent)]
    assert {held.verdict for held in hold_against(notices.app, kept)} == {"grew"}


def test_a_mail_kept_from_before_shows_that_the_ledger_was_rewritten(
    notices: Reminders, key: Path
) -> None:
    with_key(notices, key)
    notices.run_until("2027-02-01T09:00")
    kept = [("kept.eml", notices.collector.sent[-1][1].data)]
    with unguarded(notices.app) as conn:
        rewrite(conn, 3, lambda raw: raw.update(reason="rewritten"))
    (held,) = hold_against(notices.app, kept)
    assert held.verdict == "differs"
    assert held.first <= 3 <= held.last < held.witness.checkpoint.size


def read_by_others(key: Path) -> None:
    key.chmod(0o644)


def under_another_name(key: Path) -> None:
    key.write_bytes(key.read_bytes().replace(b"secretariat.example", b"two words", 1))


def out_of_reach(key: Path) -> None:
    key.unlink()
    key.symlink_to(key)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (read_by_others, "may be read by others"),
        (under_another_name, "has a name that no key can have"),
        (out_of_reach, "cannot be read"),
    ],
)
def test_mails_wait_for_no_key(
    notices: Reminders, key: Path, spoil: Callable[[Path], None], told: str
) -> None:
    with_key(notices, key)
    spoil(key)
    before = every(notices.app)
    notices.run_until("2027-02-01T09:00")
    assert every(notices.app) == before
    assert {tuple(found) for found in seals(notices)} == {tuple(before)}
    assert told in (daily_checkpoint(notices.app) or "")
    found = status(notices.app, notices.notices.ladders.ladders)
    assert "unsigned" in [trouble.code for trouble in found.troubles]


def test_nor_for_a_key_on_record_that_was_changed(notices: Reminders, key: Path) -> None:
    with_key(notices, key)
    before = every(notices.app)
    with notices.app.snapshot() as conn:
        (known,) = keys_on_record(conn)
    with unguarded(notices.app) as conn:
        rewrite(conn, known.number, lambda raw: raw["body"].update(key="nonsense"))
    notices.run_until("2027-02-01T09:00")
    assert {tuple(found) for found in seals(notices)} == {tuple(before)}
    assert "'nonsense' cannot be used" in (daily_checkpoint(notices.app) or "")


def test_without_a_key_mails_carry_nothing(notices: Reminders) -> None:
    notices.run_until("2027-02-01T09:00")
    assert {tuple(found) for found in seals(notices)} == {()}


def test_a_forecast_signs_nothing(notices: Reminders, key: Path) -> None:
    with_key(notices, key)
    before = every(notices.app)
    assert forecast(notices.app, notices.notices, notices.clock.now.replace(year=2028))
    assert every(notices.app) == before


def test_a_ledger_that_grew_is_signed_once_a_day(app: AppContext, key: Path, clock: Clock) -> None:
    signer = create(app, key)
    app.signer = lambda: signer
    grow(app, "first.auditor")
    assert daily_checkpoint(app) is None
    assert len(every(app)) == 1
    clock.forward(days=1)
    daily_checkpoint(app)
    daily_checkpoint(app)
    assert len(every(app)) == 2
    clock.forward(days=1)
    daily_checkpoint(app)
    assert len(every(app)) == 2, "nothing came since"


def test_a_tick_makes_the_daily_checkpoint(notices: Reminders, key: Path) -> None:
    with_key(notices, key)
    notices.tick()
    signed = latest_checkpoint(notices.app).size
    notices.country("KEN")
    notices.at("2026-11-24T09:00")
    notices.tick()
    assert latest_checkpoint(notices.app).size > signed


def test_a_passphrase_that_is_set_later_locks_the_next_key(app: AppContext, key: Path) -> None:
    create(app, key)
    rotate_key(app, DESK, key, "open", lost=False)
    with pytest.raises(KeyFileUnavailable):
        KeyInUse(app, key, None, None)()
    assert len(parse_note(latest_checkpoint(app).note).signatures) == 2


def test_a_checkpoint_that_both_keys_signed_stays_the_last_one(app: AppContext, key: Path) -> None:
    create(app, key)
    new = rotate_key(app, DESK, key, None, lost=False)
    both = latest_checkpoint(app)
    assert make_checkpoint(app, new) == both
