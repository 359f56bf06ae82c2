"""The record must be able to contain what the Alliance has published about its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pathfinder_flow.definitions.data_files import public_record
from pathfinder_flow.definitions.parse import Definition
from pathfinder_flow.domain.cases.facts import Count
from pathfinder_flow.services.history.queries import CountryStatus, board, history
from pathfinder_flow.services.imports.file_rows import stage_file
from pathfinder_flow.services.imports.import_facts import import_facts
from pathfinder_flow.services.imports.understanding import understanding
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.words.entries import entry_sentence
from tests.conftest import DESK
from tests.services.imports.test_order_of_arrival import founded

MORE = Path(__file__).with_name("more_public_facts.csv")


@pytest.fixture(scope="module")
def everything(
    tmp_path_factory: pytest.TempPathFactory, definitions: list[Definition]
) -> Iterator[AppContext]:
    """All public facts that were found, of both files."""
    app = founded(tmp_path_factory.mktemp("everything"), definitions)
    for path in (public_record(), MORE):
        staged = stage_file(path, understanding(app))[0]
        import_facts(app, DESK, staged)
        staged.close()
    yield app
    app.engine.dispose()


def can_be(count: Count, published: int) -> bool:
    return count.certain <= published <= count.certain + count.possible


def test_twenty_four_may_have_been_implementing_in_mid_2023(everything: AppContext) -> None:
    assert can_be(board(everything, as_of=date(2023, 6, 30)).implementing, 24)


@pytest.mark.parametrize("published", [15, 16, 17])
def test_fifteen_to_seventeen_may_have_held_the_status_in_september_2019(
    everything: AppContext, published: int
) -> None:
    assert can_be(board(everything, as_of=date(2019, 9, 30)).holding_status, published)


def of(app: AppContext, country: str, day: date) -> CountryStatus:
    return next(one for one in board(app, as_of=day).standings if one.country == country)


def test_a_roadmap_validated_by_a_holder_of_2018_begins_implementation(
    everything: AppContext,
) -> None:
    before, after = (of(everything, "MRT", date(2019, 3, day)) for day in (5, 6))
    assert (before.state, before.possible) == ("planning", ("implementation",))
    assert after.state == "implementation"


def test_what_has_no_dated_step_stays_possible_and_says_so(everything: AppContext) -> None:
    chile = of(everything, "CHL", date(2026, 1, 1))
    assert (chile.state, chile.possible) == ("planning", ("implementation",))
    told = [entry_sentence(line.entry, line.workflow, "en") for line in history(everything, "CHL")]
    assert any("possible; no fact shows it" in sentence for sentence in told)


def test_a_pledge_or_an_invitation_opens_no_case(everything: AppContext) -> None:
    germany = of(everything, "DEU", date(2026, 1, 1))
    assert germany.since == "../2025"
    fiji = of(everything, "FJI", date(2026, 1, 1))
    assert fiji.state == "planning"
    [opening, *_] = [line.entry for line in history(everything, "NGA") if "to" in line.entry.body]
    assert opening.effective == "../2019-11-27"
