"""Ed25519 signatures, checked as RFC 8032, section 5.1, has it."""

from __future__ import annotations

import hashlib
from functools import lru_cache

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT_OF_MINUS_1 = pow(2, (_P - 1) // 4, _P)
_COORDINATE, _SIGNATURE = 32, 64

Point = tuple[int, int, int, int]
"""Extended coordinates: x = X/Z, y = Y/Z, x * y = T/Z."""

_IDENTITY: Point = (0, 1, 1, 0)


def _extended(x: int, y: int) -> Point:
    return (x, y, 1, x * y % _P)


def _add(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _point(encoded: bytes) -> Point | None:
    """Decode a point (5.1.3); None for what encodes none, or is not the one way to encode it."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if x * x % _P != square:
        x = x * _ROOT_OF_MINUS_1 % _P
    if x * x % _P != square or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return _extended(x, y)


def _encoded(point: Point) -> bytes:
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(_COORDINATE, "little")


_BASE = _extended(
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    4 * pow(5, -1, _P) % _P,
)


@lru_cache(maxsize=1 << 16)
def is_signature(public: bytes, signature: bytes, text: bytes) -> bool:
    """Whether an Ed25519 signature of a text is that of a public key (5.1.7)."""
    if len(public) != _COORDINATE or len(signature) != _SIGNATURE:
        return False
    key = _point(public)
    commitment, s = signature[:_COORDINATE], int.from_bytes(signature[_COORDINATE:], "little")
    if key is None or s >= _ORDER:
        return False
    digest = hashlib.sha512(commitment + public + text).digest()
    k = int.from_bytes(digest, "little") % _ORDER
    minus_key = _extended(-key[0] % _P, key[1])
    return _encoded(_sum_of_multiples(s, _BASE, k, minus_key)) == commitment


def _sum_of_multiples(a: int, point: Point, b: int, other: Point) -> Point:
    """Give a * point + b * other, bit by bit for both at once."""
    steps = {(1, 0): point, (0, 1): other, (1, 1): _add(point, other), (0, 0): None}
    total = _IDENTITY
    for bit in range(_ORDER.bit_length() - 1, -1, -1):
        total = _add(total, total)
        step = steps[a >> bit & 1, b >> bit & 1]
        total = _add(total, step) if step else total
    return total
