"""What MkDocs calls while it builds the documentation: nothing may be loaded from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

LOADED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*\b(?:src|data)="(?:https?:)?//[^"]*"
    |<link\b(?![^>]*\brel="canonical")[^>]*\bhref="(?:https?:)?//[^"]*"
    |class="mermaid"
    |(?:@import\s+|url\()\s*["']?(?:https?:)?//[^)"']*""",
    re.VERBOSE,
)
"""Whatever makes a browser fetch something from another machine; a link to follow does not.

The theme would fetch what draws a ``mermaid`` block, and nothing else.
"""


def loaded_from_elsewhere(site: Path) -> list[str]:
    """Name each place of a built site at which something is loaded from another machine."""
    return [
        f"{path.relative_to(site)}: {found[0][:100]}"
        for path in sorted(site.rglob("*"))
        if path.suffix in {".html", ".css"}
        for found in LOADED.finditer(path.read_text(encoding="utf-8"))
    ]


def on_post_build(config: Any, **_: Any) -> None:
    """Refuse a site that loads something from another machine."""
    found = loaded_from_elsewhere(Path(config["site_dir"]))
    if found:
        from mkdocs.exceptions import PluginError

        raise PluginError("the site loads something from elsewhere:\n" + "\n".join(found))
