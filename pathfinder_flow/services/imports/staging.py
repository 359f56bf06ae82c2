"""The facts of a file between reading and importing, and what became of each, in flat memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.clauses import Clause

Problem = Clause | PathfinderError
"""Why a row cannot be taken: a sentence in English that other languages know too."""

_COLUMNS = "line, country, event, date, certainty, institution, source, note"


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
    """What became of a row.

    ``problem`` says why it cannot be taken, and is empty when it can. ``entries`` are the numbers
    under which it was recorded, now or, when it was ``known`` already, earlier; ``twin`` is the
    line of the file that says the same.
    """

    line: int
    country: str
    event: str
    date: str
    problem: str
    known: bool
    entries: str
    twin: int | None

    @property
    def refused(self) -> bool:
        """Whether it cannot be taken."""
        return bool(self.problem)


class StagedFacts:
    """The facts of a file, set down in a temporary database so that any number of them fits.

    Close it when done; the temporary database goes with it. ``word`` tells problems to the
    reader.
    """

    def __init__(
        self, path: Path = Path("facts.csv"), word: Callable[[Problem], str] = str
    ) -> None:
        self.path, self.word = path, word
        self._db = sqlite3.connect("")
        self._db.execute(
            "CREATE TABLE facts (line INTEGER PRIMARY KEY, country, event, date, certainty,"
            " institution, source, note, day, problem, known BOOLEAN DEFAULT 0,"
            " entries DEFAULT '', twin)"
        )

    def close(self) -> None:
        """Remove the temporary database."""
        self._db.close()

    def add(self, fact: Fact, day: str | None, problem: str | None) -> None:
        """Set a row down; ``day`` is where it stands in the order of dates."""
        self._db.execute(
            "INSERT INTO facts (line, country, event, date, certainty, institution, source, note,"
            " day, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (fact.line, *fact.columns, day, problem),
        )

    def refuse(self, line: int, why: Problem) -> None:
        """Remember that a row cannot be taken."""
        self._db.execute("UPDATE facts SET problem = ? WHERE line = ?", (self.word(why), line))

    def note(self, line: int, entries: list[int], *, known: bool = False) -> None:
        """Remember as which entries a row was recorded, and whether that was so already."""
        told = ", ".join(map(str, entries))
        self._db.execute(
            "UPDATE facts SET entries = ?, known = ? WHERE line = ?", (told, known, line)
        )

    def note_twin(self, line: int, twin: int) -> None:
        """Remember that a row says what another line says."""
        self._db.execute("UPDATE facts SET twin = ?, known = 1 WHERE line = ?", (twin, line))

    def count(self, *, refused: bool = False) -> int:
        """Count all rows, or those that cannot be taken."""
        where = "WHERE problem IS NOT NULL" if refused else ""
        found = self._db.execute(f"SELECT count(*) FROM facts {where}")  # noqa: S608 - own words
        return int(found.fetchone()[0])

    def count_known(self) -> int:
        """Count the rows that were imported before."""
        found = self._db.execute("SELECT count(*) FROM facts WHERE known")
        return int(found.fetchone()[0])

    def countries(self) -> list[str]:
        """Give the countries of the file, in order."""
        rows = self._db.execute("SELECT DISTINCT country FROM facts ORDER BY country")
        return [code for (code,) in rows]

    def first_fact(self, country: str) -> Fact:
        """Give a country's first fact; of several on one day, the first by what they say."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, NULL FROM facts WHERE country = ?"  # noqa: S608 - own words
            " ORDER BY day, event, date, line LIMIT 1",
            (country,),
        )
        return Fact(*rows.fetchone())

    def facts(self, country: str) -> Iterator[Fact]:
        """Give a country's facts by date, on one date by line."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS},"  # noqa: S608 - own words
            " nullif(min(line) OVER (PARTITION BY event, date, certainty, institution, source,"
            " note), line) FROM facts WHERE country = ? ORDER BY day, line",
            (country,),
        )
        for row in rows:
            yield Fact(*row)

    def report(self) -> Iterator[RowReport]:
        """Give what became of each row, in the order of the file."""
        query = (
            "SELECT line, country, event, date, coalesce(problem, ''), known, entries, twin"
            " FROM facts ORDER BY line"
        )
        for line, country, event, when, problem, known, entries, twin in self._db.execute(query):
            yield RowReport(line, country, event, when, problem, bool(known), entries, twin)
