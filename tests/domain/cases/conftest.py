"""Evidence with the tables that came with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pathfinder_flow.domain.ledger.entries import Kind
from tests.domain.values import Ledger


@pytest.fixture
def tabled() -> Callable[..., Ledger]:
    """Files evidence with its tables."""

    def file(
        ledger: Ledger, kind: str, effective: str, fields: dict[str, Any], **tables: Any
    ) -> Ledger:
        body = {"kind": kind, "fields": fields, "source": {}, "certainty": "stated",
                "tables": tables}  # fmt: skip
        return ledger.add(Kind.EVIDENCE, effective, body)

    return file
