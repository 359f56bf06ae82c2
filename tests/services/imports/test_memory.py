"""What was said of a sheet once is known when one with the same columns comes again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathfinder_flow.services.imports.memory import Memory
from pathfinder_flow.services.imports.sheet_file import Said
from pathfinder_flow.services.imports.written_dates import DayOrder
from pathfinder_flow.sheets.table import SheetRow, SheetTable

HEADING = SheetRow(3, ("Land", "Was", "", "Wann"))
TABLE = SheetTable(
    (SheetRow(1, ("Liste",)), HEADING, SheetRow(4, ("Peru", "Roadmap", "", "2019"))), 4
)
SAID = Said({"Land": "country"}, DayOrder.DAY_FIRST, {"Congo": "COG"}, source="L/1")


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "sheets.json")


def test_columns_order_and_countries_are_kept_and_the_source_is_not(memory: Memory) -> None:
    assert memory.keep(HEADING, SAID)
    again = memory.recall([TABLE], Said())
    assert again == Said({"Land": "country"}, DayOrder.DAY_FIRST, {"Congo": "COG"})


def test_the_same_names_in_other_letters_are_the_same_shape(memory: Memory) -> None:
    memory.keep(SheetRow(1, ("LAND", "was", "Wann")), SAID)
    assert memory.recall([TABLE], Said()).columns == {"Land": "country"}


def test_what_is_said_now_comes_first(memory: Memory) -> None:
    memory.keep(HEADING, SAID)
    now = Said({"Land": "ignore", "B": "event"}, DayOrder.MONTH_FIRST, {"Congo": "COD"})
    assert memory.recall([TABLE], now) == now


def test_another_shape_is_not_concerned(memory: Memory) -> None:
    memory.keep(SheetRow(1, ("Land", "Was")), SAID)
    assert memory.recall([TABLE], Said()) == Said()


def test_of_a_sheet_of_which_nothing_was_said_nothing_is_kept(memory: Memory) -> None:
    assert memory.keep(HEADING, Said())
    assert not memory.path.exists()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 1}', "\x00"])
def test_a_broken_memory_is_as_none(memory: Memory, content: str) -> None:
    memory.path.write_text(content, encoding="utf-8")
    assert memory.recall([TABLE], Said()) == Said()
    assert memory.keep(HEADING, SAID)


def test_what_stands_in_a_memory_that_somebody_changed_is_checked(memory: Memory) -> None:
    memory.keep(HEADING, SAID)
    text = memory.path.read_text(encoding="utf-8")
    memory.path.write_text(text.replace("day_first", "x").replace('"country"', '"nonsense"'))
    assert memory.recall([TABLE], Said()) == Said({}, None, {"Congo": "COG"})


def test_a_folder_that_cannot_be_written_to_is_no_hindrance(tmp_path: Path) -> None:
    assert Memory(tmp_path / "nowhere" / "sheets.json").keep(HEADING, SAID) is False


def test_only_the_newest_shapes_are_kept(memory: Memory) -> None:
    for number in range(203):
        memory.keep(SheetRow(1, ("Land", str(number))), SAID)
    shapes = [SheetTable((SheetRow(1, ("Land", str(number))),), 1) for number in (0, 202)]
    assert [bool(memory.recall([one], Said()).columns) for one in shapes] == [False, True]
