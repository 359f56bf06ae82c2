"""Which workflows and mails an entry mentions."""

from __future__ import annotations

from typing import Any

import pytest

from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.ledger.references import mails_of, workflows_of

SERVED = [{"message": "<1@a>", "sha256": "aa"}, {"message": "<2@a>", "sha256": None}]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"workflow": "pathfinder/2023", "sha256": "aa"}, {"pathfinder/2023": "aa"}),
        ({"workflow": "pathfinder/2023"}, {}),
        ({"sha256": "aa"}, {}),
    ],
)
def test_a_workflow_is_named_with_its_hash(body: dict[str, Any], named: dict[str, str]) -> None:
    assert workflows_of(body) == named


@pytest.mark.parametrize(
    ("kind", "body", "written"),
    [
        (Kind.REMINDER, {"served": SERVED}, {"<1@a>": "aa"}),
        (Kind.DELIVERY, {"message": "<1@a>", "sha256": "bb"}, {"<1@a>": "bb"}),
        (Kind.DELIVERY, {"message": "<1@a>", "instead": "<3@a>", "sha256": "bb"}, {"<3@a>": "bb"}),
        (Kind.DELIVERY, {"message": "<1@a>"}, {}),
        (Kind.DUE, {"sha256": "aa"}, {}),
    ],
)
def test_mails_that_were_written_are_named_with_their_hash(
    kind: Kind, body: dict[str, Any], written: dict[str, str]
) -> None:
    assert mails_of(kind, body) == written
