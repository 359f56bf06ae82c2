"""audit: signing, proving and checking the record, and handing it to an auditor."""

from __future__ import annotations

import click

from pathfinder_flow.cli.audit.against import against
from pathfinder_flow.cli.audit.diff import diff
from pathfinder_flow.cli.audit.keys import key
from pathfinder_flow.cli.audit.pack import pack, verify_pack
from pathfinder_flow.cli.audit.proofs import checkpoint, consistency, prove
from pathfinder_flow.cli.audit.report import report
from pathfinder_flow.cli.audit.verify import verify
from pathfinder_flow.cli.audit.who_knew import who_knew


@click.group()
def audit() -> None:
    """Sign, prove and check the record, and hand it to an auditor."""


audit.add_command(verify)
audit.add_command(key)
audit.add_command(checkpoint)
audit.add_command(prove)
audit.add_command(consistency)
audit.add_command(against)
audit.add_command(report)
audit.add_command(diff)
audit.add_command(who_knew)
audit.add_command(pack)
audit.add_command(verify_pack)
