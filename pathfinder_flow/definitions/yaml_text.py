"""Strict YAML 1.2: bytes in, plain values with their places out, or what is wrong and where.

Only what people write by hand is taken: mappings, lists, texts, whole numbers, true, false and
nothing. A text is never turned into something else, so ``NO`` stays Norway and ``2023-02-15``
stays as written; what YAML reads as another kind of value is refused unless in quotes.
Built on the events of ruamel.yaml, before any alias would be expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml import events as yaml
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from pathfinder_flow.definitions.source_map import Document, Place, UnreadableSource
from pathfinder_flow.domain.checks.problems import Path, shown, unprintable

LARGEST = 1024 * 1024
DEEPEST = 16

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})", re.ASCII)
_OTHER_NUMBER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    re.ASCII,
)
_HINTS = {
    "mapping values are not allowed": "put a text that contains ': ' in quotes",
    "cannot start any token": "put a text that begins like this in quotes, and indent with spaces",
    "could not find expected ':'": "is a colon missing, or a quote left open?",
    "unexpected end of stream": "is a quote left open?",
    "expected <block end>": "is the line indented like its neighbours?",
}


def read_yaml(data: bytes) -> Document:
    """Read the bytes of a file; never raises, every problem is in the document."""
    document = Document()
    try:
        document.tree = _Reader(_decoded(data, document), document).read()
    except UnreadableSource:
        document.tree = None
    return document


def _decoded(data: bytes, document: Document) -> str:
    if len(data) > LARGEST:
        document.give_up((1, 1), f"the file has {len(data)} bytes; at most {LARGEST} are read")
    data = data.removeprefix(_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        byte = f"0x{data[error.start]:02x}"
        document.give_up(_end(before), f"the byte {byte} is not UTF-8: save the file as UTF-8")
    for number, line in enumerate(_LINE_END.split(text), 1):
        for start, code in unprintable(line, allowed="\t"):
            document.add((number, start + 1), f"the character {code} does not print: remove it")
    if document.problems:
        raise UnreadableSource
    return text


def _end(text: str) -> Place:
    lines = _LINE_END.split(text)
    return len(lines), len(lines[-1]) + 1


def _at(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _tag(event: Any) -> str:
    return shown(str(event.tag).replace("tag:yaml.org,2002:", "!!"))


class _Reader:
    """Turns the events of one document into plain values."""

    def __init__(self, text: str, document: Document) -> None:
        self._document = document
        self._events = self._parsed(text)

    def read(self) -> dict[str, Any]:
        """Read the one document, whose top is a mapping."""
        next(self._events)
        start = next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            self._document.give_up((1, 1), "the file is empty")
        if start.version or start.tags:
            self._document.add((1, 1), "a line that begins with % is not used here: remove it")
        top = next(self._events)
        if not isinstance(top, yaml.MappingStartEvent):
            self._document.give_up(_at(top), "the file does not consist of 'key: value' lines")
        tree: dict[str, Any] = self._value(top, ())
        next(self._events)
        more = next(self._events)
        if not isinstance(more, yaml.StreamEndEvent):
            self._document.add(_at(more), "a second document begins: one file holds one definition")
        return tree

    def _parsed(self, text: str) -> Iterator[Any]:
        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._malformed((mark.line + 1, mark.column + 1), str(error.problem or error.context))
        except (YAMLError, ValueError, LookupError, AttributeError, NotImplementedError) as error:
            # On some broken input the library stumbles instead of saying what is wrong.
            self._malformed((1, 1), str(error))

    def _malformed(self, place: Place, reason: str) -> None:
        hint = next((f" ({hint})" for words, hint in _HINTS.items() if words in reason), "")
        self._document.give_up(place, f"this is not YAML: {reason}{hint}")

    def _refuse(self, event: Any, message: str, path: Path) -> None:
        self._document.add(_at(event), message, path)

    def _value(self, event: Any, path: Path) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"the alias '*{event.anchor}' is not used here: repeat it", path)
            return None
        if event.anchor:
            self._refuse(event, f"the anchor '&{event.anchor}' is not used here: remove it", path)
        if event.tag:
            self._refuse(event, f"the tag {_tag(event)} is not used here: remove it", path)
        if len(path) > DEEPEST:
            self._document.give_up(_at(event), f"this is nested more than {DEEPEST} levels deep")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._scalar(event, path)

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, path)
            where = (*path, key)
            self._document.places.setdefault(where, _at(event))
            value = self._value(next(self._events), where)
            if key in found:
                self._refuse(event, f"the key {shown(key)} stands here twice", where)
            else:
                found[key] = value
        return found

    def _key(self, event: Any, path: Path) -> str:
        if isinstance(event, yaml.CollectionStartEvent):
            self._document.give_up(_at(event), "a key must be a text, not a list or a mapping")
        value = self._value(event, (*path, ""))
        if not isinstance(value, str):
            where = (*path, str(value))
            self._refuse(event, "a key must be a text: put it in quotes", where)
        return str(value)

    def _list(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            where = (*path, len(found))
            self._document.places.setdefault(where, _at(event))
            found.append(self._value(event, where))
        return found

    def _scalar(self, event: Any, path: Path) -> Any:
        text: str = event.value
        for _, code in unprintable(text, allowed="\t\n"):
            self._refuse(
                event, f"the text contains the character {code}, which does not print", path
            )
            return ""
        if event.style:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _WHOLE.fullmatch(text):
            return int(text)
        if _OTHER_NUMBER.fullmatch(text):
            self._refuse(event, f'this is a number YAML may change: write it as "{text}"', path)
        return text
