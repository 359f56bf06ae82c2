"""Signing and checking signatures."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pathfinder_flow.domain.ledger.notes import Signature, VerifierKey, signed


def verify(public: bytes, signature: bytes, text: bytes) -> bool:
    """Whether a public key (32 bytes), a signature (64) and a text belong together."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A signing key in use: its public half, and the secret one, which is never shown."""

    key: VerifierKey
    secret: Ed25519PrivateKey = field(repr=False)

    def sign(self, text: str) -> Signature:
        """Sign a text."""
        return signed(text, self.key, self.secret.sign)


def new_signer(name: str) -> Signer:
    """Make a new key under a name."""
    return signer_of(name, Ed25519PrivateKey.generate())


def signer_of(name: str, secret: Ed25519PrivateKey) -> Signer:
    """Give the signer of a secret key under a name."""
    return Signer(VerifierKey(name, secret.public_key().public_bytes_raw()), secret)
