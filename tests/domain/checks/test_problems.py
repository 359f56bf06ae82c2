"""Problems: what does not print is named, and what is allowed is not."""

from pathfinder_flow.domain.checks.problems import unprintable


def test_characters_that_do_not_print_are_named_with_their_place() -> None:
    assert [*unprintable("a\x07b\t")] == [(1, "U+0007"), (3, "U+0009")]
    assert [*unprintable("a\x07b\t", allowed="\t")] == [(1, "U+0007")]
