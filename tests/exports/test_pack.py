"""A pack holds all that an auditor needs of a country's record, and nobody's name."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.domain.errors.not_found import NoCase, NoneMade, NotCovered
from pathfinder_flow.domain.errors.unavailable import EntriesGone, Unreadable
from pathfinder_flow.domain.ledger.entries import Act, Draft, Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.exports.pack import Packed, pack
from pathfinder_flow.exports.pack_contents import PackOptions
from pathfinder_flow.services.people.erasure import erase
from pathfinder_flow.services.people.mandates import NewMandate, add_mandate, end_mandate
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.signing.ed25519 import new_signer
from pathfinder_flow.store import people
from pathfinder_flow.verifier.report import in_english
from tests import forging
from tests.conftest import DESK, Clock
from tests.packs import LEDGER, Audited, Members, audit, taken_apart


@pytest.fixture
def peru(app: AppContext, clock: Clock, tmp_path: Path) -> Audited:
    return audit(app, clock, tmp_path)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "PER.zip"


def wrong(packed: Packed) -> list[str]:
    found = packed.report.problems.values()
    return [in_english(*one) for problems in found for one in problems]


def entries_in(members: Members) -> list[dict[str, object]]:
    return [json.loads(line) for line in members["entries.jsonl"].splitlines()]


def test_a_pack_is_what_its_own_check_finds_good(peru: Audited, target: Path) -> None:
    packed = peru.packed(target)
    members = taken_apart(target)
    assert wrong(packed) == []
    assert (packed.files, packed.entries) == (len(members), len(entries_in(members)))
    assert packed.signed
    assert [path.name for path in target.parent.glob("*.partial")] == []


def test_the_same_record_makes_the_same_bytes(peru: Audited, target: Path, clock: Clock) -> None:
    peru.packed(target)
    first = target.read_bytes()
    target.unlink()
    clock.forward(days=3)
    peru.packed(target)
    assert target.read_bytes() == first


def test_entries_are_packed_as_they_are_stored(peru: Audited, target: Path) -> None:
    peru.packed(target)
    with peru.app.snapshot() as conn:
        rows = conn.execute(text("SELECT number, entry FROM ledger"))
        stored = {number: bytes(data) for number, data in rows}
    for line in taken_apart(target)["entries.jsonl"].splitlines():
        assert stored[json.loads(line)["number"]] == line


def test_the_entries_are_those_about_the_country_and_what_they_rest_on(
    peru: Audited, target: Path
) -> None:
    peru.packed(target)
    entries = entries_in(taken_apart(target))
    assert {entry["country"] for entry in entries} == {None, "PER"}
    kinds = {entry["kind"] for entry in entries if entry["country"] is None}
    assert kinds == {"mandate", "workflow_published", "decision", "key"}
    workflows = [entry for entry in entries if entry["kind"] == "workflow_published"]
    assert len(workflows) == 1, "the case was governed by one version"
    numbers = {entry["number"] for entry in entries}
    assert {entry["mandate"] for entry in entries} <= {None, *numbers}
    own = [entry for entry in peru.notices.record().entries if entry.country == "PER"]
    assert {entry.number for entry in own} <= numbers


def test_nobody_is_named_unless_asked(peru: Audited, target: Path) -> None:
    peru.packed(target)
    with peru.app.snapshot() as conn:
        known = people.everybody(conn)
    signs = {sign for one in known for sign in (one.handle, one.name, one.email) if sign}
    assert {DESK, "focal.per", "focal.per@labour.example", "Oficina de Ñuñoa"} <= signs
    members = taken_apart(target)
    for name, data in members.items():
        found = [sign for sign in signs if sign.lower() in data.decode("utf-8", "replace").lower()]
        assert found == [], name
    assert "people.csv" not in members
    assert not [name for name in members if name.startswith("messages/")]


def test_people_and_mails_are_there_when_asked(peru: Audited, target: Path) -> None:
    packed = peru.packed(target, with_names=True)
    members = taken_apart(target)
    listed = members["people.csv"].decode()
    assert "focal.per,Oficina de Ñuñoa,focal_point (" in listed
    assert "focal.col" not in listed
    mails = {data for name, data in members.items() if name.startswith("messages/")}
    assert mails == {envelope.data for _, envelope in peru.notices.collector.sent
                     if "per" in envelope.recipients[0]}  # fmt: skip
    assert packed.report.end_of("messages") == ("messages_as_named", {"count": 2, "erased": 0})


def test_names_that_people_wrote_themselves_are_told(peru: Audited, target: Path) -> None:
    assert peru.packed(target).naming == []
    target.unlink()
    entry = peru.notices.suspend()
    peru.app.run(DESK, lambda uow: uow.append(
        Draft(Kind.ZONE, "PER", "2027-02-06", Act(uow.person.id), "as Focal.PER says",
              {"zone": "America/Lima"})))  # fmt: skip
    peru.checkpoint()
    assert peru.packed(target).naming == [entry.number + 1]


def test_erased_mails_are_erased_and_not_missing(peru: Audited, target: Path) -> None:
    mandate = next(
        one.number for one in peru.notices.record().mandates.values() if one.country == "PER"
    )
    day = peru.app.today().isoformat()
    end_mandate(peru.app, DESK, mandate, end=day, reason="retired")
    peru.app.clock.forward(days=1)  # type: ignore[attr-defined]
    done = erase(peru.app, peru.notices.notices, DESK, "focal.per", "asked to be forgotten")
    peru.checkpoint()
    packed = peru.packed(target, with_names=True)
    members = taken_apart(target)
    assert wrong(packed) == []
    assert packed.report.end_of("messages") == ("messages_as_named", {"count": 0, "erased": 2})
    rows = members["messages.csv"].decode().splitlines()[1:]
    assert {row.rpartition(",")[2] for row in rows} == {str(done.entry.number)}
    assert not [name for name, data in members.items() if "Ñuñoa".encode() in data]


def test_a_pack_is_told_in_the_language_asked_for(peru: Audited, target: Path) -> None:
    for lang, said in (("fr", "Historique"), ("es", "Historial")):
        peru.packed(target, lang=lang)
        members = taken_apart(target)
        assert said in members["history.html"].decode()
        assert members["README.txt"].decode() != ""
        assert max(map(len, members["README.txt"].decode().splitlines())) <= 80
        target.unlink()


def test_deadlines_are_told_with_their_derivations(peru: Audited, target: Path) -> None:
    peru.packed(target)
    members = taken_apart(target)
    derived = json.loads(members["deadlines.json"])
    dues = [entry for entry in entries_in(members) if entry["kind"] == "due"]
    assert [one["entry"] for one in derived] == [entry["number"] for entry in dues]
    assert [one["steps"] for one in derived] == [entry["body"]["steps"] for entry in dues]  # type: ignore[index]
    assert "counted from 31 March 2000, gives 31 March 2027." in members["deadlines.csv"].decode()
    assert "Put off to 30 April 2027 by entry" in members["deadlines.csv"].decode()


def test_mails_are_listed_with_what_became_of_them(peru: Audited, target: Path) -> None:
    peru.packed(target)
    header, *rows = taken_apart(target)["messages.csv"].decode().splitlines()
    told = [dict(zip(header.split(","), row.split(","), strict=True)) for row in rows]
    assert [one["rung"] for one in told] == ["opening", "t_60"]
    assert {(one["role"], one["language"], one["state"]) for one in told} == {
        ("focal_point", "es", "sent")
    }


def test_evidence_keeps_its_name_in_the_list_alone(peru: Audited, target: Path) -> None:
    peru.packed(target)
    members = taken_apart(target)
    files = [name for name in members if name.startswith("evidence/")]
    assert len(files) == 1, "the same file was recorded twice"
    assert files[0].endswith(".pdf")
    assert "'=Informe anual" in members["evidence.csv"].decode()


# What stands in the way


def test_the_last_checkpoint_must_cover_the_record(peru: Audited, target: Path) -> None:
    entry = peru.notices.suspend()
    with pytest.raises(NotCovered) as error:
        peru.packed(target)
    assert error.value.facts["number"] == entry.number
    assert not target.exists()


def test_a_ledger_that_was_never_signed_cannot_be_packed(app: AppContext, target: Path) -> None:
    new = NewMandate("focal.per", Role.FOCAL_POINT, "PER", "2020-01-01", None, "letter")
    add_mandate(app, DESK, new)
    with pytest.raises(NoneMade):
        pack(app, PackOptions("PER", "en"), target, None)


def test_a_country_of_which_nothing_is_known_cannot_be_packed(peru: Audited, target: Path) -> None:
    with pytest.raises(NoCase):
        peru.packed(target, country="FRA")
    assert not target.exists()


def test_a_country_without_a_case_can(peru: Audited, target: Path) -> None:
    new = NewMandate("focal.ken", Role.FOCAL_POINT, "KEN", "2020-01-01", None, "letter")
    number = add_mandate(peru.app, DESK, new).number
    peru.checkpoint()
    packed = peru.packed(target, country="KEN")
    assert wrong(packed) == []
    assert number in {entry["number"] for entry in entries_in(taken_apart(target))}
    assert not [name for name in taken_apart(target) if name.startswith("workflows/")]


def test_nothing_is_written_over_unless_asked(peru: Audited, target: Path) -> None:
    target.write_text("mine")
    with pytest.raises(FileRefused):
        peru.packed(target)
    assert target.read_text() == "mine"
    pack(peru.app, PackOptions("PER", "en"), target, None, replace=True)
    assert target.read_bytes()[:2] == b"PK"


def test_a_folder_that_is_not_there_is_said_so(peru: Audited, tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as error:
        peru.packed(tmp_path / "nowhere" / "PER.zip")
    assert str(error.value.facts["path"]).endswith("PER.zip")


@pytest.mark.parametrize("signer", [None, new_signer(LEDGER)], ids=["no key", "a strange key"])
def test_without_the_key_the_manifest_is_not_signed(
    peru: Audited, target: Path, signer: object
) -> None:
    packed = pack(peru.app, PackOptions("PER", "en"), target, signer)  # type: ignore[arg-type]
    assert wrong(packed) == []
    assert not packed.signed
    assert packed.report.mark_of("manifest") == "mark_none"


# What was done to the ledger shows in the pack


def test_evidence_that_is_gone_or_changed_is_named(peru: Audited, target: Path) -> None:
    (kept,) = [path for path in peru.app.files.folder.glob("*/*") if path.is_file()]
    kept.write_bytes(b"%PDF-1.7 another report")
    (said,) = wrong(peru.packed(target))
    assert said.startswith(f"evidence/{kept.name}.pdf: it is not what entry")
    target.unlink()
    kept.unlink()
    (said,) = wrong(peru.packed(target))
    assert said.startswith(f"evidence/{kept.name}: entry")
    assert said.endswith("names it, and it is missing.")


def test_a_rewritten_ledger_cannot_be_packed_as_if_it_were_not(peru: Audited, target: Path) -> None:
    entry = peru.notices.record().entries[-1]
    with forging.unguarded(peru.app) as conn:
        forging.rewrite(conn, entry.number, lambda raw: raw.update(reason="something else"))
    said = wrong(peru.packed(target))
    assert f"entries.jsonl, entry {entry.number}: it does not lead" in "\n".join(said)


def test_an_entry_whose_bytes_were_changed_is_named(peru: Audited, target: Path) -> None:
    entry = next(one for one in peru.notices.record().entries if one.kind is Kind.EVIDENCE)
    with forging.unguarded(peru.app) as conn:
        forging.change_bytes(conn, entry.number, lambda raw: raw.update(reason="else"))
    (said,) = [one for one in wrong(peru.packed(target)) if "entry" in one]
    assert said.startswith(f"entries.jsonl, entry {entry.number}: it does not lead")


def test_entries_that_are_gone_are_noticed(peru: Audited, target: Path) -> None:
    with forging.unguarded(peru.app) as conn:
        conn.execute(text("DELETE FROM ledger WHERE number = (SELECT max(number) FROM ledger)"))
        forging.make_head(conn)
    with pytest.raises(EntriesGone):
        peru.packed(target)


def test_what_is_no_entry_at_all_is_noticed(peru: Audited, target: Path) -> None:
    number = peru.notices.record().last_number
    with forging.unguarded(peru.app) as conn:
        sql = text("UPDATE ledger SET entry = :data WHERE number = :number")
        conn.execute(sql, {"data": b"no entry", "number": number})
    with pytest.raises(Unreadable):
        peru.packed(target)


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM workflows", "UPDATE workflows SET content = :data"],
    ids=["gone", "changed"],
)
def test_a_workflow_that_was_taken_away_is_noticed(peru: Audited, target: Path, sql: str) -> None:
    with forging.unguarded(peru.app) as conn:
        conn.execute(text(sql), {"data": b"{}"} if ":data" in sql else {})
    peru.app._rules._known.clear()
    with pytest.raises(Unreadable):
        peru.packed(target)
    assert not target.exists()


def test_a_pack_outlives_what_comes_after_it(peru: Audited, tmp_path: Path) -> None:
    """A later ledger that goes on from it packs it again, and more."""
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    peru.packed(first)
    peru.notices.at(datetime(2027, 2, 9, tzinfo=UTC).isoformat()[:19])
    peru.notices.suspend()
    peru.checkpoint()
    peru.packed(second)
    before, after = (taken_apart(path)["entries.jsonl"].splitlines() for path in (first, second))
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1
