"""people: what is kept about a person."""

from __future__ import annotations

import click


@click.group()
def people() -> None:
    """Show and erase what is kept about a person."""
