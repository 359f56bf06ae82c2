"""A small valid workflow, and ways to break it."""

from collections.abc import Callable
from typing import Any

import pytest

from pathfinder_flow.definitions.parse import parse_workflow
from pathfinder_flow.domain.errors.invalid import DefinitionRefused

EXAMPLE = """\
workflow: example
version: "1"
title: {en: Example, fr: Exemple, es: Ejemplo}
explanation: {en: It shows., fr: Il montre., es: Muestra.}
in_force: {start: "2018", until: 2023-02-15}
source: https://example.org/procedure
states:
  interest:
    title: {en: Interest, fr: Intérêt, es: Interés}
    explanation: {en: It begins., fr: Cela commence., es: Comienza.}
    initial: true
    source: https://example.org/procedure
  active:
    title: {en: Active, fr: Actif, es: Activo}
    explanation: {en: It goes on., fr: Cela continue., es: Continúa.}
    implementing: true
    source: https://example.org/procedure
  done:
    title: {en: Done, fr: Fini, es: Hecho}
    explanation: {en: It ends., fr: Cela finit., es: Termina.}
    final: true
    assumption: true
    because: An end was searched for and not found.
evidence:
  letter:
    title: {en: Letter, fr: Lettre, es: Carta}
    explanation: {en: A letter came., fr: Une lettre arriva., es: Llegó una carta.}
    suppliers: [secretariat, focal_point]
    source: https://example.org/procedure
    attests: begin
    fields:
      country: {title: {en: Country, fr: Pays, es: País}, type: choice, options: {NO:
        {en: Norway, fr: Norvège, es: Noruega}}}
      span: {title: {en: Span, fr: Durée, es: Plazo}, type: period}
      groups:
        title: {en: Groups, fr: Groupes, es: Grupos}
        type: choices
        options: {workers: {en: Workers, fr: Travailleurs, es: Trabajadores}}
transitions:
  begin:
    title: {en: Begin, fr: Commencer, es: Empezar}
    explanation: {en: It starts., fr: Cela part., es: Arranca.}
    from_states: [interest]
    to_state: active
    by: [gcg]
    grants_status: true
    source: https://example.org/procedure
    guards:
      - {guard: evidence_present, kind: letter}
      - {guard: evidence_complete, kind: letter, fields: [country, groups]}
      - {guard: period_current, kind: letter, field: span}
      - {guard: groups_consulted, kind: letter, groups: [workers]}
      - {guard: framework_adopted, kind: letter, field: country, edition: NO}
      - {guard: decision_taken, body: gcg, outcome: granted}
  finish:
    title: {en: Finish, fr: Finir, es: Terminar}
    explanation: {en: It stops., fr: Cela cesse., es: Cesa.}
    from_states: [active, interest]
    to_state: done
    by: [secretariat]
    source: https://example.org/procedure
    guards:
      - guard: not_before
        days: 30
      - guard: status_held
obligations:
  report:
    title: {en: Report, fr: Rapport, es: Informe}
    explanation: {en: It is owed., fr: Il est dû., es: Se debe.}
    evidence: letter
    while_in: [active]
    due: {rrule: FREQ=YEARLY, anchor: 2000-03-31}
    period: previous_calendar_year
    first_period: first_full_calendar_year_after_status
    opens_days_before: 90
    roll: {to: stay, calendar: country}
    outcomes: {reported: [secretariat]}
    source: https://example.org/procedure
"""


@pytest.fixture
def example() -> str:
    """The text of the small valid workflow."""
    return EXAMPLE


@pytest.fixture
def broken() -> Callable[..., str]:
    """Puts something else for the one place where a text stands in the example."""

    def change(old: str, new: str) -> str:
        assert EXAMPLE.count(old) == 1, f"{old!r} stands {EXAMPLE.count(old)} times"
        return EXAMPLE.replace(old, new)

    return change


@pytest.fixture
def refused() -> Callable[..., list[dict[str, Any]]]:
    """The problems for which a file is refused."""

    def read(text: str | bytes, expect: str | None = None) -> list[dict[str, Any]]:
        data = text.encode() if isinstance(text, str) else text
        with pytest.raises(DefinitionRefused) as caught:
            parse_workflow(data, "example.yaml", expect)
        problems: list[dict[str, Any]] = caught.value.facts["problems"]
        return problems

    return read
