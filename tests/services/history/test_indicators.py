"""A roadmap's indicators come as a table, reports answer them, and countries are compared."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.invalid import BadTable, FileRefused, NoSuchTable
from pathfinder_flow.domain.ledger.entries import Entry
from pathfinder_flow.domain.workflow.denials import Refused
from pathfinder_flow.services.history.indicators import roadmap_progress, shared_progress
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.maintenance import check, rebuild
from tests.services.conftest import DESK, Office

HEAD = "id,title,unit,baseline,baseline_year,target,target_year,shared\n"
INDICATORS = HEAD + "I1,Child labour,per cent,20,2022,10,2030,8.7.1\nI2,Inspections,,,,100,,\n"
ACTIONS = "id,title,owner,start,end\nA1,Train inspectors,Ministry of Labour,2024,2025\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def kenya(office: Office) -> Office:
    office.open("KEN", "2024-01-10", workflow="pathfinder/2023.2")
    office.attest("KEN", "status_granted", "2024-02-01")
    return office


def file(
    office: Office, kind: str, day: str, tables: dict[str, Path], by: str = "focal.ken",
    **fields: str,
) -> Entry:  # fmt: skip
    given = {name: [value] for name, value in fields.items()}
    new = NewEvidence(kind, day, url="https://example.org/d", fields=given, tables=tables)
    return add_evidence(office.app, by, "KEN", new)


def test_a_roadmap_brings_its_indicators_and_a_report_says_how_far_they_are(
    kenya: Office, tmp_path: Path
) -> None:
    roadmap = file(
        kenya,
        "roadmap",
        "2024-03-01",
        {
            "indicators": write(tmp_path, "i.csv", INDICATORS),
            "actions": write(tmp_path, "a.csv", ACTIONS),
        },
    )
    values = "id,value,reason,state\nI1,15,,\nI2,,Not counted yet,\nA1,,,under_way\n"
    file(
        kenya,
        "annual_report",
        "2025-02-01",
        {"values": write(tmp_path, "v.csv", values)},
        year="2024",
        progress="More inspections",
        groups="survivors; communities_at_risk; civil_society",
    )
    found = roadmap_progress(kenya.app, "KEN")
    assert found.entry == roadmap.number
    assert [(one.indicator.id, one.far) for one in found.indicators] == [
        ("I1", Decimal(50)),
        ("I2", None),
    ]
    assert found.indicators[1].measured[0].reason == "Not counted yet"
    [(action, stood)] = found.actions
    assert (action.owner, stood) == ("Ministry of Labour", (("2024", "under_way"),))
    assert [one.country for one in shared_progress(kenya.app, "8.7.1")] == ["KEN"]
    assert shared_progress(kenya.app, "8.7.2") == []
    assert kenya.advance("KEN", "report_progress", "2025-02-02").body["to"] == "monitoring"
    rebuild(kenya.app)
    assert check(kenya.app) == []


def test_a_report_with_a_silent_gap_is_refused_by_name(kenya: Office, tmp_path: Path) -> None:
    file(kenya, "roadmap", "2024-03-01", {"indicators": write(tmp_path, "i.csv", INDICATORS)})
    file(
        kenya,
        "annual_report",
        "2025-02-01",
        {"values": write(tmp_path, "v.csv", "id,value\nI1,15\n")},
        year="2024",
        progress="More",
        groups="survivors; communities_at_risk; civil_society",
    )
    with pytest.raises(Refused) as refused:
        kenya.advance("KEN", "report_progress", "2025-02-02")
    [refusal] = refused.value.answers["KEN"].refusals
    assert (refusal.code, refusal.facts["names"], refusal.facts["of"]) == (
        "indicators_unreported",
        ["I2"],
        2,
    )
    [step] = refused.value.answers["KEN"].plan
    assert step.demands["indicators"] == ["I1", "I2"]


def test_a_later_roadmap_says_what_was_dropped(kenya: Office, tmp_path: Path) -> None:
    file(kenya, "roadmap", "2024-03-01", {"indicators": write(tmp_path, "i.csv", INDICATORS)})
    later = HEAD + "I1,Child labour,per cent,20,2022,8,2032,8.7.1\n"
    file(kenya, "roadmap", "2026-03-01", {"indicators": write(tmp_path, "j.csv", later)})
    found = roadmap_progress(kenya.app, "KEN")
    assert (found.dropped, found.indicators[0].indicator.target) == (("I2",), 8)
    assert roadmap_progress(kenya.app, "KEN").actions == ()


def test_a_workbook_is_read_like_a_csv(kenya: Office, tmp_path: Path) -> None:
    path = tmp_path / "i.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["id", "title", "baseline", "baseline_year", "target"])
    sheet.write_row(1, 0, ["I1", "Child labour", 20.5, 2022, 10])
    book.close()
    entry = file(kenya, "roadmap", "2024-03-01", {"indicators": path})
    [row] = entry.body["tables"]["indicators"]
    assert (row["baseline"], row["baseline_year"], row["target"]) == ("20.5", "2022", "10")


@pytest.mark.parametrize(
    ("name", "text", "error", "said"),
    [
        ("i.csv", "name,title\n", FileRefused, "first row must name columns"),
        ("i.csv", "", FileRefused, "first row must name columns"),
        ("i.csv", "id,title,colour\n", FileRefused, "first row"),
        ("i.csv", HEAD + "I1,T,,x,,y,,\n", BadTable, r"\(2\): row 1: 'x' in 'baseline'"),
        ("i.csv", 'id,title\n"I1,T', FileRefused, "no CSV in UTF-8"),
        ("i.xlsx", "PK", FileRefused, "workbook"),
        ("i.csv", "id,title\n" + "".join(f"I{n},T\n" for n in range(501)), FileRefused, "501 rows"),
    ],
)
def test_a_table_that_cannot_be_taken_says_why_and_leaves_nothing(
    kenya: Office, tmp_path: Path, name: str, text: str, error: type[PathfinderError], said: str
) -> None:
    with pytest.raises(error, match=said):
        file(kenya, "roadmap", "2024-03-01", {"indicators": write(tmp_path, name, text)})
    assert roadmap_progress(kenya.app, "KEN").entry is None


def test_a_document_comes_only_with_tables_of_its_kind(kenya: Office, tmp_path: Path) -> None:
    with pytest.raises(NoSuchTable, match="it may come with: indicators, actions"):
        file(kenya, "roadmap", "2024-03-01", {"values": write(tmp_path, "v.csv", "id\n")})
    with pytest.raises(FileRefused):
        file(kenya, "roadmap", "2024-03-01", {"indicators": tmp_path / "none.csv"}, by=DESK)
    large = write(tmp_path, "l.csv", "x" * ((1 << 20) + 1))
    with pytest.raises(FileRefused, match="larger than 1024 KiB"):
        file(kenya, "roadmap", "2024-03-01", {"indicators": large})
