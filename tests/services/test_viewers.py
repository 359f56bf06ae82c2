"""Every query obeys the table of rights; and what some of them show to whom."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import pathfinder_flow.services
from pathfinder_flow.domain.errors.not_found import NotShown
from pathfinder_flow.domain.rights.viewer import PUBLIC, Viewer
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.services.audit.checkpoints import latest_checkpoint
from pathfinder_flow.services.history.queries import board, country_sheet, history
from pathfinder_flow.services.lifecycle.advance import why
from pathfinder_flow.services.outbox import list_mails
from pathfinder_flow.services.people.mandates import list_mandates
from pathfinder_flow.services.people.personal_data import list_people
from pathfinder_flow.services.people.viewers import viewer_of
from pathfinder_flow.services.unit_of_work import AppContext
from tests.services.conftest import DESK, Office

SERVICES = Path(pathfinder_flow.services.__file__).parent
NO_QUERIES = {
    "audit/checkpoints.py:daily_checkpoint": "an act: it signs, if anything came since",
    "deadlines/report_moves.py:record_report_and_move": "an act",
    "scheduling/sweep.py:sweep": "an act: it asks what_is_due, which obeys",
    "scheduling/tick.py:tick": "an act of the program itself",
    "meetings/results.py:record_results": "an act, which asks for a mandate",
    "audit/scan.py:scan": "the pass of verify, which has asked",
}


def functions(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def words_of(name: str, known: dict[str, ast.FunctionDef], seen: set[str]) -> Iterator[str]:
    """Give every name and attribute in a function and in the functions it uses in its module."""
    seen.add(name)
    for node in ast.walk(known[name]):
        word = getattr(node, "attr", None) or getattr(node, "id", None)
        if isinstance(word, str):
            yield word
            if word in known and word not in seen:
                yield from words_of(word, known, seen)


def queries() -> Iterator[tuple[str, set[str]]]:
    for path in sorted(SERVICES.rglob("*.py")):
        known = functions(path)
        for name in known:
            words = set(words_of(name, known, set()))
            if not name.startswith("_") and words & {"snapshot", "case_of", "board_in"}:
                yield f"{path.relative_to(SERVICES)}:{name}", words


def test_every_query_asks_who_reads() -> None:
    found = dict(queries())
    assert len(found) > 25
    without = {name for name, words in found.items() if not words & {"viewer", "case_of"}}
    assert without - set(NO_QUERIES) == set()


@pytest.fixture
def seen_by(office: Office) -> Callable[[str], AppContext]:
    """Gives the application as somebody on record sees it, Peru being before the GCG."""
    office.submitted()

    def see(handle: str) -> AppContext:
        with office.app.snapshot() as conn:
            return office.app.seen_by(viewer_of(conn, handle, office.app.today()))

    return see


def test_who_is_not_on_record_is_the_public(seen_by: Callable[[str], AppContext]) -> None:
    assert seen_by("stranger.x").viewer == PUBLIC


def test_the_public_sees_the_board_and_a_country_without_words_and_people(
    seen_by: Callable[[str], AppContext],
) -> None:
    public = seen_by("stranger.x")
    assert [one.country for one in board(public).standings] == ["PER"]
    sheet = country_sheet(public, "PER")
    assert (sheet.standing.state, sheet.handles, list(sheet.case.mandates)) == (
        "designation",
        {},
        [],
    )
    told = history(public, "PER")
    assert {line.handle for line in told} == {None}
    assert {line.entry.reason for line in told} == {""}


@pytest.mark.parametrize("query", [list_people, list_mails, latest_checkpoint])
@pytest.mark.parametrize("handle", ["stranger.x", "focal.per", "mwg.member"])
def test_what_is_the_secretariats_or_the_auditors_is_nobody_elses(
    seen_by: Callable[[str], AppContext], query: Callable[[AppContext], object], handle: str
) -> None:
    with pytest.raises(NotShown):
        query(seen_by(handle))


def test_a_focal_point_asks_why_of_the_own_country_alone(
    office: Office, seen_by: Callable[[str], AppContext]
) -> None:
    assert why(seen_by("focal.per"), "focal.per", "PER")
    with pytest.raises(NotShown):
        why(seen_by("focal.fra"), "focal.fra", "PER")
    assert office.app.viewer.sees


def test_mandates_are_listed_as_far_as_they_are_shown(
    seen_by: Callable[[str], AppContext],
) -> None:
    own = list_mandates(seen_by("focal.per"))
    assert [(one.mandate.role, one.mandate.country) for one in own] == [(Role.FOCAL_POINT, "PER")]
    members = list_mandates(seen_by("mwg.member"))
    assert {one.mandate.letter for one in members} == {""}
    assert len(members) == len(list_mandates(seen_by(DESK)))


def test_the_secretariat_and_the_command_line_see_the_same_file(
    office: Office, seen_by: Callable[[str], AppContext]
) -> None:
    assert history(seen_by(DESK), "PER") == history(office.app, "PER")


def test_a_view_is_one_state_of_the_database(office: Office) -> None:
    office.open("PER", "2020-01-10")
    with office.app.reading() as view:
        assert len(board(view).standings) == 1
        office.open("KEN", "2020-01-10")
        assert len(board(view).standings) == 1
        assert len(board(office.app).standings) == 2


def test_another_viewer_of_the_same_application_changes_nothing_for_the_first(
    office: Office,
) -> None:
    office.app.seen_by(Viewer(frozenset()))
    office.open("PER", "2020-01-10")
    assert board(office.app).standings
