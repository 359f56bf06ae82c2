"""What entries mention that is kept beside the ledger: workflows and mails, with their SHA-256."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathfinder_flow.domain.ledger.entries import Kind


def workflows_of(body: Mapping[str, Any]) -> dict[str, str]:
    """Give the workflow that an entry names with its hash, by name; none if it names none."""
    return {body["workflow"]: body["sha256"]} if "workflow" in body and "sha256" in body else {}


def mails_of(kind: str, body: Mapping[str, Any]) -> dict[str, str]:
    """Give the mails that an entry says were written: their SHA-256 by Message-ID."""
    if kind == Kind.REMINDER:
        return {one["message"]: one["sha256"] for one in body["served"] if one["sha256"]}
    if kind == Kind.DELIVERY and body.get("sha256"):
        return {body.get("instead") or body["message"]: body["sha256"]}
    return {}
