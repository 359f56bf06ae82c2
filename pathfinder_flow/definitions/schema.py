"""The formats as JSON Schemas, for editors that complete and check while one writes.

It says what the shape alone can say; unknown names, traps and such are found by reading the file.
"""

from __future__ import annotations

import json
from typing import Any

from pathfinder_flow.definitions.schema_reader import adapter
from pathfinder_flow.domain.checks.ladders import (
    CALENDAR,
    FURTHEST,
    LAST_HOUR,
    MESSAGE,
    ZONE,
)
from pathfinder_flow.domain.checks.texts import CODE, LANGUAGE, LONGEST_NAME, NAME
from pathfinder_flow.domain.reminders.ladder import Ladders
from pathfinder_flow.domain.workflow.model import LANGUAGES, Workflow

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NAMED = (
    "states", "evidence", "transitions", "obligations", "lapses", "fields", "ladders", "rungs",
)  # fmt: skip
_CODED = ("options",)
_LISTS = (
    "by",
    "except_in",
    "fields",
    "from_states",
    "groups",
    "months",
    "states",
    "stops",
    "suppliers",
    "to",
    "while_in",
)
_TEXT: dict[str, Any] = {
    "description": "One text in every language.",
    "type": "object",
    "properties": {language: {"$ref": "#/$defs/Words"} for language in LANGUAGES},
    "additionalProperties": {"$ref": "#/$defs/Words"},
    "propertyNames": {"pattern": f"^{LANGUAGE}$"},
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
    workflow, parts = _parts(Workflow)
    workflow["properties"]["workflow"] |= _name(NAME)
    workflow["properties"]["version"] |= _name(CODE)
    return _schema("Workflow of pathfinder-flow", workflow, parts)


def ladders_schema() -> dict[str, Any]:
    """Give the schema of the ladder file, as exported to ``notifications/ladders.schema.json``."""
    ladders, parts = _parts(Ladders)
    ladders["properties"]["ladders"]["minProperties"] = 1
    parts["Ladder"]["properties"]["rungs"]["minProperties"] = 1
    rung, hours, office = (parts[one]["properties"] for one in ("Rung", "Hours", "Secretariat"))
    rung["days"] |= {"minimum": -FURTHEST, "maximum": FURTHEST}
    rung["message"]["pattern"] = f"^({MESSAGE})$"
    rung["copy"]["uniqueItems"] = True
    for hour in hours.values():
        hour |= {"minimum": 0, "maximum": LAST_HOUR}
    for key, pattern in (("calendar", CALENDAR), ("zone", ZONE), ("language", LANGUAGE)):
        office[key]["pattern"] = f"^({pattern})$"
    return _schema("Ladders of pathfinder-flow", ladders, parts)


def schema_text(schema: dict[str, Any]) -> str:
    """Give a schema as the text of its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _parts(root: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the refined description of a format, and of the parts it is made of."""
    parts: dict[str, Any] = adapter(root).json_schema()["$defs"]
    for part in parts.values():
        _refine(part)
    whole: dict[str, Any] = parts.pop(root.__name__)
    parts["Words"] = {"type": "string", "pattern": r"\S"}
    parts["Text"] = _TEXT
    return whole, parts


def _schema(title: str, whole: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    named = dict(sorted(parts.items()))
    return {"$schema": _DIALECT, "title": title, **whole, "$defs": named}


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
