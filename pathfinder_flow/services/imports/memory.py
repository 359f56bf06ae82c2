"""What was said of sheets with the same columns, kept in the home folder for the next time.

It is no part of the record: it only saves saying it again, on this machine.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pathfinder_flow.disk import write_whole
from pathfinder_flow.services.imports.sheet_file import Said, is_field
from pathfinder_flow.services.imports.written_dates import DayOrder
from pathfinder_flow.sheets.headings import LOOKED_AT, plain
from pathfinder_flow.sheets.table import SheetRow, SheetTable

_MOST = 200
"""So many shapes are remembered, the newest."""


@dataclass(frozen=True)
class Memory:
    """The file in which it is kept; one that is broken is as if it were not there."""

    path: Path

    def recall(self, tables: list[SheetTable], said: Said) -> Said:
        """Give what was said now, with what was said before where nothing is said now."""
        kept = self._read()
        for table in tables:
            for row in table.rows[:LOOKED_AT]:
                before = kept.get(_shape(row))
                if isinstance(before, dict):
                    return _merged(said, before)
        return said

    def keep(self, heading: SheetRow, said: Said) -> bool:
        """Remember what was said of a sheet with this heading; gives whether that could be done."""
        if not (said.columns or said.order or said.countries):
            return True
        kept = self._read()
        kept.pop(_shape(heading), None)
        kept[_shape(heading)] = {
            "columns": dict(said.columns),
            "order": said.order,
            "countries": dict(said.countries),
        }
        newest = dict([*kept.items()][-_MOST:])
        data = json.dumps(newest, ensure_ascii=False, indent=1).encode()
        try:
            write_whole(self.path, data, draft=self.path.with_suffix(".partial"))
        except OSError:
            return False
        return True

    def _read(self) -> dict[str, Any]:
        with suppress(OSError, ValueError):
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return found if isinstance(found, dict) else {}
        return {}


def _shape(row: SheetRow) -> str:
    names = [plain(cell) for cell in row.cells if cell.strip()]
    return sha256(json.dumps(names).encode()).hexdigest()


def _merged(said: Said, before: dict[str, Any]) -> Said:
    columns = {str(k): str(v) for k, v in _texts(before, "columns").items() if is_field(str(v))}
    order = before.get("order")
    return replace(
        said,
        columns={**columns, **said.columns},
        order=said.order or next((one for one in DayOrder if one == order), None),
        countries={**_texts(before, "countries"), **said.countries},
    )


def _texts(before: dict[str, Any], name: str) -> dict[str, str]:
    found = before.get(name)
    return found if isinstance(found, dict) else {}
