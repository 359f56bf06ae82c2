"""audit key create, show and rotate."""

from __future__ import annotations

import click

from pathfinder_flow.cli.options import json_option
from pathfinder_flow.cli.output import print_json, print_lines
from pathfinder_flow.cli.shell import Shell, pass_shell
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.unavailable import KeyFileUnavailable
from pathfinder_flow.services.audit.checkpoints import keys_on_record
from pathfinder_flow.services.audit.keys import create_key, rotate_key
from pathfinder_flow.settings import Settings
from pathfinder_flow.signing.ed25519 import Signer


@click.group()
def key() -> None:
    """Make, show and change the key that signs checkpoints."""


@key.command("create")
@click.option("--name", help="The ledger's name in checkpoints; default: from the office's domain.")
@pass_shell
def create(shell: Shell, *, name: str | None) -> None:
    """Make the first signing key, put its public half on record, and sign the ledger.

    The secret half stays in a file of its own, under PATHFINDER_FLOW_KEY_PASSPHRASE if that is
    set. Hand the line that is printed to auditors, on a way of its own.
    """
    settings = _to_a_file(shell)
    signer = create_key(
        shell.app, shell.actor, settings.key_file, settings.key_passphrase,
        name=name, office=settings.office,
    )  # fmt: skip
    _tell_made(shell, signer, "done.key_created")


@key.command("rotate")
@click.option("--lost", is_flag=True, help="The present key is gone, or must not be used again.")
@pass_shell
def rotate(shell: Shell, *, lost: bool) -> None:
    """Take a new signing key into use; what was signed with the old one stays valid.

    Both keys sign the first checkpoint after that, so that whoever trusts the old one can trust
    the new one; with --lost, only the new one does.
    """
    settings = _to_a_file(shell)
    signer = rotate_key(
        shell.app, shell.actor, settings.key_file, settings.key_passphrase, lost=lost
    )
    _tell_made(shell, signer, "done.key_rotated")


def _to_a_file(shell: Shell) -> Settings:
    """Give the settings, if nothing in them would sign in place of the file that is made."""
    if shell.settings.signing_key:
        why = "is set, and would go on signing: take the setting away first, and set it anew after"
        raise KeyFileUnavailable(
            path="PATHFINDER_FLOW_SIGNING_KEY", why=Clause("key_in_settings", why)
        )
    return shell.settings


def _tell_made(shell: Shell, signer: Signer, key: str) -> None:
    print_lines([signer.key.text])
    shell.tell(key, path=shell.settings.key_file)


@key.command("show")
@json_option
@pass_shell
def show(shell: Shell, *, as_json: bool) -> None:
    """Show the keys on record, the one in use last: a line each, as auditors need them."""
    with shell.app.snapshot() as conn:
        known = keys_on_record(conn)
    if as_json:
        print_json([
            {"key": one.key.text, "id": one.key.id.hex(), "name": one.key.name, "entry": one.number}
            for one in known
        ])  # fmt: skip
        return
    print_lines([one.key.text for one in known])
    if not known:
        shell.tell("keys.none")
