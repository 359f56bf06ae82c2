"""Dates as imprecise as their sources: what they can mean, and what is no date."""

import csv
from datetime import date
from pathlib import Path

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathfinder_flow.domain.dates.edtf import of_day, parse_when
from pathfinder_flow.domain.errors.invalid import BadDate

PUBLIC_RECORD = Path(__file__).parents[3] / "workflows" / "pathfinder" / "public-record.csv"

# The date; the first and the last day it can mean.
MEANINGS = {
    "../2019-05": (None, "2019-05-31"),
    "../2019-08": (None, "2019-08-31"),
    "../2019-09": (None, "2019-09-30"),
    "../2019-10": (None, "2019-10-31"),
    "../2019-11": (None, "2019-11-30"),
    "../2020-03": (None, "2020-03-31"),
    "../2025": (None, "2025-12-31"),
    "2018-10-25?": ("2018-10-25", "2018-10-25"),
    "2018-12": ("2018-12-01", "2018-12-31"),
    "2019-02-07": ("2019-02-07", "2019-02-07"),
    "2019-03-04/2019-03-05": ("2019-03-04", "2019-03-05"),
    "2019-03-28/2019-03-29": ("2019-03-28", "2019-03-29"),
    "2019-05": ("2019-05-01", "2019-05-31"),
    "2019-08-22/2019-08-23": ("2019-08-22", "2019-08-23"),
    "2019-09": ("2019-09-01", "2019-09-30"),
    "2019-09-24/2019-09-25": ("2019-09-24", "2019-09-25"),
    "2020-03": ("2020-03-01", "2020-03-31"),
    "2020-10-28": ("2020-10-28", "2020-10-28"),
    "2020-12": ("2020-12-01", "2020-12-31"),
    "2021-04-21": ("2021-04-21", "2021-04-21"),
    "2021-11-09": ("2021-11-09", "2021-11-09"),
    "2021-11-23": ("2021-11-23", "2021-11-23"),
    "2022-03-31": ("2022-03-31", "2022-03-31"),
    "2022-09-28": ("2022-09-28", "2022-09-28"),
    "2022-11-21/..": ("2022-11-21", None),
    "2023-09-28": ("2023-09-28", "2023-09-28"),
    "2023-11-28": ("2023-11-28", "2023-11-28"),
    "2024": ("2024-01-01", "2024-12-31"),
    "2024-06-26/2024-06-27": ("2024-06-26", "2024-06-27"),
    "2025-05-26": ("2025-05-26", "2025-05-26"),
    "2026-01-27?": ("2026-01-27", "2026-01-27"),
    # Not on the public record, and just as possible.
    "2020-02": ("2020-02-01", "2020-02-29"),
    "2020-02-29": ("2020-02-29", "2020-02-29"),
    "2020-03~": ("2020-03-01", "2020-03-31"),
    "2020%": ("2020-01-01", "2020-12-31"),
    "2020/2020-03": ("2020-01-01", "2020-03-31"),
    "2020-03-01/2020-03-01": ("2020-03-01", "2020-03-01"),
    "2019?/2021": ("2019-01-01", "2021-12-31"),
    "../2025?": (None, "2025-12-31"),
    "0001-01-01": ("0001-01-01", "0001-01-01"),
    "9999-12-31": ("9999-12-31", "9999-12-31"),
}

REFUSED = {
    "nothing": "",
    "a space": " ",
    "a space before": " 2020-03-01",
    "a space after": "2020-03 ",
    "a line end after": "2020-03-01\n",
    "a space inside": "2020 / 2021",
    "a word": "yesterday",
    "a time": "2020-03-01T10:00",
    "a time with its zone": "2020-03-01T10:00:00Z",
    "a season": "2020-21",
    "a set": "[2019,2020]",
    "a list": "{2019,2020}",
    "an unspecified digit": "201X",
    "a decade": "202",
    "a long year": "Y12020",
    "a year before our era": "-0044",
    "the year zero": "0000",
    "a day in the year zero": "0000-01-01",
    "month zero": "2020-00",
    "month thirteen": "2020-13",
    "day zero": "2020-03-00",
    "no leap year": "2021-02-29",
    "no leap year, inferred": "2021-02-29?",
    "an impossible end": "2021-01-01/2021-02-30",
    "an impossible day in doubt": "2021-02-30?",
    "a reversed interval": "2021/2020",
    "a reversed interval of days": "2020-03-02/2020-03-01",
    "an interval open at both ends": "../..",
    "an unknown start": "/2020",
    "an unknown end": "2020/",
    "two intervals": "2019/2020/2021",
    "two marks": "2020?~",
    "a mark before": "?2020",
    "a mark inside": "2020?-03",
    "one digit": "2020-3-1",
    "no dashes": "20200301",
    "a week": "2020-W10",
    "slashes": "01/03/2020",
    "Arabic digits": "\u0662\u0660\u0662\u0660-\u0660\u0663-\u0660\u0661",
    "fullwidth digits": "\uff12\uff10\uff12\uff10-\uff10\uff13",
    "a typographic dash": "2020\N{EN DASH}03\N{EN DASH}01",
    "a null byte": "2020\0",
}


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("text", MEANINGS)
def test_a_date_means_its_first_to_its_last_day(text: str) -> None:
    first, last = MEANINGS[text]
    when = parse_when(text)
    assert (when.text, when.earliest, when.latest) == (text, day(first), day(last))


@pytest.mark.parametrize("text", MEANINGS)
def test_a_date_with_a_mark_is_uncertain(text: str) -> None:
    assert parse_when(text).uncertain == any(mark in text for mark in "?~%")


@pytest.mark.parametrize("text", MEANINGS)
def test_only_a_certain_day_has_a_day(text: str) -> None:
    first, last = MEANINGS[text]
    precise = first == last and "?" not in text
    assert parse_when(text).day == (day(first) if precise else None)


@pytest.mark.parametrize("text", MEANINGS)
def test_a_date_stands_in_a_history_at_its_last_day_else_at_its_first(text: str) -> None:
    first, last = MEANINGS[text]
    assert parse_when(text).order == day(last or first)


def test_every_date_of_the_public_record_is_in_the_table() -> None:
    with PUBLIC_RECORD.open(encoding="utf-8") as file:
        dates = {row["date"] for row in csv.DictReader(file)}
    assert dates - set(MEANINGS) == set()


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        parse_when(text)


def test_the_refusal_names_what_was_given_and_shows_how_to_write_a_date() -> None:
    with pytest.raises(BadDate, match=r"'2021-02-30' is not a date .*2024-05-01") as caught:
        parse_when("2021-02-30")
    assert caught.value.facts == {"given": "2021-02-30"}


@settings(max_examples=60, deadline=None)
@given(st.dates())
def test_the_short_way_for_whole_days_agrees_with_the_library(some: date) -> None:
    parsed = edtf.parse_edtf(some.isoformat())
    bounds = [date(*bound[:3]) for bound in (parsed.lower_strict(), parsed.upper_strict())]
    when = parse_when(some.isoformat())
    assert [when.earliest, when.latest, when.day] == [*bounds, some]


@given(st.dates())
def test_a_day_is_written_as_it_is_read(some: date) -> None:
    assert of_day(some) == parse_when(some.isoformat())


@given(st.text(max_size=12) | st.text("0123456789-/.?~%TX ", max_size=24))
@settings(deadline=None)
def test_any_text_is_a_date_or_refused_and_nothing_else(text: str) -> None:
    try:
        when = parse_when(text)
    except BadDate:
        return
    assert (when.earliest or date.min) <= (when.latest or date.max)
