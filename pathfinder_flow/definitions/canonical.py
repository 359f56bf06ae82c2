"""The canonical form of a workflow: the bytes its fingerprint is taken of, and the way back.

RFC 8785 sorts the keys of objects, but the order of states, events and fields means something;
so named parts are lists of pairs. What has its default is left out: a key added to the format
later changes no fingerprint, and in turn a default must never change.

Loading is what every command does, so nothing heavy is imported and nothing is checked again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pathfinder_flow.domain.ledger.entries import canonical_json
from pathfinder_flow.domain.workflow.model import Workflow


@dataclass(frozen=True, slots=True)
class Definition:
    """A workflow with its canonical bytes and their SHA-256 in hexadecimal."""

    workflow: Workflow
    content: bytes
    sha256: str


def define(workflow: Workflow) -> Definition:
    """Give a checked workflow the identity under which it can be published."""
    content = canonical(workflow)
    return Definition(workflow, content, sha256(content).hexdigest())


def canonical(workflow: Workflow) -> bytes:
    """Give the bytes that stand for the workflow: equal for equal workflows in equal order."""
    return canonical_json(_plain(workflow))


def fingerprint(workflow: Workflow) -> str:
    """Give the SHA-256 of the canonical form, in hexadecimal."""
    return define(workflow).sha256


def from_canonical(data: bytes) -> Workflow:
    """Load a workflow from bytes that :func:`canonical` made; they are trusted."""
    workflow: Workflow = _maker(Workflow)(json.loads(data))
    return workflow


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        parts = ((part, getattr(value, part.name)) for part in fields(value))
        return {part.name: _plain(held) for part, held in parts if held != _default(part)}
    if isinstance(value, dict):
        if all(isinstance(item, str) for item in value.values()):
            return dict(value)
        return [[str(name), _plain(item)] for name, item in value.items()]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _default(part: Field[Any]) -> Any:
    return part.default_factory() if part.default_factory is not MISSING else part.default


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """Give the function that makes a value of a type from its plain form."""
    origin, args = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _part_maker(kind)
    if origin in (Union, UnionType):
        return _guard_maker(args) if all(map(is_dataclass, args)) else _maker(args[0])
    if origin is tuple:
        item = _maker(args[0])
        return lambda plain: tuple(item(one) for one in plain)
    if origin is dict:
        item = _maker(args[1])
        return lambda plain: {name: item(one) for name, one in dict(plain).items()}
    return kind if isinstance(kind, type) else lambda plain: plain


def _part_maker(kind: Any) -> Callable[[Any], Any]:
    makers = {name: _maker(hint) for name, hint in get_type_hints(kind).items()}
    return lambda plain: kind(**{name: makers[name](one) for name, one in plain.items()})


def _guard_maker(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    makers = {get_args(get_type_hints(kind)["guard"])[0]: _maker(kind) for kind in kinds}
    return lambda plain: makers[plain["guard"]](plain)
