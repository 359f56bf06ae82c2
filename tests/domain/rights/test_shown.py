"""What a viewer sees of an entry: a kind, or a part of a body, is hidden until it is listed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pathfinder_flow.domain.ledger.entries import Act, Draft, Entry, Kind
from pathfinder_flow.domain.rights.shown import THING_OF, shown
from pathfinder_flow.domain.rights.viewer import (
    COMMAND_LINE,
    MAY_SEE,
    PUBLIC,
    Reader,
    Scope,
    Thing,
    Viewer,
    viewer_with,
)
from pathfinder_flow.domain.roles import Mandate, Role

SECRET = "somebody's own words"
PUBLIC_KINDS = {
    Kind.WORKFLOW_PUBLISHED, Kind.CASE_OPENED, Kind.TRANSITION, Kind.EVIDENCE, Kind.MIGRATION,
    Kind.CORRECTION,
}  # fmt: skip


def entry(kind: Kind, country: str | None = "MWI", **body: Any) -> Entry:
    made = {"note": SECRET, "letter": SECRET, "fields": {"x": SECRET}, "outcomes": {}, **body}
    act = Act("p-7", "secretariat", "secretariat", 1)
    draft = Draft(kind, country, "2026-01-01", act, SECRET, made)
    return Entry(9, datetime(2026, 1, 1, tzinfo=UTC), draft)


def holding(role: Role, country: str | None = None) -> Viewer:
    mandate = Mandate(1, "p-1", role, country, date(2020, 1, 1), None, "letter")
    return viewer_with([mandate], date(2026, 11, 22))


def seen(viewer: Viewer, one: Entry) -> list[Entry]:
    return list(shown(viewer, [one]))


def test_every_kind_of_entry_is_one_of_the_things() -> None:
    assert set(THING_OF) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_the_public_sees_some_kinds_and_of_these_no_word_and_no_person(kind: Kind) -> None:
    found = seen(PUBLIC, entry(kind))
    assert bool(found) == (kind in PUBLIC_KINDS)
    assert SECRET not in str(found)
    assert "p-7" not in str(found)


@pytest.mark.parametrize("kind", Kind)
def test_the_command_line_sees_every_entry_as_it_is(kind: Kind) -> None:
    assert seen(COMMAND_LINE, entry(kind)) == [entry(kind)]


def test_a_part_that_nobody_listed_is_hidden() -> None:
    (found,) = seen(PUBLIC, entry(Kind.EVIDENCE, certainty="stated", invented="later"))
    assert found.body["certainty"] == "stated"
    assert "invented" not in found.body


def test_of_a_source_the_public_sees_the_address_and_no_file() -> None:
    source = {"url": "https://gcg.example/minutes", "file": "letter.pdf", "sha256": "00"}
    (found,) = seen(PUBLIC, entry(Kind.EVIDENCE, source=source))
    assert found.body["source"] == {"url": "https://gcg.example/minutes"}


def test_a_focal_point_sees_the_own_file_whole_and_anothers_as_the_public_does() -> None:
    focal = holding(Role.FOCAL_POINT, "MWI")
    assert seen(focal, entry(Kind.EVIDENCE)) == [entry(Kind.EVIDENCE)]
    other = entry(Kind.EVIDENCE, "BRA")
    assert seen(focal, other) == seen(PUBLIC, other)


def test_a_focal_point_sees_of_a_decision_what_it_says_of_the_own_country() -> None:
    decision = entry(
        Kind.DECISION, None, outcomes={"MWI": "granted", "BRA": "declined"}, recused=["BRA"]
    )
    (found,) = seen(holding(Role.FOCAL_POINT, "MWI"), decision)
    assert (found.body["outcomes"], found.body["recused"]) == ({"MWI": "granted"}, [])
    assert seen(holding(Role.FOCAL_POINT, "KEN"), decision) == []


def test_a_member_sees_reasons_but_no_letter() -> None:
    (found,) = seen(holding(Role.MWG), entry(Kind.MANDATE))
    assert (found.reason, found.body["letter"]) == (SECRET, "")
    assert THING_OF[Kind.MANDATE] is Thing.MANDATES


def test_who_may_not_see_reasons_sees_the_file_without_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(MAY_SEE, Thing.REASONS, MAY_SEE[Thing.LETTERS])
    (found,) = seen(holding(Role.MWG), entry(Kind.EVIDENCE))
    assert (found.reason, found.body["note"], found.body["fields"]) == ("", "", {"x": SECRET})


def test_a_focal_point_reads_the_grounds_for_its_own_country_only() -> None:
    decision = entry(
        Kind.DECISION, None, outcomes={"MWI": "declined", "PER": "inactive"}, recused=["PER"],
        grounds={"MWI": "Ours", "PER": "Theirs"}, considered=["KEN"],
    )  # fmt: skip
    [found] = seen(holding(Role.FOCAL_POINT, "MWI"), decision)
    assert found.body["outcomes"] == {"MWI": "declined"}
    assert found.body["grounds"] == {"MWI": "Ours"}
    assert (found.body["recused"], found.body["considered"]) == ([], [])


def test_the_letter_of_a_mandate_is_hidden_also_where_a_correction_puts_it_right() -> None:
    correction = entry(Kind.CORRECTION, None, letter="", fields={"letter": SECRET, "note": "x"})
    [found] = seen(holding(Role.MWG), correction)
    assert found.body["fields"] == {"letter": "", "note": "x"}
    [whole] = seen(holding(Role.AUDITOR), correction)
    assert whole.body["fields"]["letter"] == SECRET


def test_grounds_are_reasons_and_hidden_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    scopes = MAY_SEE[Thing.REASONS] | {Reader.MEMBER: Scope.NONE}
    monkeypatch.setitem(MAY_SEE, Thing.REASONS, scopes)
    decision = entry(Kind.DECISION, None, outcomes={"MWI": "declined"}, grounds={"MWI": SECRET})
    [found] = seen(holding(Role.MWG), decision)
    assert found.body["grounds"] == {}


def test_what_holds_no_letter_is_seen_as_it_was_recorded() -> None:
    draft = Draft(Kind.WEEKEND, "MWI", "2026-01-01", Act("p-7"), "", {"days": ["sat"]})
    whole = Entry(9, datetime(2026, 1, 1, tzinfo=UTC), draft)
    assert seen(holding(Role.MWG), whole) == [whole]
