"""What the commands print is all that the verifiers of others need, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.faults.running import Program, fact, write_facts
from tests.interop.faults import OF_AN_ENTRY, OF_THE_CHECKPOINT, PLACE, spoiled
from tests.interop.material import Earlier, Material, Proven, Verifier


class Auditor:
    """Somebody who has nothing but what the commands print."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def told(self, *words: str) -> Any:
        return json.loads(self.program.done(*words, "--json").stdout)

    def material(self, *how: str) -> Material:
        """Ask for a checkpoint; have every entry and every earlier size of it proven."""
        key = self.told("audit", "key", "show")[-1]["key"]
        made = self.told("audit", "checkpoint", *how)
        numbers = range(1, made["size"] + 1)
        return {
            "key": key,
            "checkpoint": made["note"],
            "entries": [self.entry(number) for number in numbers],
            "earlier": [self.earlier(number, made["size"]) for number in numbers],
        }

    def entry(self, number: int) -> Proven:
        told = self.told("audit", "prove", str(number))
        return {"index": told["index"], "data": told["data"], "proof": told["path"]}

    def earlier(self, old: int, new: int) -> Earlier:
        told = self.told("audit", "consistency", str(old), str(new))
        return {**told["old"], "proof": told["proof"]}


@pytest.fixture
def auditor(tmp_path: Path) -> Auditor:
    """An auditor of a ledger with a few countries and a signing key."""
    program = Program(tmp_path / "home")
    program.done("init")
    facts = [fact("PER", "status_granted", "2019-03"), fact("CIV", "status_granted", "2020-01-10")]
    program.done("import", str(write_facts(tmp_path / "facts.csv", facts)))
    program.done("audit", "key", "create", "--name", "ledger.example/pathfinders")
    return Auditor(program)


@pytest.fixture(params=["go", "sigstore"])
def verifier(request: pytest.FixtureRequest) -> Verifier:
    """Each of the verifiers that others wrote."""
    found: Verifier = request.getfixturevalue(request.param)
    return found


def test_what_the_commands_print_is_taken_and_nothing_else(
    auditor: Auditor, verifier: Verifier
) -> None:
    material = auditor.material()
    size = len(material["entries"])
    assert size > PLACE + 1
    verdict, *refused = verifier(
        [material]
        + [spoiled(material, fault) for fault in OF_THE_CHECKPOINT]
        + [spoiled(material, fault) for fault in OF_AN_ENTRY]
    )
    assert (verdict["checkpoint"], verdict["entries"]) == ("", [""] * size)
    # One of the two verifiers does not judge growth.
    assert verdict["earlier"] in ([], [""] * size)
    assert all(one["checkpoint"] or any(one["entries"]) for one in refused)


def test_the_key_that_an_auditor_has_vouches_for_the_one_that_replaces_it(
    auditor: Auditor, verifier: Verifier
) -> None:
    before = auditor.material()
    auditor.program.done("audit", "key", "rotate")
    after = auditor.material("--latest")
    assert before["key"] != after["key"]
    with_the_old_key: Material = {**after, "key": before["key"]}
    verdicts = verifier([before, after, with_the_old_key])
    assert [verdict["checkpoint"] for verdict in verdicts] == ["", "", ""]
    assert {said for verdict in verdicts for said in verdict["entries"]} == {""}
