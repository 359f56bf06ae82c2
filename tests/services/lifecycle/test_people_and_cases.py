"""Mandates, openings, migrations, evidence and publishing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pathfinder_flow.definitions.parse import Definition, define
from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.conflict import (
    AlreadyInitialised,
    BadMigration,
    CaseExists,
    PublishedDiffers,
)
from pathfinder_flow.domain.errors.invalid import BadField, BadMandate, FutureDate, UnknownField
from pathfinder_flow.domain.errors.not_found import UnknownEvidenceKind, UnknownWorkflow
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.denials import NotAuthorised
from pathfinder_flow.services.history.queries import board
from pathfinder_flow.services.lifecycle.cases import migrate_case, open_case
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.lifecycle.setup import initialise
from pathfinder_flow.services.lifecycle.workflows import publish
from pathfinder_flow.services.people.mandates import (
    NewMandate,
    add_mandate,
    end_mandate,
    list_mandates,
    who_could_act,
)
from tests.services.conftest import DESK, Office


def mandate(office: Office, role: Role, country: str | None, *days: str | None) -> int:
    start, end = (*days, None, None)[:2]
    new = NewMandate("someone.new", role, country, start or "2020-01-01", end, "letter 7")
    return add_mandate(office.app, DESK, new).number


def handles(office: Office, country: str, day: str) -> list[str | None]:
    return [holder.handle for holder in who_could_act(office.app, country, date.fromisoformat(day))]


def test_who_could_act_on_a_day_follows_the_days_of_the_mandate(office: Office) -> None:
    mandate(office, Role.FOCAL_POINT, "PER", "2024-01-01", "2024-06-30")
    assert "someone.new" not in handles(office, "PER", "2023-12-31")
    assert "someone.new" in handles(office, "PER", "2024-01-01")
    assert "someone.new" in handles(office, "PER", "2024-06-30")
    assert "someone.new" not in handles(office, "PER", "2024-07-01")
    assert "someone.new" not in handles(office, "KEN", "2024-05-01")


def test_a_mandate_ends_on_the_day_given(office: Office) -> None:
    number = mandate(office, Role.FOCAL_POINT, "PER", "2024-01-01")
    end_mandate(office.app, DESK, number, end="2024-03-31", reason="new office")
    assert "someone.new" in handles(office, "PER", "2024-03-31")
    assert "someone.new" not in handles(office, "PER", "2024-04-01")


def test_an_ended_mandate_no_longer_lets_anybody_act(office: Office) -> None:
    number = mandate(office, Role.SECRETARIAT, None, "2020-01-01")
    end_mandate(office.app, DESK, number, end="2026-11-21", reason="left")
    with pytest.raises(NotAuthorised):
        open_case(
            office.app, "someone.new", "PER", effective="2026-01-01", workflow=None, reason=""
        )


@pytest.mark.parametrize(
    ("role", "country", "days", "why"),
    [
        (Role.FOCAL_POINT, None, (), "acts for a country"),
        (Role.SECRETARIAT, "PER", (), "whole programme"),
        (Role.MWG, None, ("2024-02-01", "2024-01-01"), "before it begins"),
        (Role.MWG, None, ("2024-02",), "one certain day"),
    ],
)
def test_a_mandate_whose_parts_do_not_fit_is_refused(
    office: Office, role: Role, country: str | None, days: tuple[str, ...], why: str
) -> None:
    with pytest.raises(BadMandate, match=why):
        mandate(office, role, country, *days)


def test_past_mandates_stay_listed(office: Office) -> None:
    number = mandate(office, Role.FOCAL_POINT, "PER", "2019-01-01", "2019-12-31")
    assert number in [holder.mandate.number for holder in list_mandates(office.app, "PER")]


def test_a_case_is_opened_under_the_procedure_in_force_that_day(office: Office) -> None:
    opened = {
        day: open_case(office.app, DESK, country, effective=day, workflow=None, reason="").body[
            "workflow"
        ]
        for country, day in [
            ("PER", "2015-01-01"),
            ("KEN", "2018-06-01"),
            ("FRA", "2021-04-21"),
            ("FJI", "2023-02-15"),
        ]
    }
    assert list(opened.values()) == [
        "pathfinder/2018.2", "pathfinder/2018.2", "pathfinder/2019.2", "pathfinder/2023.2",
    ]  # fmt: skip


def test_a_country_has_one_case(office: Office) -> None:
    office.open("PER", "2020-01-10")
    with pytest.raises(CaseExists, match="already has a case"):
        office.open("PER", "2021-01-10")


def test_a_case_cannot_be_opened_in_the_future(office: Office) -> None:
    with pytest.raises(FutureDate):
        office.open("PER", "2027-01-10")


def test_an_unknown_workflow_gets_a_suggestion(office: Office) -> None:
    with pytest.raises(UnknownWorkflow, match="did you mean 'pathfinder/2019'"):
        office.open("PER", "2020-01-10", "pathfinder/2109")


def test_a_case_is_moved_to_a_newer_workflow_with_its_stage(office: Office) -> None:
    office.submitted()
    entry = migrate_case(office.app, DESK, "PER", workflow="pathfinder/2023", reason="framework")
    row = board(office.app).standings[0]
    assert (row.workflow, row.state) == ("pathfinder/2023.2", "designation")
    assert entry.body["from_sha256"] != entry.body["sha256"]


def test_a_case_is_not_moved_to_the_workflow_it_has(office: Office) -> None:
    office.open("PER", "2020-01-10")
    with pytest.raises(BadMigration, match="governs it already"):
        migrate_case(office.app, DESK, "PER", workflow="pathfinder/2019", reason="order")


def test_a_file_is_kept_by_its_hash(office: Office, tmp_path: Path) -> None:
    office.open("PER", "2020-01-10")
    document = tmp_path / "letter.pdf"
    document.write_bytes(b"a letter")
    new = NewEvidence("expression_of_interest", "2020-01-10", file=document)
    source = add_evidence(office.app, DESK, "PER", new).body["source"]
    assert source["file"] == "letter.pdf"
    assert office.app.files.path(source["sha256"]).read_bytes() == b"a letter"


def test_only_a_supplier_of_that_kind_may_record_it(office: Office) -> None:
    office.open("PER", "2020-01-10", "pathfinder/2023")
    with pytest.raises(NotAuthorised):
        office.supply("PER", "mwg_check", "2020-02-01", by="focal.per")
    assert office.supply("PER", "mwg_check", "2020-02-01", by="mwg.member").number


def test_a_focal_point_records_nothing_for_another_country(office: Office) -> None:
    office.open("PER", "2020-01-10")
    with pytest.raises(NotAuthorised):
        office.supply("PER", "roadmap", "2020-02-01", by="focal.fra")


@pytest.mark.parametrize(
    ("kind", "fields", "error", "words"),
    [
        ("roadmapp", {}, UnknownEvidenceKind, "did you mean 'roadmap'"),
        ("roadmap", {"budgt": "x"}, UnknownField, "did you mean 'budget'"),
        ("roadmap", {"period": "2020"}, BadField, "both ends"),
        ("annual_report", {"year": "25"}, BadField, "four digits"),
    ],
)
def test_evidence_that_does_not_fit_its_kind_is_refused(
    office: Office, kind: str, fields: dict[str, str], error: type[PathfinderError], words: str
) -> None:
    office.open("PER", "2020-01-10")
    with pytest.raises(error, match=words):
        office.supply("PER", kind, "2020-02-01", by=DESK, **fields)


def test_publishing_the_same_again_changes_nothing(
    office: Office, definitions: list[Definition]
) -> None:
    assert publish(office.app, DESK, definitions[0]) is None


def test_other_content_under_a_published_version_is_refused_with_the_difference(
    office: Office, definitions: list[Definition]
) -> None:
    changed = replace(
        definitions[-1].workflow, title={**definitions[-1].workflow.title, "en": "Changed title"}
    )
    with pytest.raises(PublishedDiffers, match=r"\+.*Changed title"):
        publish(office.app, DESK, define(changed))


def test_a_new_version_is_published_and_can_govern(
    office: Office, definitions: list[Definition]
) -> None:
    newer = define(replace(definitions[-1].workflow, version="2027"))
    entry = publish(office.app, DESK, newer)
    assert entry
    assert entry.body["sha256"] == newer.sha256
    office.open("PER", "2020-01-10", "pathfinder/2027")
    assert board(office.app).standings[0].workflow == "pathfinder/2027.2"


def test_a_ledger_is_founded_once(office: Office, definitions: list[Definition]) -> None:
    with pytest.raises(AlreadyInitialised):
        initialise(office.app, DESK, definitions)
