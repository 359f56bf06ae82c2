"""Signatures are checked as RFC 8032 says, and as another library does."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.signing.ed25519 import verify
from pathfinder_flow.verifier.signatures import is_signature

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493

# RFC 8032, section 7.1: public key, message, signature.
VECTORS = {
    "TEST 1": """
        d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a

        -

        e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155
        5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
    """,
    "TEST 2": """
        3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c

        72

        92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
        085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
    """,
    "TEST 3": """
        fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025

        af82

        6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac
        18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
    """,
    "TEST SHA(abc)": """
        ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf

        ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a
        2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f

        dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589
        09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704
    """,
}


def vector(name: str) -> list[bytes]:
    parts = ["".join(part.split()) for part in VECTORS[name].split("\n\n")]
    return [bytes.fromhex(part.strip("-")) for part in parts]


@pytest.mark.parametrize("name", VECTORS)
def test_the_vectors_of_the_specification(name: str) -> None:
    public, text, signature = vector(name)
    assert is_signature(public, signature, text)
    assert not is_signature(public, signature, text + b"x")


secrets = st.binary(min_size=32, max_size=32).map(Ed25519PrivateKey.from_private_bytes)


@given(secrets, st.binary(max_size=200))
def test_what_another_library_signs_is_accepted(secret: Ed25519PrivateKey, text: bytes) -> None:
    assert is_signature(secret.public_key().public_bytes_raw(), secret.sign(text), text)


@given(secrets, st.binary(max_size=50), st.integers(0, 8 * (32 + 64) - 1))
def test_whatever_bit_is_changed_both_say_the_same(
    secret: Ed25519PrivateKey, text: bytes, bit: int
) -> None:
    both = bytearray(secret.public_key().public_bytes_raw() + secret.sign(text))
    both[bit // 8] ^= 1 << bit % 8
    public, signature = bytes(both[:32]), bytes(both[32:])
    assert is_signature(public, signature, text) is verify(public, signature, text) is False


def test_a_signature_has_one_form() -> None:
    public, text, signature = vector("TEST 2")
    s = int.from_bytes(signature[32:], "little") + ORDER
    assert not is_signature(public, signature[:32] + s.to_bytes(32, "little"), text)


@pytest.mark.parametrize(
    "public",
    [
        pytest.param((P + 1).to_bytes(32, "little"), id="a coordinate that is not reduced"),
        pytest.param((1 | 1 << 255).to_bytes(32, "little"), id="a negative zero"),
        pytest.param((2).to_bytes(32, "little"), id="no point of the curve"),
        pytest.param(bytes(31), id="too short"),
        pytest.param(bytes(33), id="too long"),
    ],
)
def test_what_is_no_key_has_signed_nothing(public: bytes) -> None:
    # With R = 0 * B and S = 0 the equation holds for the neutral point, whatever encodes it.
    neutral = (1).to_bytes(32, "little")
    assert is_signature(neutral, neutral + bytes(32), b"text")
    assert not is_signature(public, neutral + bytes(32), b"text")


@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_signature_has_64_bytes(length: int) -> None:
    public, text, signature = vector("TEST 2")
    assert not is_signature(public, (signature + b"x")[:length], text)
