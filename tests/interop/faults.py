"""What no verifier may let pass: each function spoils a sound material in one place."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from copy import deepcopy

from pathfinder_flow.domain.ledger.notes import VerifierKey, parse_key
from pathfinder_flow.signing.ed25519 import new_signer
from tests.interop.material import Material, text, without_proofs

Fault = Callable[[Material], None]

PLACE = 3
"""Where in the lists of proofs the fault is."""


def spoiled(sound: Material, fault: Fault) -> Material:
    """Give a copy of a material with a fault in it."""
    copy = deepcopy(sound)
    fault(copy)
    assert copy != sound
    return copy


def cut_off_anywhere(sound: Material) -> list[Material]:
    """Give every checkpoint that begins as a sound one does and ends before it."""
    whole = sound["checkpoint"]
    return [without_proofs(sound["key"], whole[:end]) for end in range(len(whole))]


def places_refused(said: list[str]) -> list[int]:
    """Give the places in a list of verdicts where a proof was refused."""
    return [place for place, why in enumerate(said) if why]


def _edit(material: Material, line: int, new: Callable[[str], str]) -> None:
    lines = material["checkpoint"].split("\n")
    lines[line] = new(lines[line])
    material["checkpoint"] = "\n".join(lines)


def another_key_of_the_same_name(material: Material) -> None:
    material["key"] = new_signer(parse_key(material["key"]).name).key.text


def the_key_under_another_name(material: Material) -> None:
    material["key"] = VerifierKey("other.example", parse_key(material["key"]).public).text


def another_origin(material: Material) -> None:
    _edit(material, 0, lambda name: f"the.{name}")


def one_entry_less(material: Material) -> None:
    _edit(material, 1, lambda size: str(int(size) - 1))


def a_size_written_otherwise(material: Material) -> None:
    _edit(material, 1, lambda size: f"0{size}")


def another_root(material: Material) -> None:
    _edit(material, 2, lambda root: text(bytes(len(b64decode(root)))))


def a_line_more(material: Material) -> None:
    _edit(material, 2, lambda root: f"{root}\nsomething else")


def another_signature(material: Material) -> None:
    _edit(material, 4, lambda line: line[:-12] + line[-12:-4][::-1] + line[-4:])


def no_signature(material: Material) -> None:
    _edit(material, 4, lambda _: "")


def line_ends_of_windows(material: Material) -> None:
    material["checkpoint"] = material["checkpoint"].replace("\n", "\r\n")


def other_bytes(material: Material) -> None:
    data = bytearray(b64decode(material["entries"][PLACE]["data"]))
    data[len(data) // 2] ^= 1
    material["entries"][PLACE]["data"] = text(data)


def a_byte_more(material: Material) -> None:
    data = b64decode(material["entries"][PLACE]["data"])
    material["entries"][PLACE]["data"] = text(data + b" ")


def bytes_of_another_entry(material: Material) -> None:
    material["entries"][PLACE]["data"] = material["entries"][PLACE + 1]["data"]


def another_number(material: Material) -> None:
    material["entries"][PLACE]["index"] += 1


def a_number_beyond_the_ledger(material: Material) -> None:
    material["entries"][PLACE]["index"] = len(material["entries"])


def a_number_below_all(material: Material) -> None:
    material["entries"][PLACE]["index"] = -1


def proof_of_another_entry(material: Material) -> None:
    material["entries"][PLACE]["proof"] = material["entries"][PLACE + 1]["proof"]


def a_hash_less(material: Material) -> None:
    del material["entries"][PLACE]["proof"][-1]


def a_hash_more(material: Material) -> None:
    proof = material["entries"][PLACE]["proof"]
    proof.append(proof[-1])


def hashes_the_other_way_round(material: Material) -> None:
    material["entries"][PLACE]["proof"].reverse()


def another_earlier_root(material: Material) -> None:
    material["earlier"][PLACE]["root"] = material["earlier"][PLACE + 1]["root"]


def another_earlier_size(material: Material) -> None:
    material["earlier"][PLACE]["size"] += 1


def an_earlier_size_beyond_the_ledger(material: Material) -> None:
    material["earlier"][PLACE]["size"] = len(material["earlier"]) + 1


def proof_of_another_size(material: Material) -> None:
    material["earlier"][PLACE]["proof"] = material["earlier"][PLACE + 1]["proof"]


def a_hash_of_growth_less(material: Material) -> None:
    del material["earlier"][PLACE]["proof"][-1]


def a_hash_of_growth_more(material: Material) -> None:
    proof = material["earlier"][PLACE]["proof"]
    proof.append(proof[-1])


def growth_the_other_way_round(material: Material) -> None:
    material["earlier"][PLACE]["proof"].reverse()


OF_THE_CHECKPOINT: list[Fault] = [
    another_key_of_the_same_name,
    the_key_under_another_name,
    another_origin,
    one_entry_less,
    a_size_written_otherwise,
    another_root,
    a_line_more,
    another_signature,
    no_signature,
    line_ends_of_windows,
]
OF_AN_ENTRY: list[Fault] = [
    other_bytes,
    a_byte_more,
    bytes_of_another_entry,
    another_number,
    a_number_beyond_the_ledger,
    a_number_below_all,
    proof_of_another_entry,
    a_hash_less,
    a_hash_more,
    hashes_the_other_way_round,
]
OF_GROWTH: list[Fault] = [
    another_earlier_root,
    another_earlier_size,
    an_earlier_size_beyond_the_ledger,
    proof_of_another_size,
    a_hash_of_growth_less,
    a_hash_of_growth_more,
    growth_the_other_way_round,
]
