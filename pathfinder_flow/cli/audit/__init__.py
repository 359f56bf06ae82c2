"""audit: signing, proving and checking the record, and handing it to an auditor."""

from __future__ import annotations

import click


@click.group()
def audit() -> None:
    """Sign, prove and check the record, and hand it to an auditor."""
