"""The bytes of an entry: canonical, exact, and the same for ever."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from pathfinder_flow.domain.errors.invalid import NotCanonical
from pathfinder_flow.domain.ledger.entries import (
    Act,
    Draft,
    Entry,
    Kind,
    canonical,
    canonical_json,
    parse,
)

BIGGEST = 2**53 - 1

ENTRY = Entry(
    7,
    datetime(2026, 11, 22, 9, 0, 0, 42, tzinfo=UTC),
    Draft(
        Kind.EVIDENCE,
        "CIV",
        "../2019-05",
        Act("p-3f2a", "secretariat", "secretariat", 2),
        'Côte d\'Ivoire said "oui".\n',
        {"kind": "letter", "fields": {"pages": 3, "signed": True, "seal": None}, "groups": ["é"]},
    ),
)
# What auditors hold signatures of: this text must never change.
GOLDEN = (
    '{"actor":"p-3f2a",'
    '"body":{"fields":{"pages":3,"seal":null,"signed":true},"groups":["é"],"kind":"letter"},'
    '"country":"CIV",'
    '"effective":"../2019-05",'
    '"kind":"evidence",'
    '"mandate":2,'
    '"number":7,'
    '"on_behalf_of":"secretariat",'
    '"reason":"Côte d\'Ivoire said \\"oui\\".\\n",'
    '"recorded_at":"2026-11-22T09:00:00.000042Z",'
    '"role":"secretariat"}'
).encode()

CANONICAL: list[tuple[str, Any, str]] = [
    # The first two are the examples of RFC 8785, 3.2.3 and 3.2.2.2.
    (
        "keys go by UTF-16 code units",
        dict.fromkeys(["€", "\r", "דּ", "1", "😀", "\x80", "ö"], 0),
        '{"\\r":0,"1":0,"\u0080":0,"\u00f6":0,"\u20ac":0,"\U0001f600":0,"\ufb33":0}',
    ),
    (
        "only what must be is escaped",
        "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"',
    ),
    ("short escapes", "\b\t\n\f\r", '"\\b\\t\\n\\f\\r"'),
    ("long escapes", "\x00\x1f\x7f", '"\\u0000\\u001f\x7f"'),
    ("composed and decomposed letters stay apart", ["é", "e\u0301"], '["é","e\u0301"]'),
    ("no blanks", {"b": [1, {"a": None}], "a": {}}, '{"a":{},"b":[1,{"a":null}]}'),
    ("booleans are not numbers", [True, 1, False, 0], "[true,1,false,0]"),
    ("the biggest numbers", [BIGGEST, -BIGGEST], "[9007199254740991,-9007199254740991]"),
    ("tuples are lists", (1, ("a",)), '[1,["a"]]'),
]

INEXACT: dict[str, Any] = {
    "a float": 1.5,
    "a whole float": 1.0,
    "not a number": float("nan"),
    "infinity": float("inf"),
    "a float deep inside": {"a": [{"b": (1, 2.0)}]},
    "2^53": 2**53,
    "-2^53": -(2**53),
    "a date": datetime(2026, 1, 1, tzinfo=UTC),
    "bytes": b"x",
    "a set": {1},
    "a number as a key": {1: "x"},
    "half a surrogate pair": "\ud83d",
    "half a surrogate pair as a key": {"\ud83d": 1},
}

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-BIGGEST, BIGGEST) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
moments = st.datetimes(datetime(2016, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
optional = st.none() | texts
numbers = st.integers(1, BIGGEST)
acts = st.builds(Act, texts, optional, optional, st.none() | numbers)
drafts = st.builds(
    Draft,
    st.sampled_from(Kind),
    optional,
    texts,
    acts,
    texts,
    st.dictionaries(texts, values, max_size=4),
)
entries = st.builds(Entry, numbers, moments, drafts)


def test_the_bytes_of_a_known_entry_never_change() -> None:
    assert canonical(ENTRY) == GOLDEN


@pytest.mark.parametrize(
    ("value", "text"), [row[1:] for row in CANONICAL], ids=[row[0] for row in CANONICAL]
)
def test_canonical_json_is_that_of_rfc_8785(value: Any, text: str) -> None:
    assert canonical_json(value).decode() == text


@pytest.mark.parametrize("value", INEXACT.values(), ids=INEXACT)
def test_what_cannot_be_kept_exactly_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical_json(value)


def test_an_entry_with_a_float_in_its_body_is_refused() -> None:
    with pytest.raises(NotCanonical, match=r"The value 0\.5 cannot be kept exactly"):
        canonical(replace(ENTRY, draft=replace(ENTRY.draft, body={"share": 0.5})))


@given(entries)
def test_an_entry_is_read_back_from_its_bytes(entry: Entry) -> None:
    assert parse(canonical(entry)) == entry


@given(entries)
def test_bytes_read_and_written_again_are_the_same(entry: Entry) -> None:
    data = canonical(entry)
    assert canonical(parse(data)) == data


@given(values)
def test_canonical_json_is_what_the_library_for_it_gives(value: Any) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)


@given(values)
def test_canonical_json_is_json_of_the_same_value(value: Any) -> None:
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(texts, values, max_size=6), st.randoms())
def test_the_order_in_which_keys_were_put_in_does_not_matter(body: Any, random: Any) -> None:
    names = list(body)
    random.shuffle(names)
    assert canonical_json({name: body[name] for name in names}) == canonical_json(body)


def test_the_moment_is_written_in_utc_whatever_its_zone() -> None:
    lima = timezone(timedelta(hours=-5))
    assert canonical(replace(ENTRY, recorded_at=ENTRY.recorded_at.astimezone(lima))) == GOLDEN


def test_a_whole_second_is_written_with_its_microseconds() -> None:
    whole = replace(ENTRY, recorded_at=datetime(2026, 11, 22, tzinfo=UTC))
    assert b'"recorded_at":"2026-11-22T00:00:00.000000Z"' in canonical(whole)


def test_a_moment_read_back_knows_its_zone() -> None:
    assert parse(GOLDEN).recorded_at.utcoffset() == timedelta(0)


def test_an_entry_says_why_it_was_recorded() -> None:
    assert ENTRY.reason == ENTRY.draft.reason != ""
