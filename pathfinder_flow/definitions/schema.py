"""The format as a JSON Schema, for editors that complete and check while one writes.

It says what the shape alone can say; unknown names, traps and such are found by reading the file.
"""

from __future__ import annotations

import json
from typing import Any

from pathfinder_flow.definitions.shape import adapter
from pathfinder_flow.domain.wording import CODE, LONGEST_NAME, NAME
from pathfinder_flow.domain.workflow import LANGUAGES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NAMED = ("states", "evidence", "transitions", "obligations", "fields")
_CODED = ("options",)
_LISTS = ("by", "fields", "from_states", "groups", "suppliers", "while_in")
_TEXT: dict[str, Any] = {
    "description": "One text in every language.",
    "type": "object",
    "properties": {language: {"$ref": "#/$defs/Words"} for language in LANGUAGES},
    "additionalProperties": {"$ref": "#/$defs/Words"},
    "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    "required": list(LANGUAGES),
}
_BASIS = [
    {"required": ["source"], "properties": {"source": {"$ref": "#/$defs/Words"}}},
    {
        "required": ["assumption", "because"],
        "properties": {"assumption": {"const": True}, "because": {"$ref": "#/$defs/Words"}},
    },
]


def json_schema() -> dict[str, Any]:
    """Give the schema of a workflow file, as exported to ``workflows/workflow.schema.json``."""
    parts: dict[str, Any] = adapter().json_schema()["$defs"]
    for part in parts.values():
        _refine(part)
    workflow = parts.pop("Workflow")
    workflow["properties"]["workflow"] |= _name(NAME)
    workflow["properties"]["version"] |= _name(CODE)
    parts["Words"] = {"type": "string", "pattern": r"\S"}
    parts["Text"] = _TEXT
    return {
        "$schema": _DIALECT,
        "title": "Workflow of pathfinder-flow",
        **workflow,
        "$defs": dict(sorted(parts.items())),
    }


def schema_text() -> str:
    """Give the schema as the text of its file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _refine(part: dict[str, Any]) -> None:
    """Add to a part of the format what its types do not say."""
    part.pop("title", None)
    properties: dict[str, Any] = part.get("properties", {})
    for name, described in properties.items():
        described.pop("title", None)
        if name in _NAMED + _CODED and described["type"] == "object":
            described["propertyNames"] = _name(CODE if name in _CODED else NAME)
        if name in _LISTS and described["type"] == "array":
            described |= {"minItems": 1, "uniqueItems": True}
    for name in ("title", "explanation"):
        if name in properties:
            properties[name] = {"$ref": "#/$defs/Text"}
    if "options" in properties:
        properties["options"]["additionalProperties"] = {"$ref": "#/$defs/Text"}
    if "assumption" in properties:
        part["anyOf"] = _BASIS


def _name(pattern: str) -> dict[str, Any]:
    return {"pattern": f"^{pattern}$", "maxLength": LONGEST_NAME}
