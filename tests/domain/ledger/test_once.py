"""A number lets an act be done once, and gives away neither itself nor what was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pathfinder_flow.domain.errors.conflict import OnceNumberUsed
from pathfinder_flow.domain.ledger.entries import Act, Draft, Kind
from pathfinder_flow.domain.ledger.once import OnceNumber

NUMBER = OnceNumber("form 7", "open PER")


def test_the_mark_is_kept_in_the_body_beside_all_else() -> None:
    draft = Draft(Kind.ZONE, "PER", "2026-01-01", Act("p-1"), "", {"zone": "America/Lima"})
    marked = NUMBER.marked(draft, "p-1")
    assert marked.body == {"zone": "America/Lima", "once": NUMBER.mark("p-1")}
    assert "form 7" not in str(marked.body)


def test_a_number_belongs_to_one_person() -> None:
    assert NUMBER.mark("p-1")["number"] != NUMBER.mark("p-2")["number"]


def test_the_same_act_again_is_not_refused_and_another_is() -> None:
    asked = NUMBER.mark("p-1")["asked"]
    NUMBER.refuse_other("p-1", asked, 9)
    with pytest.raises(OnceNumberUsed):
        replace(NUMBER, asked="open FRA").refuse_other("p-1", asked, 9)
