"""Every kind of entry has its story, in every language, and none of them names a person."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pathfinder_flow.definitions.parse import parse_workflow
from pathfinder_flow.domain.ledger.entries import (
    OWN_DOINGS,
    PROGRAM,
    UNREGISTERED,
    Act,
    Draft,
    Entry,
    Kind,
)
from pathfinder_flow.domain.workflow.model import LANGUAGES, Workflow
from pathfinder_flow.words import story
from tests.words.test_catalogues import ENGLISH_WORDS
from tests.words.test_deadlines import SAID

PATH = Path(__file__).parents[2] / "workflows" / "pathfinder" / "2019.yaml"
PERSON = "p-0123456789abcdef"
OFFICE = Act(PERSON, "secretariat", "secretariat", 3)
FOCAL_POINT = Act(PERSON, "focal_point", "PER", 7)
MOVE = {"event": "begin_planning", "from": "interest", "to": "planning", "rests_on": []}
OPENING = {"to": "interest", "workflow": "pathfinder/2019", "sha256": "ab"}
MANDATE = {"person": PERSON, "role": "gcg", "country": "CHL", "start": "2020-01-01", "end": None}
DECISION = {"body": "gcg", "meeting": "20", "outcomes": {"PER": "granted"}, "recused": []}
CORRECTION = {"corrects": 12, "withdraw": False, "effective": "2020", "fields": {"budget": "x"}}
KEY = {"key": "office.example+0a1b2c3d+AbCd", "replaces": None}

TOLD: dict[str, tuple[Kind, dict[str, Any], str]] = {
    "an opening": (
        Kind.CASE_OPENED,
        OPENING,
        "opened the case at 'Manifestation of interest', under pathfinder/2019",
    ),
    "an attested opening": (
        Kind.CASE_OPENED,
        {**OPENING, "attested": True},
        (
            "recorded, as a public source attests it, that the case was opened at "
            "'Manifestation of interest', under pathfinder/2019"
        ),
    ),
    "a move": (
        Kind.TRANSITION,
        {**MOVE, "attested": False},
        "moved the country from 'Manifestation of interest' to 'Planning' ('Begin planning')",
    ),
    "an attested move": (
        Kind.TRANSITION,
        {**MOVE, "attested": True},
        (
            "recorded, as a public source attests it, that the country moved from "
            "'Manifestation of interest' to 'Planning' ('Begin planning')"
        ),
    ),
    "a first move": (
        Kind.TRANSITION,
        {**MOVE, "from": None, "attested": False},
        "placed the country at 'Planning' ('Begin planning')",
    ),
    "an attested first move": (
        Kind.TRANSITION,
        {**MOVE, "from": None, "attested": True},
        (
            "recorded, as a public source attests it, that the country came to 'Planning' ('Begin "
            "planning')"
        ),
    ),
    "evidence": (
        Kind.EVIDENCE,
        {"kind": "roadmap", "fields": {}, "source": {}},
        "recorded the evidence 'Roadmap'",
    ),
    "a mandate": (
        Kind.MANDATE,
        {**MANDATE, "letter": "L/1"},
        "gave a mandate as Global Coordinating Group, from 1 January 2020",
    ),
    "a mandate with an end": (
        Kind.MANDATE,
        {**MANDATE, "end": "2021-01-01", "letter": "L/1"},
        "gave a mandate as Global Coordinating Group, from 1 January 2020 to 1 January 2021",
    ),
    "the end of a mandate": (
        Kind.MANDATE_ENDED,
        {"mandate": 9, "end": "2021-01-01"},
        "recorded that the mandate of entry 9 ends on 1 January 2021",
    ),
    "a decision": (
        Kind.DECISION,
        DECISION,
        "recorded the decision of the Global Coordinating Group, meeting 20: granted",
    ),
    "a meeting": (
        Kind.MEETING,
        {"body": "gcg", "meeting": "20", "start": "2020-11-01", "end": "2020-11-01"},
        "recorded: Global Coordinating Group: meeting 20, 1 November 2020",
    ),
    "a withdrawal": (
        Kind.CORRECTION,
        {**CORRECTION, "withdraw": True, "effective": None, "fields": {}},
        "withdrew entry 12 by a correction",
    ),
    "an amendment": (Kind.CORRECTION, CORRECTION, "amended entry 12 by a correction"),
    "another workflow": (
        Kind.MIGRATION,
        {"workflow": "pathfinder/2023", "from_workflow": "pathfinder/2019"},
        "moved the case from pathfinder/2019 to pathfinder/2023",
    ),
    "a workflow": (
        Kind.WORKFLOW_PUBLISHED,
        {"workflow": "pathfinder/2019"},
        "published the workflow pathfinder/2019",
    ),
    "a refusal": (
        Kind.REFUSAL,
        {"event": "begin_planning", "said": [], "workflow": "pathfinder/2019", "reasons": []},
        "attempted this and was refused: Begin planning",
    ),
    "a key": (
        Kind.KEY,
        KEY,
        "recorded: Signing key 0a1b2c3d taken into use, under the name office.example",
    ),
    "an erasure": (
        Kind.ERASURE,
        {"person": "—", "messages": []},
        "recorded: Name, addresses and mails of a person erased (—; mails: 0)",
    ),
    **{name: (kind, body, f"recorded: {said}") for name, (kind, body, said) in SAID.items()},
}


@pytest.fixture(scope="module")
def workflow() -> Workflow:
    return parse_workflow(PATH.read_bytes(), str(PATH))


def entry(kind: Kind, body: dict[str, Any], act: Act = OFFICE, effective: str = "2020") -> Entry:
    draft = Draft(kind, "PER", effective, act, "", body)
    return Entry(50, datetime(2026, 11, 22, 14, tzinfo=UTC), draft)


def plain(said: str) -> str:
    """Leave out what is quoted, as titles and the names that files hold."""
    return re.sub(r"«[^»]*»|\([^)]*\)|'[^']*'", "", said)


def test_every_kind_is_under_test() -> None:
    assert {kind for kind, _, _ in TOLD.values()} == set(Kind)


@pytest.mark.parametrize(("kind", "body", "said"), TOLD.values(), ids=TOLD)
def test_a_story_begins_with_who_did_what_and_when(
    workflow: Workflow, kind: Kind, body: dict[str, Any], said: str
) -> None:
    of_itself = kind in OWN_DOINGS
    told = story.did(entry(kind, body, Act(PROGRAM) if of_itself else OFFICE), workflow, "en")
    who = "the program, of its own accord," if of_itself else "the Secretariat"
    assert told == f"On 22 November 2026 {who} {said}."


@pytest.mark.parametrize("lang", ["fr", "es"])
@pytest.mark.parametrize(("kind", "body", "said"), TOLD.values(), ids=TOLD)
def test_it_is_told_in_every_language(
    workflow: Workflow, lang: str, kind: Kind, body: dict[str, Any], said: str
) -> None:
    told = story.did(entry(kind, body), workflow, lang)
    assert said not in told
    assert ENGLISH_WORDS.findall(plain(told)) == []
    assert PERSON not in told


ACTORS: dict[str, tuple[Act, dict[str, str]]] = {
    "the office": (
        OFFICE,
        {"en": "the Secretariat", "fr": "le Secrétariat", "es": "la Secretaría"},
    ),
    "a focal point": (
        FOCAL_POINT,
        {
            "en": "the country's focal point, on behalf of Peru,",
            "fr": "le point focal du pays, au nom du pays (Pérou),",
            "es": "el punto focal del país, en nombre del país (Perú),",
        },
    ),
    "a seat in a body": (
        Act(PERSON, "gcg", "CHL", 8),
        {
            "en": "a member of the Global Coordinating Group, on behalf of Chile,",
            "fr": "un membre du Groupe de coordination mondiale, au nom du pays (Chili),",
            "es": "un miembro del Grupo de Coordinación Mundial, en nombre del país (Chile),",
        },
    ),
    "the program": (
        Act(PROGRAM),
        {
            "en": "the program, of its own accord,",
            "fr": "le logiciel, de lui-même,",
            "es": "el sistema, por sí mismo,",
        },
    ),
    "the founder": (
        Act(PERSON),
        {
            "en": "whoever set this ledger up",
            "fr": "la personne qui a mis en place ce registre",
            "es": "la persona que puso en marcha este registro",
        },
    ),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("act", "who"), ACTORS.values(), ids=ACTORS)
def test_whoever_acted_is_told_by_office_and_role(act: Act, who: dict[str, str], lang: str) -> None:
    told = story.did(entry(Kind.MANDATE, {**MANDATE, "letter": "L/1"}, act), None, lang)
    assert f" {who[lang]} " in told
    assert PERSON not in told


@pytest.mark.parametrize(
    ("actor", "who"),
    [
        (PERSON, {"en": "without a mandate", "fr": "sans mandat", "es": "sin mandato"}),
        (
            UNREGISTERED,
            {"en": "not registered", "fr": "pas enregistrée", "es": "no está registrada"},
        ),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_so_is_whoever_was_refused(actor: str, who: dict[str, str], lang: str) -> None:
    body = {"attempt": "act", "said": ["Nobody is registered under the name given."]}
    refusal = entry(Kind.REFUSAL, body, Act(actor), "2026-11-22")
    assert who[lang] in story.did(refusal, None, lang)
    [answer] = story.details(refusal, None, lang)
    if actor == UNREGISTERED:
        assert (ENGLISH_WORDS.findall(answer) == []) == (lang != "en")


@pytest.mark.parametrize(
    ("numbers", "en", "fr", "es"),
    [
        ((), [], [], []),
        (
            (40,),
            ["After one refused attempt (entry 40)."],
            ["Après une tentative refusée (inscription n°\u00a040)."],
            ["Tras un intento no admitido (asiento 40)."],
        ),
        (
            (40, 41),
            ["After 2 refused attempts (entries 40 and 41)."],
            ["Après 2 tentatives refusées (inscriptions n°\u00a040 et 41)."],
            ["Tras 2 intentos no admitidos (asientos 40 y 41)."],
        ),
        (
            (40, 41, 44),
            ["After 3 refused attempts (entries 40, 41 and 44)."],
            ["Après 3 tentatives refusées (inscriptions n°\u00a040, 41 et 44)."],
            ["Tras 3 intentos no admitidos (asientos 40, 41 y 44)."],
        ),
    ],
)
def test_refused_attempts_are_counted(
    numbers: tuple[int, ...], en: list[str], fr: list[str], es: list[str]
) -> None:
    assert [story.after_refusals(numbers, lang) for lang in ("en", "fr", "es")] == [en, fr, es]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            (
                "Relying on 'Roadmap' (entry 50), a decision of the Global Coordinating Group "
                "(entry 50), a mandate as Global Coordinating Group (entry 50), entry 50 and the "
                "mandate of entry 3."
            ),
        ),
        (
            "fr",
            (
                "Fondement\u00a0: la pièce «\u202fFeuille de route\u202f» (inscription "
                "n°\u00a050), une décision du Groupe de coordination mondiale (inscription "
                "n°\u00a050), un mandat pour agir comme Groupe de coordination mondiale "
                "(inscription n°\u00a050), l'inscription n°\u00a050 et le "
                "mandat de l'inscription n°\u00a03."
            ),
        ),
        (
            "es",
            (
                "Fundamento: el documento «Hoja de ruta» (asiento 50), una decisión del Grupo de "
                "Coordinación Mundial (asiento 50), un mandato para actuar como Grupo de "
                "Coordinación Mundial (asiento 50), el asiento 50 y el mandato del asiento 3."
            ),
        ),
    ],
)
def test_grounds_are_told_in_one_sentence(workflow: Workflow, lang: str, said: str) -> None:
    names = ("evidence", "a decision", "a mandate", "a workflow")
    grounds = [entry(*TOLD[name][:2]) for name in names]
    move = entry(*TOLD["a move"][:2])
    assert story.reliance(move, grounds, workflow, lang) == [said]


def test_who_relies_on_nothing_says_nothing_of_it() -> None:
    assert story.reliance(entry(Kind.DUE, {}, Act(PROGRAM)), [], None, "en") == []


@pytest.mark.parametrize(
    ("effective", "said"),
    [
        ("2026-11-22", "Effective the same day."),
        ("2022-09-28", "Effective 28 September 2022."),
        ("../2025", "Effective by 2025 at the latest."),
        ("2022/..", "Effective from 2022, end unknown."),
    ],
)
def test_the_day_of_effect_is_told_beside_that_of_recording(effective: str, said: str) -> None:
    recorded = entry(Kind.EVIDENCE, {}, effective=effective)
    assert story.effect(recorded, recorded, "en") == [said]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_became_of_an_entry_is_told(lang: str) -> None:
    told = [
        story.standing("possible", None, (), lang),
        story.standing("disputed", None, (), lang),
        story.standing("withdrawn", 51, (), lang),
        story.standing("certain", None, (51,), lang),
        story.standing("certain", None, (51, 52), lang),
    ]
    assert all(len(said) == 1 for said in told)
    assert len({said[0] for said in told}) == len(told)
    assert story.standing("certain", None, (), lang) == []


@pytest.mark.parametrize("end", [".", "!", "?", "…"])
def test_a_reason_ends_as_its_author_ended_it(end: str) -> None:
    told = entry(Kind.EVIDENCE, {"note": f"So it is{end}"})
    told = replace(told, draft=replace(told.draft, reason="because"))
    assert story.remarks(told, "en") == ["Reason: because.", f"Note: So it is{end}"]
