"""today: what the Secretariat has to do."""

from __future__ import annotations

import re

import pytest

from tests.cli.years import LATE, NEXT_DAY, Owing, fits


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_the_worklist_reads_in_every_language_without_a_code(owing: Owing, lang: str) -> None:
    said = owing.well(NEXT_DAY, "--lang", lang, "today").stdout
    assert fits(said)
    own = "\n".join(line for line in said.splitlines() if "pathfinder-flow" not in line)
    assert not re.search(r"[a-z]_[a-z]", own)


def test_what_is_late_is_told_by_how_much(owing: Owing) -> None:
    said = owing.well(LATE, "today").stdout
    assert "1 to 30 days: Albania and Malawi." in " ".join(said.split())


def test_it_gives_the_same_as_json(owing: Owing) -> None:
    told = owing.told(NEXT_DAY, "today", "--for", "root")
    assert {one["code"] for one in told["mine"]} >= {"lapse", "no_zone"}
    assert told["day"] == "2023-01-06"
