"""What the program said on stderr: the sentences, and below them the commands to be copied."""

from __future__ import annotations

_COMMAND = "  pathfinder-flow "


def sentences(stderr: str) -> list[str]:
    """Give the lines that are no commands."""
    return [line for line in stderr.splitlines() if not line.startswith(_COMMAND)]


def commands(stderr: str) -> list[str]:
    """Give the commands, without the name of the program."""
    lines = stderr.splitlines()
    return [line.removeprefix(_COMMAND) for line in lines if line.startswith(_COMMAND)]
