"""Compiles the catalogues of sentences when a wheel is built or the checkout is installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogues(BuildHookInterface[Any]):
    """Writes the .mo beside every .po: both kinds of installation find them there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile, before files are collected."""
        sys.path.insert(0, self.root)
        from pathfinder_flow.words.po_files import write_compiled

        write_compiled(Path(self.root, "pathfinder_flow", "locales"))
