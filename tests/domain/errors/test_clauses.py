"""Parts of sentences that every language words by itself."""

from __future__ import annotations

import errno
import os
import pickle

import pytest

from pathfinder_flow.domain.errors.clauses import (
    Clause,
    Joined,
    Term,
    holder_terms,
    of_system,
    role_terms,
)
from pathfinder_flow.domain.errors.not_found import UnknownCountry


def test_a_clause_is_english_and_keeps_its_places() -> None:
    said = Clause("held_by", "held by {whom}", whom="Peru")
    assert (said, said.key, said.places) == ("held by Peru", "held_by", {"whom": "Peru"})


@pytest.mark.parametrize("whom", ["Peru", "{0}", "}{"])
def test_a_clause_comes_back_from_another_process_as_it_was(whom: str) -> None:
    said = Clause("held_by", "held by {whom}", whom=whom)
    back = pickle.loads(pickle.dumps(said))  # noqa: S301 - our own
    assert (back, back.key, back.places) == (said, "held_by", {"whom": whom})


@pytest.mark.parametrize(
    ("by", "text"), [("and", "a and b"), ("or", "a or b"), ("list", "a, b"), ("problems", "a; b")]
)
def test_parts_are_joined(by: str, text: str) -> None:
    joined = Joined(by, ["a", "b"])
    assert (joined, joined.by, joined.parts) == (text, by, ("a", "b"))


@pytest.mark.parametrize(
    ("error", "said", "is_term"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "no space left on device", True),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "invalid cross-device link", False),
        (OSError("Odd"), "odd", False),
    ],
)
def test_what_the_system_said_is_a_term_where_it_is_usual(
    error: OSError, said: str, *, is_term: bool
) -> None:
    assert of_system(error) == said
    assert isinstance(of_system(error), Term) is is_term


def test_roles_are_named_as_such_and_as_those_who_hold_them() -> None:
    assert role_terms(["gcg", "mwg"]) == "gcg or mwg"
    assert holder_terms(["gcg"]) == "whoever is gcg"


def test_an_error_has_a_code_made_of_its_name() -> None:
    assert UnknownCountry.code() == "unknown_country"
