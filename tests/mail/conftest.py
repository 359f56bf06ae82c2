"""The shipped templates, and the facts of a mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pathfinder_flow.mail.templates.render import Templates
from pathfinder_flow.words import countries
from pathfinder_flow.words.dates import say_day

SHIPPED = Path(__file__).parents[2] / "notifications" / "templates"

CHECKPOINT = (
    "alliance.example/ledger\n1204\nfUvCJG3BvLjBDn7XuBe7mYzrbPbLjFQKw9pIZNDpfP4=\n\n"
    f"\N{EM DASH} alliance.example/ledger {'gN3f' * 22}gN0="
)


@pytest.fixture(scope="session")
def shipped() -> Path:
    """The folder of the shipped templates."""
    return SHIPPED


@pytest.fixture(scope="session")
def templates() -> Templates:
    """The shipped templates."""
    return Templates([SHIPPED], countries.name, say_day)


@pytest.fixture
def facts() -> Callable[..., dict[str, Any]]:
    """The facts of a mail of which every one applies, with some of them changed."""
    every = {
        "country": "PER",
        "period": "2026",
        "due": date(2027, 3, 31),
        "opens": date(2027, 1, 1),
        "today": date(2027, 5, 1),
        "days_left": -31,
        "previous_due": date(2027, 2, 28),
        "recipient_name": "Oficina de Ñuñoa",
        "recipient_role": "focal_point",
        "rung": "overdue_30",
        "copied": ["secretariat"],
        "earlier_mails": [date(2027, 1, 1), date(2027, 3, 1), date(2027, 4, 7)],
        "accepted_mails": [date(2027, 3, 1), date(2027, 4, 7)],
        "returned_mails": [date(2027, 1, 1)],
        "missed_periods": ["2025", "2026"],
        "received": date(2027, 3, 30),
        "entered": date(2027, 4, 20),
        "notice_days": [date(2027, 4, 8)],
        "failed_role": "mwg",
        "failed_why": "bounced",
        "failed_subject": "[8.7] 2026",
        "secretariat_address": "secretariat@alliance.example",
        "checkpoint": CHECKPOINT,
    }

    def change(**changes: Any) -> dict[str, Any]:
        return {**every, **changes}

    return change
