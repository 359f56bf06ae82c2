"""Taking turns, medians, and the table of figures."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from statistics import median
from time import perf_counter

Run = Callable[[], float]
"""Does a fixed piece of work once and gives the seconds it took."""


@dataclass(frozen=True)
class Figure:
    """One line of the table; ``met`` is None where nothing is demanded."""

    name: str
    figure: str
    against: str = ""
    ratio: str = ""
    demand: str = ""
    met: bool | None = None


class Rounds:
    """What contestants took in turns, round by round, so that noise falls on all of them."""

    def __init__(self, contestants: Mapping[str, Run], rounds: int) -> None:
        self.seconds: dict[str, list[float]] = {name: [] for name in contestants}
        # What the preparation left behind is no contestant's garbage to look through.
        gc.collect()
        gc.freeze()
        names = list(contestants)
        for number in range(rounds):
            turn = number % len(names)
            for name in names[turn:] + names[:turn]:
                self.seconds[name].append(contestants[name]())

    def median(self, name: str) -> float:
        """Give the median seconds of a contestant."""
        return median(self.seconds[name])

    def times(self, name: str, other: str) -> float:
        """Give how many times as long one took as another: the median of the rounds' ratios."""
        pairs = zip(self.seconds[name], self.seconds[other], strict=True)
        return median(mine / theirs for mine, theirs in pairs)


def clocked(work: Callable[[], object]) -> Run:
    """Give the run that times a piece of work."""

    def run() -> float:
        start = perf_counter()
        work()
        return perf_counter() - start

    return run


def milliseconds(seconds: float) -> str:
    """Word a duration in milliseconds."""
    return f"{seconds * 1e3:.1f} ms"


def microseconds(seconds: float) -> str:
    """Word a duration in microseconds."""
    return f"{seconds * 1e6:.1f} us"


def per_second(count: int, seconds: float) -> str:
    """Word a rate."""
    return f"{count / seconds:,.0f}/s".replace(",", " ")


def measure(name: str) -> list[Figure]:
    """Run the benchmark of that name."""
    figures: list[Figure] = import_module(f"benchmarks.{name}").measure()
    return figures


def print_table(figures: list[Figure]) -> None:
    """Print the figures as one aligned table."""
    heads = ("yardstick", "figure", "floor or peer", "ratio", "demand", "met")
    answers = {None: "", True: "yes", False: "NO"}
    rows = [heads] + [
        (f.name, f.figure, f.against, f.ratio, f.demand, answers[f.met]) for f in figures
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    rows.insert(1, tuple("-" * width for width in widths))  # type: ignore[arg-type]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
