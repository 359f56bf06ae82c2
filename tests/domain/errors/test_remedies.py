"""What can be done about an error is part of it, whatever its facts are made up of."""

import pytest

from pathfinder_flow.domain.actions import Action, action
from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.clauses import Clause, Joined
from pathfinder_flow.domain.errors.conflict import NO_KEY, KeyNotOnRecord
from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.domain.errors.not_found import NoCase
from pathfinder_flow.domain.workflow.denials import UnknownPerson

OPEN = Action("country.open", {"country": "PER"})
NESTED = NoCase(country="PER")
CLAUSE = Clause("a_reason", "it has no case", action("country.open", country="PER"))


@pytest.mark.parametrize(
    ("error", "remedies"),
    [
        (NESTED, ["country.open"]),
        (FileRefused(path="f.csv", why=NESTED), ["country.open"]),
        (FileRefused(path="f.csv", why=CLAUSE), ["country.open"]),
        (FileRefused(path="f.csv", why=Clause("b", "for {why}", why=CLAUSE)), ["country.open"]),
        (FileRefused(path="f.csv", why=Joined("list", [CLAUSE, "x"])), ["country.open"]),
        (FileRefused(path="f.csv", why="it is empty"), []),
        (KeyNotOnRecord(key_id="aa", known=NO_KEY), ["key.create"]),
        (KeyNotOnRecord(key_id="aa", known="bb"), ["key.replace_lost"]),
        (UnknownPerson(given="an.officer"), ["sign_in", "mandate.add"]),
    ],
)
def test_an_error_carries_what_can_be_done_about_it(
    error: PathfinderError, remedies: list[str]
) -> None:
    assert [one.name for one in error.remedies] == remedies


def test_an_action_takes_the_facts_that_it_must_be_told() -> None:
    assert action("country.open", country="PER", reason="a letter") == OPEN
