"""Signed notes, checkpoints and key texts: those of the specifications, and nothing else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.errors.invalid import BadCheckpoint, BadKey
from pathfinder_flow.domain.ledger.notes import (
    Checkpoint,
    Signature,
    SignedNote,
    VerifierKey,
    check_name,
    parse_checkpoint,
    parse_key,
    parse_note,
    signed,
)
from pathfinder_flow.signing.ed25519 import new_signer, verify

# The examples that the documentation of Go's x/mod/sumdb/note gives.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
BY_PETER = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZ"
    "b6KE6RyyBwJnAM=\n"
)
BY_ENOCH = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33"
    "WWd1RvMc+QQ=\n"
)
# The example of c2sp.org/tlog-checkpoint.
CHECKPOINT_OF_C2SP = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcy"
    "v2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)
ROOT = sha256(b"root").digest()
ROOT_TEXT = b64encode(ROOT).decode()
TREE = Checkpoint("ledger.example", 7, ROOT)
SOUND = f"{TEXT}\n{BY_PETER}"


def test_the_examples_of_go_are_signed_by_their_keys() -> None:
    keys = [parse_key(PETER), parse_key(ENOCH)]
    note = parse_note(f"{TEXT}\n{BY_PETER}{BY_ENOCH}")
    assert note.text == TEXT
    assert note.signed_by(keys, verify) == keys
    assert note.signed_by(keys[:1], verify) == keys[:1]
    assert note.signed_by([], verify) == []


@pytest.mark.parametrize("key", [PETER, ENOCH])
def test_a_key_is_written_as_it_was_read(key: str) -> None:
    assert parse_key(f" {key}\n").text == key


def test_a_text_may_have_empty_lines() -> None:
    mine, text = new_signer("ledger.example"), "Première ligne\n\n\ndernière ligne\n"
    note = parse_note(str(SignedNote(text, (mine.sign(text),))))
    assert note.text == text
    assert note.signed_by([mine.key], verify) == [mine.key]


def test_the_checkpoint_of_the_specification_is_read() -> None:
    note = parse_note(CHECKPOINT_OF_C2SP)
    tree = parse_checkpoint(note)
    assert (tree.origin, tree.size) == ("example.com/behind-the-sofa", 20852163)
    assert tree.text == note.text


letters = st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters="+")
names = st.text(letters, min_size=1, max_size=40)
roots = st.binary(min_size=32, max_size=32)


@given(names, st.integers(0, 10**16 - 1), roots, st.binary(min_size=32, max_size=32))
def test_what_is_written_is_read(name: str, size: int, root: bytes, public: bytes) -> None:
    key, tree = VerifierKey(name, public), Checkpoint(name, size, root)
    note = SignedNote(tree.text, (signed(tree.text, key, lambda _: b"s" * 64),))
    assert parse_note(str(note)) == note
    assert parse_checkpoint(note) == tree
    assert parse_key(key.text) == key


@given(st.text(st.characters() | st.sampled_from("\n\n— +=a\r\x00\ud800"), max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    for given_text in (text, f"{text}\n{BY_PETER}", f"{TEXT}\n{BY_PETER}{text}"):
        note = read_or_sentence(parse_note, given_text)
        assert str(note) == given_text or str(note).isprintable()
    key = read_or_sentence(parse_key, text)
    assert str(key).isprintable()


def read_or_sentence(parse: Callable[[str], object], text: str) -> object:
    try:
        return parse(text)
    except (BadCheckpoint, BadKey) as error:
        return error


@pytest.mark.parametrize("end", range(len(SOUND)))
def test_a_note_cut_off_anywhere_is_refused(end: int) -> None:
    with pytest.raises(BadCheckpoint):
        parse_note(SOUND[:end])


# Notes that are none


@pytest.mark.parametrize(
    ("note", "why"),
    [
        pytest.param("", "it may have been cut off", id="nothing"),
        pytest.param(TEXT, "it may have been cut off", id="no signatures"),
        pytest.param(TEXT + BY_PETER, "it may have been cut off", id="no empty line"),
        pytest.param(SOUND + "\n", "it may have been cut off", id="an empty line at the end"),
        pytest.param("\n" * 200_000 + SOUND, "it may have been cut off", id="far too long"),
        pytest.param(SOUND.replace("\n", "\r\n"), "line ends of Windows", id="of Windows"),
        pytest.param(SOUND.replace("If", "\tIf"), "control characters", id="a tab in the text"),
        pytest.param(SOUND.replace("If", "\x00If"), "control characters", id="a zero"),
        pytest.param(SOUND.replace("If", "\udcffIf"), "control characters", id="no UTF-8"),
        pytest.param(SOUND + "another line\n", "signature lines", id="another line"),
        pytest.param(SOUND.replace("—", "-"), "signature lines", id="a hyphen for the dash"),
        pytest.param(SOUND.replace("— ", "—  "), "signature lines", id="two blanks"),
        pytest.param(SOUND.replace("Peter", "Peter "), "signature lines", id="a blank in a name"),
        pytest.param(SOUND.replace("Peter", "\u2003"), "signature lines", id="any other blank"),
        pytest.param(SOUND.replace("Peter", "Peter+"), "signature lines", id="plus in a name"),
        pytest.param(SOUND.replace("JnAM=", "JnAN="), "signature lines", id="bits left over"),
        pytest.param(SOUND.replace("JnAM=", "JnAM"), "signature lines", id="no padding"),
        pytest.param(SOUND.replace("x08g", "x0-_"), "signature lines", id="the other alphabet"),
        pytest.param(f"{TEXT}\n— PeterNeumann x08gow==\n", "signature lines", id="an id alone"),
        pytest.param(f"{TEXT}\n— PeterNeumann\n", "signature lines", id="a name alone"),
    ],
)
def test_a_note_is_refused_with(note: str, why: str) -> None:
    with pytest.raises(BadCheckpoint, match=why):
        parse_note(note)


def test_sixteen_signatures_of_the_longest_kind_are_let_pass() -> None:
    long = [Signature(f"witness{n}.example/{'x' * 100}", b"wxyz", b"s" * 5000) for n in range(16)]
    note = SignedNote(TEXT, tuple(long))
    assert parse_note(str(note)) == note


# Signatures


def test_a_changed_text_is_refused_for_the_key_and_unknown_to_another() -> None:
    note = parse_note(SOUND.replace("think", "thought"))
    with pytest.raises(BadCheckpoint, match="does not belong to its text"):
        note.signed_by([parse_key(PETER)], verify)
    assert note.signed_by([parse_key(ENOCH)], verify) == []


def test_a_wrong_signature_is_refused_beside_right_ones() -> None:
    wrong = BY_PETER.replace("JkuBS9UG", "JkuBS9UA")
    for lines in (wrong + BY_ENOCH, BY_ENOCH + wrong, BY_PETER + wrong):
        with pytest.raises(BadCheckpoint, match="does not belong to its text"):
            parse_note(f"{TEXT}\n{lines}").signed_by([parse_key(PETER), parse_key(ENOCH)], verify)


def test_wrong_signatures_by_unknown_keys_are_passed_over() -> None:
    mine, same_name = new_signer("ledger.example"), new_signer("ledger.example")
    one_id = Signature("witness.example", mine.key.id, b"wrong")
    one_name = Signature(mine.key.name, same_name.key.id, b"wrong")
    note = SignedNote(TEXT, (one_id, one_name, mine.sign(TEXT)))
    assert parse_note(str(note)).signed_by([mine.key], verify) == [mine.key]


def test_a_key_that_signed_twice_counts_once() -> None:
    note = parse_note(SOUND + BY_PETER)
    assert note.signed_by([parse_key(PETER)], verify) == [parse_key(PETER)]


# Checkpoints that are none


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ledger.example\n7\n", id="no root"),
        pytest.param(f"\n7\n{ROOT_TEXT}\n", id="no name"),
        pytest.param(f"ledger.example\n\n{ROOT_TEXT}\n", id="no size"),
        pytest.param(f"ledger.example\n07\n{ROOT_TEXT}\n", id="a zero before the size"),
        pytest.param(f"ledger.example\n+7\n{ROOT_TEXT}\n", id="a sign before the size"),
        pytest.param(f"ledger.example\n-7\n{ROOT_TEXT}\n", id="a size below nothing"),
        pytest.param(f"ledger.example\n7 \n{ROOT_TEXT}\n", id="a blank after the size"),
        pytest.param(f"ledger.example\n\u0667\n{ROOT_TEXT}\n", id="a size in other digits"),
        pytest.param(f"ledger.example\n{'9' * 17}\n{ROOT_TEXT}\n", id="a size beyond all"),
        pytest.param("ledger.example\n7\nAAAA\n", id="a short root"),
        pytest.param(f"ledger.example\n7\n{ROOT_TEXT[:-2]}R=\n", id="bits left over"),
        pytest.param(f"ledger.example\n7\n{ROOT_TEXT}\n\n", id="an empty line"),
    ],
)
def test_a_checkpoint_is_refused_with(text: str) -> None:
    with pytest.raises(BadCheckpoint, match="a name, a number of entries and a root"):
        parse_checkpoint(SignedNote(text, ()))


def test_further_lines_of_a_checkpoint_are_passed_over() -> None:
    assert parse_checkpoint(SignedNote(f"{TREE.text}of another kind\n", ())) == TREE


def test_a_name_may_be_any_text_in_somebody_elses_checkpoint() -> None:
    tree = Checkpoint("registre des pays + autres", 7, ROOT)
    assert parse_checkpoint(SignedNote(tree.text, ())) == tree


# Keys that are none


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("", "NAME+ID+KEY", id="nothing"),
        pytest.param("PeterNeumann", "NAME+ID+KEY", id="a name"),
        pytest.param(PETER[:-1], "NAME+ID+KEY", id="cut off"),
        pytest.param(PETER[:-4], "NAME+ID+KEY", id="a byte cut off"),
        pytest.param(PETER + "AAAA", "NAME+ID+KEY", id="too long"),
        # The ids of these two are right: Go's own tests refuse them too.
        pytest.param(f"PeterNeumann+cc469956+{PETER[22:]}BADKEY==", "NAME+ID+KEY", id="longer"),
        pytest.param(f"PeterNeumann+173116ae+Z{PETER[23:]}", "NAME+ID+KEY", id="another kind"),
        pytest.param(PETER.replace("c7", "c8"), "its id", id="another id"),
        pytest.param(PETER.replace("c74f", "C74F"), "its id", id="an id in capitals"),
        pytest.param(PETER.replace("Peter", "Petra"), "its id", id="another name"),
        pytest.param(PETER.replace("ARpc", "ARpd"), "its id", id="another key"),
        pytest.param(PETER.replace("Peter", "Peter "), "its name", id="a blank in the name"),
        pytest.param(PETER.replace("PeterNeumann", ""), "its name", id="no name"),
        pytest.param(PETER.replace("+c7", "+\x1b[31mc7"), "its id", id="what moves a terminal"),
    ],
)
def test_a_key_is_refused_with(text: str, why: str) -> None:
    with pytest.raises(BadKey, match=why.replace("+", "[+]")) as refused:
        parse_key(text)
    assert str(refused.value).isprintable()


def test_a_refused_key_is_shown_between_one_pair_of_quotation_marks() -> None:
    with pytest.raises(BadKey, match=r"^The key 'nonsense' cannot be used: it must be"):
        parse_key("nonsense")


@pytest.mark.parametrize("name", ["", "a b", "a+b", "é", "a\n", "x" * 201])
def test_a_ledger_cannot_be_named(name: str) -> None:
    with pytest.raises(BadKey, match="its name must be printing ASCII"):
        check_name(name)


def test_a_ledger_can_be_named_as_an_address_of_the_web_is() -> None:
    assert check_name("ledger.example/pathfinders-2026") == "ledger.example/pathfinders-2026"
