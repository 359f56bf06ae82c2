"""Run every benchmark, each in a process of its own, and print one table.

``python -m benchmarks`` or ``make bench`` runs all. Names run only those:
``python -m benchmarks startup history``.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter

from benchmarks.measuring import Figure, measure, print_table

BENCHMARKS = (
    "transition", "deciding", "startup", "board", "history", "importing", "appending",
    "looking", "mailing", "foreseeing", "auditing",
)  # fmt: skip


def main(chosen: tuple[str, ...]) -> int:
    """Run them; gives how many demands are not met."""
    figures: list[Figure] = []
    start = perf_counter()
    processes = ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1)
    with processes:
        for name in chosen:
            print(f"{name} ...", file=sys.stderr, flush=True)
            figures += processes.submit(measure, name).result()
    print_table(figures)
    print(f"\nMedians of runs in turns; all took {perf_counter() - start:.0f} s.")
    return sum(figure.met is False for figure in figures)


if __name__ == "__main__":
    unknown = [name for name in sys.argv[1:] if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"There is no benchmark {', '.join(unknown)}: choose of {', '.join(BENCHMARKS)}.")
    sys.exit(1 if main(tuple(sys.argv[1:]) or BENCHMARKS) else 0)
