"""A country's view: where it stands, its evidence, who may act for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pathfinder_flow.presentation.blocks import (
    BLANK,
    Block,
    Heading,
    Line,
    Paragraph,
    under,
)
from pathfinder_flow.presentation.cases import lapses, never_seen
from pathfinder_flow.presentation.cases.documents import field_texts
from pathfinder_flow.presentation.cases.standing import stage_sentences, status_sentence
from pathfinder_flow.presentation.deadlines import told
from pathfinder_flow.presentation.people import mandates
from pathfinder_flow.services.history.queries import CountryView
from pathfinder_flow.services.people.mandates import Holder
from pathfinder_flow.words import countries
from pathfinder_flow.words.catalog import say
from pathfinder_flow.words.dates import say_when
from pathfinder_flow.words.refusals import kind_title, title


def as_values(sheet: CountryView, lang: str) -> dict[str, Any]:
    """Give it as JSON values."""
    code = sheet.case.country
    return {
        "name": countries.name(code, lang),
        "as_of": sheet.case.day.isoformat(),
        **asdict(sheet.standing),
        "evidence": evidence_values(sheet),
        "mandates": [mandates.as_values(holder) for holder in _holders(sheet)],
        "told_later": told.as_values(sheet.case),
        "never_seen": never_seen.as_values(sheet.unseen),
        "lapses": lapses.as_values(sheet.lapses, lang),
    }


def evidence_values(sheet: CountryView) -> list[dict[str, Any]]:
    """Give the evidence on file as JSON values, oldest first."""
    return [
        {
            "entry": known.number,
            "kind": known.kind,
            "effective": known.when.text,
            "disputed": known.account.disputed,
            "source": known.source,
            "fields": known.fields,
        }
        for known in _evidence(sheet)
    ]


def _evidence(sheet: CountryView) -> list[Any]:
    known = [one for kind in sheet.case.record.evidence.values() for one in kind]
    shown = [one for one in known if one.account.span.possible_from <= sheet.case.day]
    return sorted(shown, key=lambda one: one.order)


def _holders(sheet: CountryView) -> list[Holder]:
    mine = [m for m in sheet.case.mandates if m.country == sheet.case.country]
    return [Holder(mandate, sheet.handles.get(mandate.person)) for mandate in mine]


def as_blocks(sheet: CountryView, lang: str) -> Iterator[Block]:
    """Give it as a text."""
    yield from _standing(sheet, lang)
    yield from evidence(sheet, lang)
    yield from told.as_blocks(sheet.case, sheet.rules.workflow, lang)
    yield from _mandates(sheet, lang)
    yield from lapses.as_blocks(sheet.case.country, sheet.lapses, lang)
    yield from never_seen.as_blocks(sheet.unseen, lang)


def _standing(sheet: CountryView, lang: str) -> Iterator[Block]:
    standing, workflow = sheet.standing, sheet.rules.workflow
    yield Heading(f"{countries.name(sheet.case.country, lang)} ({sheet.case.country})")
    stands, *possibly = stage_sentences(standing, workflow, lang)
    yield Paragraph(stands)
    if standing.state:
        yield Paragraph(title(workflow.states[standing.state].explanation, lang))
    for said in (*possibly, status_sentence(standing, lang)):
        yield Paragraph(said)
    yield Paragraph(say("show.governed", lang, workflow=title(workflow.title, lang)))


def evidence(sheet: CountryView, lang: str) -> Iterator[Block]:
    """Give the evidence on file, oldest first."""
    found = _evidence(sheet)
    yield from under(say("show.evidence" if found else "show.no_evidence", lang))
    for known in found:
        when = say_when(known.when.text, lang, short=True)
        if known.account.disputed:
            when += f" ({say('certainty.disputed', lang)})"
        yield Line(
            f"{known.number:>4}  {kind_title(sheet.rules.workflow, known.kind, lang)}, {when}"
        )
        for said in field_texts(known, sheet.rules.workflow, lang):
            yield Paragraph(said, indent=6)
        # An address is printed whole, however long: it is there to be opened.
        place = next(filter(None, map(known.source.get, ("url", "letter", "file"))), None)
        if place:
            yield Line(f"      {place}")


def _mandates(sheet: CountryView, lang: str) -> Iterator[Block]:
    found = _holders(sheet)
    yield BLANK
    yield Line(say("show.mandates" if found else "show.no_mandates", lang))
    if found:
        yield BLANK
        yield from mandates.as_blocks(found, lang)
