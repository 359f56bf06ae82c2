"""correct: what would change is told before what rests on an entry is withdrawn."""

from __future__ import annotations

import pytest

from tests.cli.years import NEXT_DAY, Owing


@pytest.fixture
def opened(owing: Owing) -> str:
    """The number of the decision on which Malawi's being inactive rests."""
    said = owing.well(
        NEXT_DAY, "decision", "record", "MWI", "--meeting", "20", "--outcome", "inactive",
        "--event", "set_inactive",
    ).stderr  # fmt: skip
    return said.split()[1].rstrip(":")


def withdraw(owing: Owing, number: str, *more: str, lang: str = "en") -> tuple[int, str]:
    result = owing.on(
        NEXT_DAY, "--lang", lang, "correct", number, "--withdraw", "--with-dependents",
        "--reason", "A slip", *more,
    )  # fmt: skip
    return result.exit_code, " ".join(result.output.split())


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Malawi would go from 'Inactive' to"), ("fr", "Malawi passerait de"),
        ("es", "Malawi pasaría de"),
    ],
)  # fmt: skip
def test_a_dry_run_says_what_would_change(owing: Owing, opened: str, lang: str, said: str) -> None:
    code, told = withdraw(owing, opened, "--dry-run", lang=lang)
    assert (code, said in told) == (0, True)
    shown = owing.told(NEXT_DAY, "country", "show", "MWI")
    assert shown["state"] == "inactive"


def test_away_from_a_terminal_nothing_is_withdrawn_without_a_yes(owing: Owing, opened: str) -> None:
    code, told = withdraw(owing, opened)
    assert (code, "say --yes" in told) == (2, True)
    assert withdraw(owing, opened, "--yes")[0] == 0
    assert owing.told(NEXT_DAY, "country", "show", "MWI")["state"] != "inactive"


def test_the_meeting_of_a_decision_is_put_right(owing: Owing, opened: str) -> None:
    owing.well(NEXT_DAY, "correct", opened, "--field", "meeting=21", "--reason", "A slip")
    said = owing.well(NEXT_DAY, "history", "MWI").stdout
    assert "meeting 21" in " ".join(said.split())
