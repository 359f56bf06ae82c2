"""Calendar files: the library's own bytes, what went in comes out, other programs take them."""

import json
import os
import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event, Todo, vText

from pathfinder_flow.calendars.ics import calendar_file
from pathfinder_flow.domain.reminders.mail import CalendarItem

DEADLINE = CalendarItem(
    uid="per.annual_progress_report.2026@pathfinder.example",
    due=date(2027, 3, 31),
    title="Informe anual de avances 2026; Perú, a más tardar",
    description="Plazo: 31 de marzo.\nGracias \\ atentamente",
    sequence=2,
    cancelled=False,
    stamp=datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC),
)

# What can be sent as it is. The library turns a written-out `\N` into a line break, so where the
# two are compared there is none; another test says that ours keeps it.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029")
    | st.sampled_from("\n\t\\;,:^\"'nN éß😀"),
    max_size=200,
)
STAMPS = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-5))]),
).map(lambda stamp: stamp.replace(microsecond=0))
DEADLINES = st.builds(
    CalendarItem,
    uid=TEXTS,
    due=st.dates(date(1000, 1, 1)),
    title=TEXTS,
    description=TEXTS,
    sequence=st.integers(0, 10**6),
    cancelled=st.booleans(),
    stamp=STAMPS,
)
METHODS = st.sampled_from([None, "PUBLISH", "CANCEL"])


def by_the_library(deadlines: list[CalendarItem], method: str | None, name: str) -> bytes:
    """The same file, all of it made by the library."""
    calendar = Calendar()
    calendar.add("prodid", "-//pathfinder-flow//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if name:
        # Told that these are texts: the library escapes only the properties it knows.
        calendar.add("name", vText(name))
        calendar.add("x-wr-calname", vText(name))
        calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", "PT12H")
    for deadline in deadlines:
        calendar.add_component(filled(Event(), deadline, "CONFIRMED", "dtstart", deadline.uid))
        calendar.subcomponents[-1].add("transp", "TRANSPARENT")
        if name and not method:
            task = filled(Todo(), deadline, "NEEDS-ACTION", "due", deadline.uid + "-task")
            calendar.add_component(task)
    return bytes(calendar.to_ical())


def filled(item: Any, deadline: CalendarItem, state: str, day: str, uid: str) -> Any:
    item.add("uid", uid)
    item.add(day, deadline.due)
    item.add("summary", deadline.title)
    item.add("description", deadline.description)
    item.add("sequence", deadline.sequence)
    item.add("status", "CANCELLED" if deadline.cancelled else state)
    for moment in ("dtstamp", "last-modified"):
        item.add(moment, deadline.stamp.astimezone(UTC))
    return item


def read_back(data: bytes) -> list[Any]:
    return Calendar.from_ical(data).subcomponents


@settings(deadline=None, max_examples=300)
@given(deadlines=st.lists(DEADLINES, max_size=3), method=METHODS, name=TEXTS | st.just(""))
def test_the_bytes_are_those_the_library_would_write(
    deadlines: list[CalendarItem], method: Any, name: str
) -> None:
    texts = [name, *(text for one in deadlines for text in (one.uid, one.title, one.description))]
    if not any("\\N" in text for text in texts):
        ours = calendar_file(deadlines, method=method, name=name)
        assert ours == by_the_library(deadlines, method, name)


@settings(deadline=None, max_examples=300)
@given(deadline=DEADLINES)
def test_what_went_in_comes_out(deadline: CalendarItem) -> None:
    for item in read_back(calendar_file([deadline], name="feed")):
        assert item["summary"] == deadline.title
        assert item["description"] == deadline.description
        assert item["uid"].removesuffix("-task") == deadline.uid.removesuffix("-task")
        assert item["sequence"] == deadline.sequence
        assert item.decoded("dtstart" if item.name == "VEVENT" else "due") == deadline.due
        assert item.decoded("dtstamp") == item.decoded("last-modified") == deadline.stamp


@settings(deadline=None)
@given(deadline=DEADLINES, name=TEXTS)
def test_lines_are_at_most_75_octets_and_end_as_the_standard_says(
    deadline: CalendarItem, name: str
) -> None:
    data = calendar_file([deadline], name=name)
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()


@settings(deadline=None)
@given(words=st.text(st.characters() | st.sampled_from("\x00\x07\x1b\r\n\x85\u2028\ud800")))
def test_any_text_at_all_gives_a_file_that_can_be_read(words: str) -> None:
    deadline = CalendarItem("u", date(2027, 1, 1), words, words, 0, False, DEADLINE.stamp)
    (event,) = read_back(calendar_file([deadline]))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", event["summary"])
    kept = [sign for sign in words if sign.isprintable()]
    assert [sign for sign in str(event["summary"]) if sign.isprintable() and sign != " "] == [
        sign for sign in kept if sign != " "
    ]


@pytest.mark.parametrize("words", ["C:\\Nuevo", "\\\\N", "\\n", "a\\", "\\;\\,"])
def test_a_backslash_stays_a_backslash(words: str) -> None:
    deadline = CalendarItem("u", date(2027, 1, 1), words, words, 0, False, DEADLINE.stamp)
    (event,) = read_back(calendar_file([deadline]))
    assert event["summary"] == words


def test_a_deadline_in_a_mail_is_one_event_of_a_day_that_blocks_no_time() -> None:
    (event,) = read_back(calendar_file([DEADLINE], method="PUBLISH"))
    assert event.to_ical().decode().split("\r\n")[0] == "BEGIN:VEVENT"
    assert event["dtstart"].params == {"VALUE": "DATE"}
    assert (event["transp"], event["status"]) == ("TRANSPARENT", "CONFIRMED")
    assert "dtend" not in event


def test_a_mail_says_its_method_and_a_feed_has_none() -> None:
    assert Calendar.from_ical(calendar_file([DEADLINE], method="CANCEL"))["method"] == "CANCEL"
    assert "method" not in Calendar.from_ical(calendar_file([DEADLINE], name="Lima"))


def test_a_cancelled_deadline_says_so() -> None:
    gone = CalendarItem("u", date(2027, 1, 1), "t", "d", 3, True, DEADLINE.stamp)
    assert [item["status"] for item in read_back(calendar_file([gone], name="f"))] == [
        "CANCELLED",
        "CANCELLED",
    ]


def test_a_feed_says_its_name_and_how_often_to_fetch_it() -> None:
    feed = calendar_file([], name="Échéances, Pérou").decode()
    assert "X-WR-CALNAME:Échéances\\, Pérou\r\n" in feed
    assert "X-PUBLISHED-TTL:PT12H\r\n" in feed
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in feed


def test_a_feed_has_a_task_beside_each_event_under_a_uid_of_its_own() -> None:
    items = read_back(calendar_file([DEADLINE], name="Lima"))
    assert [(item.name, item["uid"]) for item in items] == [
        ("VEVENT", DEADLINE.uid),
        ("VTODO", DEADLINE.uid + "-task"),
    ]


def test_a_file_that_is_neither_mail_nor_feed_has_events_only() -> None:
    assert [item.name for item in read_back(calendar_file([DEADLINE, DEADLINE]))] == ["VEVENT"] * 2


def run(program: str, *arguments: str, home: Path, **more: str) -> str:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"the program {program} is not installed")
    environment = {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PATH": os.environ["PATH"],
        **more,
    }
    done = subprocess.run(
        [path, *arguments],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.ics"
    path.write_bytes(calendar_file([DEADLINE], name="Plazos del Perú"))
    return path


def test_khal_takes_it(tmp_path: Path, feed: Path) -> None:
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[mine]]\npath = {tmp_path}/mine\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\nlocal_timezone = America/Lima\ndefault_timezone = America/Lima\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    run("khal", "-c", str(config), "import", "--batch", "-a", "mine", str(feed), home=tmp_path)
    told = run(
        *("khal", "-c", str(config), "list", "--format", "{start-date}|{title}|{description}"),
        *("2027-03-25", "10d"),
        home=tmp_path,
    )
    assert f"2027-03-31|{DEADLINE.title}|{DEADLINE.description}" in told


def test_todoman_takes_it(tmp_path: Path, feed: Path) -> None:
    (tmp_path / "lists" / "mine").mkdir(parents=True)
    shutil.copy(feed, tmp_path / "lists" / "mine")
    config = tmp_path / "todoman.py"
    config.write_text(
        f'path = "{tmp_path}/lists/*"\ncache_path = "{tmp_path}/todoman.db"\n'
        'date_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n'
    )
    told = run("todoman", "--config", str(config), "--porcelain", "list", home=tmp_path)
    (task,) = json.loads(told)
    assert (task["summary"], task["description"]) == (DEADLINE.title, DEADLINE.description)
    assert datetime.fromtimestamp(task["due"], UTC).date() == DEADLINE.due


READ_WITH_ICAL_JS = """
const ICAL = require("ical.js");
const text = require("fs").readFileSync(process.argv[1], "utf8");
const calendar = new ICAL.Component(ICAL.parse(text));
for (const kind of ["vevent", "vtodo"])
  for (const item of calendar.getAllSubcomponents(kind)) {
    const day = item.getFirstPropertyValue(kind === "vevent" ? "dtstart" : "due");
    const said = ["summary", "description", "uid"].map((key) => item.getFirstPropertyValue(key));
    console.log(JSON.stringify([kind, day.isDate, day.toString(), ...said]));
  }
"""


def test_ical_js_takes_it(tmp_path: Path, feed: Path) -> None:
    folder = os.environ.get("PATHFINDER_TEST_NODE_PATH")
    where = {"NODE_PATH": str(Path(folder) / "node_modules")} if folder else {}
    found = "try { require.resolve('ical.js'); console.log(1) } catch { console.log(0) }"
    if run("node", "-e", found, home=tmp_path, **where).strip() == "0":
        pytest.skip("the npm package ical.js is not installed; see PATHFINDER_TEST_NODE_PATH")
    told = run("node", "-e", READ_WITH_ICAL_JS, str(feed), home=tmp_path, **where)
    said = [True, "2027-03-31", DEADLINE.title, DEADLINE.description]
    assert [json.loads(line) for line in told.splitlines()] == [
        ["vevent", *said, DEADLINE.uid],
        ["vtodo", *said, DEADLINE.uid + "-task"],
    ]
