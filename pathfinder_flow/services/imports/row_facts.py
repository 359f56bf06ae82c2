"""One row of a file as a fact, with every problem that was found in it and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.not_found import AmbiguousCountry
from pathfinder_flow.services.imports import understanding as values
from pathfinder_flow.services.imports.staging import Fact, Problem, StagedFacts
from pathfinder_flow.services.imports.understanding import Understanding
from pathfinder_flow.services.validation import clean, happened, printable
from pathfinder_flow.sheets.table import BadCell

COLUMNS = ("iso3", "event", "date", "certainty", "institution", "source", "note")
_WHOLE_ROW = ""


@dataclass
class RowFact:
    """A row as it is read. ``cells`` are those of :data:`COLUMNS`, then the further ``fields``.

    ``places`` are their addresses, as ``C14``, empty for what has no cell of its own. Of each
    column the first problem is kept: what cannot be read is not judged as well.
    """

    line: int
    cells: Sequence[str]
    places: Sequence[str]
    fields: Sequence[str] = ()
    unknown: Clause | None = None
    problems: dict[str, Problem] = field(default_factory=dict)

    def stage(self, known: Understanding, staged: StagedFacts) -> None:
        """Read the row, and set it down with what is wrong with it."""
        fact, day = self.read(known)
        where = dict(zip([*COLUMNS, *self.fields], self.places, strict=True))
        told = [
            staged.word(located(where.get(name, ""), why)) for name, why in self.problems.items()
        ]
        country = self.problems.get("iso3")
        if isinstance(country, AmbiguousCountry):
            staged.doubtful[country.facts["given"]] = country
        cells = [where[name] for name in self.problems if where.get(name)]
        number = staged.add(fact, day, " ".join(told) or None, cell=(cells or [""])[0])
        if self.unknown:
            said = located(where["event"], self.unknown)
            staged.note_unknown(number, fact.event, self.unknown, said=said, cell=where["event"])

    def read(self, known: Understanding) -> tuple[Fact, str | None]:
        """Give the fact of the row and its day; problems are kept, but for an unknown kind."""
        names = [*COLUMNS, *self.fields]
        if len(self.cells) != len(names):
            self.problems[_WHOLE_ROW] = _column_count(len(self.cells), len(names))
        padded = [*self.cells, *[""] * len(names)][: len(names)]
        given = dict(zip(names, map(self._readable, names, padded), strict=True))
        code = self._try("iso3", given["iso3"], known.country)
        event, why = known.event(given["event"])
        self.unknown = None if "event" in self.problems else why
        certainty, doubt = values.certainty(given["certainty"])
        self._note("certainty", doubt)
        self._note("source", values.source(given["source"]))
        when = self._try("date", given["date"], known.date)
        day = self._try("date", when, lambda text: _day(text, known, code))
        fields = tuple((name, given[name]) for name in self.fields if given[name])
        fact = Fact(
            self.line, code, event, when, certainty, given["institution"], given["source"],
            given["note"], fields=fields,
        )  # fmt: skip
        return fact, None if "date" in self.problems else day

    def _readable(self, name: str, cell: str) -> str:
        """Give a cell as it may be kept; what may not is only shown, and speaks to no terminal."""
        if isinstance(cell, BadCell):
            self._note(name, cell.why)
            return printable(cell)
        cleaned = self._try(name, cell, partial(clean, name))
        return printable(cleaned) if name in self.problems else cleaned

    def _note(self, name: str, why: Problem | None) -> None:
        if why is not None:
            self.problems.setdefault(name, why)

    def _try(self, name: str, cell: str, read: Callable[[str], str]) -> str:
        """Read a cell unless something is wrong with it already; gives it as it is if so."""
        if name in self.problems:
            return cell
        try:
            return read(cell)
        except PathfinderError as error:
            self._note(name, error)
            return cell


def located(place: str, why: Problem) -> Problem:
    """Put the address of its cell before what is wrong, and make it a sentence."""
    if str(why).endswith("."):
        return Clause("at_cell", "{cell}: {why}", cell=place, why=why) if place else why
    if place:
        return Clause("wrong_at_cell", "{cell}: {why}.", cell=place, why=why)
    return Clause("wrong_in_row", "Row: {why}.", why=why)


def _day(when: str, known: Understanding, code: str) -> str:
    return happened(when, known.today_in(code)).order.isoformat()


def _column_count(found: int, expected: int) -> Clause:
    return Clause(
        "column_count", "It has {found} columns instead of {expected}.",
        found=found, expected=expected,
    )  # fmt: skip
