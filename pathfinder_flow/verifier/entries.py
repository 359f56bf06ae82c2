"""The entries: each is proven, and says which files belong to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import zip_longest
from typing import Any, ClassVar

from pathfinder_flow.verifier.notes import Key, SignedCheckpoint, from_base64, key_of
from pathfinder_flow.verifier.reading import Pack
from pathfinder_flow.verifier.report import VerifierReport
from pathfinder_flow.verifier.sayings import Rejected
from pathfinder_flow.verifier.tree import root_from

SHAPE = (KeyError, TypeError, ValueError, AttributeError, RecursionError, Rejected)
"""What is raised where something has not the form that it should have."""


class Named:
    """What the proven entries say, as far as it is checked; numbers are those of entries."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self.country: str | None = None
        self.foreign: list[int] = []
        self.rests: list[tuple[int, int]] = []
        self.files: dict[str, dict[str, tuple[str, int]]] = {"workflows": {}, "evidence": {}}
        self.mails: dict[str, tuple[str, int]] = {}
        self.erased: dict[str, int] = {}
        self.keys: list[tuple[int, Key]] = []
        self.replaced: dict[str, int] = {}

    def take(self, entry: dict[str, Any]) -> None:
        """Note what an entry names; raises what an entry of another form makes it raise."""
        number, country, body = entry["number"], entry["country"], entry["body"]
        self.country = self.country or country
        if country not in (None, self.country):
            self.foreign.append(number)
        for on in (entry["mandate"], *body.get("rests_on", ())):
            if on is not None:
                self.rests.append((number, int(on)))
        if "workflow" in body and "sha256" in body:
            self.files["workflows"][f"workflows/{body['workflow']}.json"] = body["sha256"], number
        taker = self._takers.get(entry["kind"])
        if taker:
            taker(self, number, body)

    def _evidence(self, number: int, body: dict[str, Any]) -> None:
        digest = body["source"].get("sha256")
        if digest:
            self.files["evidence"][f"evidence/{digest}"] = digest, number

    def _reminder(self, number: int, body: dict[str, Any]) -> None:
        for served in body["served"]:
            self._mail(served["message"], served["sha256"], number)

    def _delivery(self, number: int, body: dict[str, Any]) -> None:
        self._mail(body.get("instead") or body["message"], body.get("sha256"), number)

    def _mail(self, message: str, digest: str | None, number: int) -> None:
        if digest:
            self.mails[message] = digest, number

    def _erasure(self, number: int, body: dict[str, Any]) -> None:
        self.erased.update(dict.fromkeys(body["messages"], number))

    def _key(self, number: int, body: dict[str, Any]) -> None:
        self.keys.append((number, key_of(body["key"], f"entry {number}")))
        if body["replaces"]:
            self.replaced[body["replaces"]] = number

    _takers: ClassVar[dict[str, Callable[[Named, int, dict[str, Any]], None]]] = {
        "evidence": _evidence,
        "reminder": _reminder,
        "delivery": _delivery,
        "erasure": _erasure,
        "key": _key,
    }


def check_entries(pack: Pack, main: SignedCheckpoint, report: VerifierReport) -> Named:
    """Prove every entry: from its bytes, a path of hashes leads to the root of the checkpoint."""
    report.begin("entries")
    named = Named()
    last = count = 0
    both = zip_longest(pack.lines("entries.jsonl"), pack.lines("proofs.jsonl"))
    for count, (data, proof) in enumerate(both, start=1):
        if data is None or proof is None:
            report.wrong("uneven")
            break
        number, path = _proof_of(proof)
        if path is None or number <= last:
            report.wrong("no_proof", line=count)
        elif root_from(data, number - 1, main.size, path) != main.root:
            report.wrong("unproven", number=number)
        elif not _take(named, data, number):
            report.wrong("no_entry", number=number)
        named.numbers.add(number)
        last = max(last, number)
    _check_together(named, report)
    report.good("entries_proven", count=count)
    return named


def _check_together(named: Named, report: VerifierReport) -> None:
    """Hold entries against each other: one country, and nothing left out that they rest on."""
    for number in named.foreign:
        report.wrong("foreign", number=number)
    for number, on in named.rests:
        if on not in named.numbers:
            report.wrong("left_out", number=number, on=on)


def _proof_of(line: bytes) -> tuple[int, list[bytes] | None]:
    """Read a line of proofs.jsonl: the entry's number, and its path of hashes."""
    try:
        proof = json.loads(line)
        path = [from_base64(step) for step in proof["path"]]
        known = [step for step in path if step is not None]
        if type(proof["number"]) is int and len(known) == len(path):
            return proof["number"], known
    except SHAPE:
        pass
    return 0, None


def _take(named: Named, data: bytes, number: int) -> bool:
    """Note what an entry names; False for one of another form, or another number."""
    try:
        entry = json.loads(data)
        if entry["number"] != number:
            return False
        named.take(entry)
    except SHAPE:
        return False
    return True
