"""Reading a CSV file of dated facts, with every problem of every row, in flat memory."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from pathfinder_flow.domain.errors import FileRefused, ImportRefused, PathfinderError
from pathfinder_flow.services.checking import (
    clean,
    happened,
    is_web_address,
    printable,
    suggestion,
)

COLUMNS = ("iso3", "event", "date", "certainty", "institution", "source", "note")
CERTAINTIES = ("stated", "no_later_than", "derived", "disputed")
MAX_BYTES = 256 << 20


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the file; ``date`` is EDTF, ``line`` where the row ends in the file.

    ``twin`` is the line of the first row that says exactly the same, if that is another one.
    """

    line: int
    country: str
    event: str
    date: str
    certainty: str
    institution: str
    source: str
    note: str
    twin: int | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The row as written, without its place."""
        return (
            self.country, self.event, self.date, self.certainty,
            self.institution, self.source, self.note,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of a row: ``said`` in words; ``refused`` when it cannot be taken."""

    line: int
    country: str
    event: str
    date: str
    said: str
    refused: bool


class StagedFacts:
    """The facts of a file, set down in a temporary database so that any number of them fits.

    Close it when done; the temporary database goes with it.
    """

    def __init__(self, path: Path = Path("facts.csv")) -> None:
        self.path = path
        self._db = sqlite3.connect("")
        self._db.execute(
            "CREATE TABLE facts (line INTEGER PRIMARY KEY, country, event, date, certainty,"
            " institution, source, note, day, said, refused)"
        )

    def close(self) -> None:
        """Remove the temporary database."""
        self._db.close()

    def add(self, fact: Fact, day: str | None, problem: str | None) -> None:
        """Set a row down; ``day`` is where it stands in the order of dates."""
        row = (fact.line, *fact.columns, day, problem, problem is not None)
        self._db.execute(f"INSERT INTO facts VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608

    def refuse(self, line: int, why: str) -> None:
        """Remember that a row cannot be taken."""
        self._db.execute("UPDATE facts SET said = ?, refused = 1 WHERE line = ?", (why, line))

    def note(self, line: int, said: str) -> None:
        """Remember what became of a row."""
        self._db.execute("UPDATE facts SET said = ? WHERE line = ?", (said, line))

    def count(self, *, refused: bool = False) -> int:
        """Count all rows, or those that cannot be taken."""
        where = "WHERE refused" if refused else ""
        found = self._db.execute(f"SELECT count(*) FROM facts {where}")  # noqa: S608 - own words
        return int(found.fetchone()[0])

    def count_known(self) -> int:
        """Count the rows that were imported before."""
        found = self._db.execute("SELECT count(*) FROM facts WHERE said LIKE 'known%'")
        return int(found.fetchone()[0])

    def countries(self) -> list[str]:
        """Give the countries of the file, in order."""
        rows = self._db.execute("SELECT DISTINCT country FROM facts ORDER BY country")
        return [code for (code,) in rows]

    def first_day(self, country: str) -> date:
        """Give the day of a country's first fact."""
        query = "SELECT min(day) FROM facts WHERE country = ?"
        return date.fromisoformat(self._db.execute(query, (country,)).fetchone()[0])

    def facts(self, country: str, ranks: dict[str, int]) -> Iterator[Fact]:
        """Give a country's facts by date, on one date by the rank of their kind, then by line."""
        self._db.create_function("rank_of", 1, lambda event: ranks.get(event, 0))
        rows = self._db.execute(
            "SELECT line, country, event, date, certainty, institution, source, note,"
            " nullif(min(line) OVER (PARTITION BY event, date, certainty, institution, source,"
            " note), line) FROM facts WHERE country = ? ORDER BY day, rank_of(event), line",
            (country,),
        )
        for row in rows:
            yield Fact(*row)

    def report(self) -> Iterator[RowReport]:
        """Give what became of each row, in the order of the file."""
        query = "SELECT line, country, event, date, coalesce(said, ''), refused FROM facts"
        for row in self._db.execute(f"{query} ORDER BY line"):
            line, country, event, when, said, refused = row
            yield RowReport(line, country, event, when, said, bool(refused))


def stage_facts(
    path: Path,
    *,
    today: date,
    events: list[str],
    country_code: Callable[[str], str],
) -> StagedFacts:
    """Read and check a whole file.

    Raises :class:`FileRefused` when it is not such a file at all. Rows with problems are staged
    with their problem; :func:`refuse_bad_rows` turns them into one error.
    """
    staged = StagedFacts(path)
    try:
        _refuse_huge(path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, row in _rows(path, file):
                fact, day, problem = _read(line, row, today, events, country_code)
                staged.add(fact, day, problem)
    except UnicodeDecodeError as error:
        staged.close()
        why = f"line {_first_bad_line(path)} is not UTF-8; save it as 'CSV UTF-8' and try again"
        raise FileRefused(path=path, why=why) from error
    except OSError as error:
        staged.close()
        raise FileRefused(path=path, why=f"{(error.strerror or '').lower()}; check it") from error
    except FileRefused:
        staged.close()
        raise
    return staged


def _first_bad_line(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1


def _refuse_huge(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise FileRefused(path=path, why=f"it is larger than {MAX_BYTES >> 20} MiB; split it")


def refuse_bad_rows(staged: StagedFacts) -> None:
    """Raise :class:`ImportRefused` when any row cannot be taken."""
    bad = staged.count(refused=True)
    if bad:
        raise ImportRefused(path=staged.path, bad=bad, rows=staged.count())


def _rows(path: Path, file: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(file, strict=True)
    try:
        header = next(reader, None)
        if header is None:
            raise FileRefused(path=path, why="it is empty; its first line must name the columns")
        if tuple(name.strip() for name in header) != COLUMNS:
            given = printable(",".join(header)[:200])
            why = f"its first line must be {','.join(COLUMNS)}, not {given}"
            raise FileRefused(path=path, why=why)
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        why = f"it is not well-formed CSV (line {reader.line_num}: {error})"
        raise FileRefused(path=path, why=why) from error


def _read(
    line: int,
    row: list[str],
    today: date,
    events: list[str],
    country_code: Callable[[str], str],
) -> tuple[Fact, str | None, str | None]:
    """Give the fact of a row, its day, and every problem with it in one text."""
    padded = (row + [""] * len(COLUMNS))[: len(COLUMNS)]
    problems: list[str] = []
    if len(row) != len(COLUMNS):
        problems.append(f"It has {len(row)} columns instead of {len(COLUMNS)}.")
    # What cannot be taken is only shown, and must not speak to the terminal.
    values = [
        _try(problems, partial(clean, name, value), printable(value))
        for name, value in zip(COLUMNS, padded, strict=True)
    ]
    code, event, when, certainty, institution, source, note = values
    code = _try(problems, lambda: country_code(code), code)
    if event not in events:
        near = suggestion(event, events)
        problems.append(f"No published workflow knows evidence of kind '{event}'{near}.")
    if certainty not in CERTAINTIES:
        near = suggestion(certainty, list(CERTAINTIES))
        problems.append(f"'{certainty}' is not one of {', '.join(CERTAINTIES)}{near}.")
    if not is_web_address(source):
        problems.append("It needs a source: a web address that begins with http.")
    day = _try(problems, lambda: _day(when, today), "")
    fact = Fact(line, code, event, when, certainty, institution, source, note)
    return fact, day or None, " ".join(problems) or None


def _day(text: str, today: date) -> str:
    return happened(text, today).order.isoformat()


def _try(problems: list[str], read: Callable[[], str], otherwise: str) -> str:
    try:
        return read()
    except PathfinderError as error:
        problems.append(str(error))
        return otherwise
