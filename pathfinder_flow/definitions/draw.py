"""The picture of a workflow, drawn from the compiled machine, as a Mermaid state diagram.

GitHub draws it from the text. The main line of the lifecycle stands in a box of its own; what
leads aside from every stage is one arrow from the box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pathfinder_flow.domain.workflow.model import Text, Workflow

if TYPE_CHECKING:
    from transitions import Machine

# No name of a state has two underscores in a row.
_BOX = "main__line"
# What means something to Mermaid, and what looks alike and means nothing to it.
_HARMLESS = {":": " –", ";": ",", '"': "”", "<": "‹", ">": "›", "#": "No. ", "%": " per cent"}
_HARMLESS |= {"{": "(", "}": ")", "`": "’", "\\": "/", "\n": " "}
# Wherever it stands, Mermaid takes this for an order how to lay the picture out.
_DIRECTION = re.compile(r"(?<=direction) (?=tb|bt|rl|lr)", re.IGNORECASE)

_Arrow = tuple[str, str, str]
"""From which state to which, by which event."""


def mermaid(machine: Machine, workflow: Workflow, lang: str) -> str:
    """Draw a workflow from its compiled machine, with titles in a language it has."""
    line = main_line(workflow)
    arrows = _arrows(machine)
    inner = [arrow for arrow in arrows if arrow[0] in line and arrow[1] in line]
    outer = _bundled([arrow for arrow in arrows if arrow not in inner], line)
    aside = [state for state in machine.states if state not in line]
    drawn = [
        "stateDiagram-v2",
        f"    [*] --> {machine.initial}",
        f"    state {_quoted(workflow.title, lang)} as {_BOX} {{",
        *("    " + text for text in _states(workflow, line, lang)),
        *("    " + text for text in _labelled(workflow, inner, lang)),
        "    }",
        *_states(workflow, aside, lang),
        *_labelled(workflow, outer, lang),
        *(f"    {name} --> [*]" for name in machine.states if workflow.states[name].final),
    ]
    return "\n".join(drawn) + "\n"


def main_line(workflow: Workflow) -> list[str]:
    """Give the states a country passes when all goes well, in the order of the file.

    They are the initial state and each next one to which an event leads from the one before, and
    from there only. An event that leaves from several states leads aside or back.
    """
    moves = workflow.transitions.values()
    steps = {(move.from_states[0], move.to_state) for move in moves if len(move.from_states) == 1}
    names = list(workflow.states)
    line = [workflow.initial]
    for name in names[workflow.rank(workflow.initial) + 1 :]:
        if (line[-1], name) not in steps:
            break
        line.append(name)
    return line


def _arrows(machine: Machine) -> list[_Arrow]:
    return [
        (source, str(transition.dest), event.name)
        for event in machine.events.values()
        for source, transitions in event.transitions.items()
        for transition in transitions
    ]


def _bundled(arrows: list[_Arrow], line: list[str]) -> list[_Arrow]:
    """Draw what leads to one place from every state of the main line as one arrow from its box."""
    ways: dict[tuple[str, str], list[str]] = {}
    for source, dest, event in arrows:
        ways.setdefault((dest, event), []).append(source)
    bundled = []
    for (dest, event), sources in ways.items():
        whole = set(line) <= set(sources)
        kept = [source for source in sources if not (whole and source in line)]
        bundled += [(source, dest, event) for source in ([_BOX] if whole else []) + kept]
    return bundled


def _states(workflow: Workflow, names: list[str], lang: str) -> Iterator[str]:
    for name in names:
        yield f"    state {_quoted(workflow.states[name].title, lang)} as {name}"


def _labelled(workflow: Workflow, arrows: list[_Arrow], lang: str) -> Iterator[str]:
    for source, dest, event in arrows:
        yield f"    {source} --> {dest} : {_safe(workflow.transitions[event].title, lang)}"


def _quoted(title: Text, lang: str) -> str:
    return f'"{_safe(title, lang)}"'


def _safe(title: Text, lang: str) -> str:
    """Give a title without anything that Mermaid would take for its own."""
    words = "".join(_HARMLESS.get(sign, sign) for sign in title.get(lang) or title["en"])
    return _DIRECTION.sub("-", re.sub(r"\s+", " ", words).strip())
