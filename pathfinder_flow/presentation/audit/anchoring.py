"""How the ledger stands to what somebody kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pathfinder_flow.services.audit.anchoring import AnchorCheck, Fork
from pathfinder_flow.words.catalog import say


def held_values(held: AnchorCheck) -> dict[str, Any]:
    """Give how the ledger stands to a witness as JSON values."""
    return {
        "file": held.witness.place,
        "witnessed": held.witness.checkpoint.size,
        "entries": held.size,
        "verdict": held.verdict,
        "first": held.first or None,
        "last": held.last or None,
        "key": held.witness.key.text,
    }


def held_sentence(held: AnchorCheck, lang: str) -> str:
    """Say how the ledger stands to a witness."""
    places = {"file": held.witness.place, "seen": held.witness.checkpoint.size, "now": held.size}
    return say(f"held.{held.verdict}", lang, **places, first=held.first, last=held.last)


def fork_values(path: Path, fork: Fork) -> dict[str, Any]:
    """Give how the ledger stands to a copy of it as JSON values."""
    return {"file": str(path), "entries": fork.here, "there": fork.there, "common": fork.common}


def fork_sentence(path: Path, fork: Fork, lang: str) -> str:
    """Say whether a copy of the ledger is the same, shorter, or parted from it."""
    least = min(fork.here, fork.there)
    verdict = "parted" if fork.common < least else "same" if fork.here == fork.there else "longer"
    return say(
        f"fork.{verdict}", lang, file=path, here=fork.here, there=fork.there, common=fork.common,
        first=fork.common + 1,
    )  # fmt: skip
