"""audit: signing, proving and checking the record, and handing it to an auditor."""

from __future__ import annotations

import click

from pathfinder_flow.cli.audit.report import report


@click.group()
def audit() -> None:
    """Sign, prove and check the record, and hand it to an auditor."""


audit.add_command(report)
