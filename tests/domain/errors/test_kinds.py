"""Errors by kind: whoever catches one knows what to answer without knowing its class."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import pathfinder_flow
from pathfinder_flow.domain.errors.base import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    PathfinderError,
    Unavailable,
)
from pathfinder_flow.domain.errors.not_found import UnknownCountry, UnknownEvent
from pathfinder_flow.domain.workflow.denials import Denied, NotAuthorised, Refused, UnknownPerson

KINDS = (Invalid, NotFound, Conflict, Forbidden, Unavailable)
ROOTS = (PathfinderError, Denied, *KINDS)


def everything_that_can_be_raised() -> Iterator[type[PathfinderError]]:
    for module in pkgutil.walk_packages(pathfinder_flow.__path__, "pathfinder_flow."):
        if not module.name.endswith("__main__") and ".migrations." not in module.name:
            importlib.import_module(module.name)
    found = [PathfinderError]
    for one in found:
        found += [sub for sub in one.__subclasses__() if sub not in found]
    yield from (one for one in found if one not in ROOTS)


def test_every_error_has_exactly_one_kind() -> None:
    kinds = {
        error.__name__: [kind.__name__ for kind in KINDS if issubclass(error, kind)]
        for error in everything_that_can_be_raised()
    }
    assert {name: found for name, found in kinds.items() if len(found) != 1} == {}
    assert len(kinds) > 70


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (UnknownPerson, Forbidden),
        (NotAuthorised, Forbidden),
        (Refused, Conflict),
        (UnknownCountry, NotFound),
        (UnknownEvent, NotFound),
    ],
)
def test_a_caller_can_tell_them_apart(error: type[PathfinderError], kind: type) -> None:
    assert issubclass(error, kind)


def test_who_is_not_on_record_leaves_nothing_on_record() -> None:
    assert not issubclass(UnknownPerson, Denied)
