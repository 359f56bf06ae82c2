"""YAML is read strictly: what people mean, or a line and column where it is wrong."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.definitions.yaml_text import LARGEST, read_yaml


def test_texts_stay_what_was_written() -> None:
    read = read_yaml(b"country: NO\nday: 2023-02-15\nanswer: yes\nnumber: '2023'\n")
    assert read.tree == {"country": "NO", "day": "2023-02-15", "answer": "yes", "number": "2023"}


def test_only_numbers_truth_and_nothing_are_more_than_text() -> None:
    assert read_yaml(b"a: 30\nb: true\nc: [false, -1]\nd:\ne: ~\n").tree == {
        "a": 30, "b": True, "c": [False, -1], "d": None, "e": None,
    }  # fmt: skip


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_yaml(b"\xef\xbb\xbfa: 1").tree == {"a": 1}


def test_every_key_and_item_has_its_line_and_column() -> None:
    read = read_yaml("é: x\nstates:\r\n  - a\r\n  - {b: c}\n".encode())
    assert read.place(("é",)) == (1, 1)
    assert read.place(("states", 0)) == (3, 5)
    assert read.place(("states", 1, "b")) == (4, 6)


def test_what_is_missing_stands_where_it_should_be() -> None:
    assert read_yaml(b"a:\n  b: c\n").place(("a", "x", 0)) == (1, 1)


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        pytest.param(b"a: b: c", (1, 5), "not YAML: mapping values", id="a second colon"),
        pytest.param(b"a:\n\tb: c", (2, 1), "indent with spaces", id="a tab"),
        pytest.param(b'a: "b\nc: d', (2, 5), "quote left open", id="an open quote"),
        pytest.param(b"a:\n  b: 1\n c: 2", (3, 2), "indented like", id="a crooked indent"),
        pytest.param(b"a: [b", (1, 6), "not YAML", id="an open bracket"),
        pytest.param(b"a: b\nc: caf\xe9", (2, 7), "0xe9 is not UTF-8", id="Latin-1"),
        pytest.param("a: b".encode("utf-16"), (1, 1), "is not UTF-8", id="UTF-16"),
        pytest.param("a: b".encode("utf-16-le"), (1, 2), "U+0000", id="UTF-16 without mark"),
        pytest.param(b"a: b\nc: \x07", (2, 4), "U+0007", id="a control character"),
        pytest.param(b'a: "b\\u0000"', (1, 4), "U+0000", id="an escaped control character"),
        pytest.param(b'a: "b\\ud800"', (1, 4), "U+D800", id="half a character"),
        pytest.param("a: \u202eb".encode(), (1, 4), "U+202E", id="text turned round"),
        pytest.param(b"a: 1\nb: 2\na: 3", (3, 1), "'a' stands here twice", id="a key twice"),
        pytest.param(b"a: &x b", (1, 4), "anchor '&x'", id="an anchor"),
        pytest.param(b"a: *x", (1, 4), "alias '*x'", id="an alias"),
        pytest.param(b"a: !!python/name:os.system x", (1, 4), "tag '!!python", id="a tag"),
        pytest.param(b"a: ! x", (1, 4), "tag '!'", id="a bare tag"),
        pytest.param(b"a: b\n---\nc: d", (2, 1), "second document", id="two documents"),
        pytest.param(b"%YAML 1.1\n---\na: NO", (1, 1), "begins with %", id="a directive"),
        pytest.param(b"- a", (1, 1), "'key: value'", id="a list"),
        pytest.param(b"hello", (1, 1), "'key: value'", id="a word"),
        pytest.param(b"# nothing\n", (1, 1), "the file is empty", id="nothing"),
        pytest.param(b"? [a]\n: b", (1, 3), "a key must be a text", id="a list as key"),
        pytest.param(b"a: b\n2023: c", (2, 1), "a key must be a text", id="a number as key"),
        pytest.param(b"a: 1.10", (1, 4), 'write it as "1.10"', id="a fraction"),
        pytest.param(b"a: 0x1F", (1, 4), 'write it as "0x1F"', id="a hexadecimal number"),
        pytest.param(b"a: 12345678901234567890", (1, 4), "number", id="a huge number"),
        pytest.param(b"a: " + b"[" * 500000, (1, 20), "16 levels deep", id="a deep nest"),
        pytest.param(b"#" * (LARGEST + 1), (1, 1), "1048577 bytes", id="an oversize file"),
    ],
)
def test_what_is_wrong_has_its_place(data: bytes, place: tuple[int, int], words: str) -> None:
    first = min(read_yaml(data).problems)
    assert first.place == place
    assert words in first.problem.message


def test_an_alias_bomb_is_refused_at_once_and_never_expanded() -> None:
    bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 1000)]
    started = time.perf_counter()
    read = read_yaml("\n".join(bomb).encode())
    assert time.perf_counter() - started < 1
    assert len(read.problems) == 100
    assert read.tree is None


def test_all_that_can_be_found_is_found_at_once() -> None:
    read = read_yaml(b"a: &x 1\nb: *x\nb: !!str c\n")
    assert [found.place for found in sorted(read.problems)] == [(1, 4), (2, 4), (3, 1), (3, 4)]


@given(
    st.binary(max_size=200)
    | st.text("ab:-[]{}&*!|>%@`?#'\"\\,\t\n =<", max_size=80).map(str.encode)
)
def test_no_bytes_make_it_stumble(data: bytes) -> None:
    read = read_yaml(data)
    assert (read.tree is None) <= bool(read.problems)
