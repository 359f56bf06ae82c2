"""The three languages say the same things, each in its own words and typography."""

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import pathfinder_flow
from pathfinder_flow.domain.errors.base import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    PathfinderError,
    Unavailable,
)
from pathfinder_flow.domain.errors.clauses import SYSTEM
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.words.catalog import LANGUAGES, texts
from pathfinder_flow.words.dates import say_moment, say_when

KINDS_OF_ERRORS = (Invalid, NotFound, Conflict, Forbidden, Unavailable)
SOURCE = Path(pathfinder_flow.__file__).parent
EN, FR, ES = texts("en"), texts("fr"), texts("es")
TRANSLATED = {"fr": FR, "es": ES}

# Signs, mere places, and words that English shares with the language.
SAME_AS_ENGLISH = {
    "fr": {
        "board.none",
        "brief.evidence",
        "certainty.possible",
        "finding.projection",
        "join.list",
        "kind.correction",
        "label.code",
        "label.message",
        "label.source",
        "label.verdict",
        "verify.check_messages",
        "verify.check_signature",
        "verify.mark_none",
    },
    "es": {
        "answer.no",
        "board.none",
        "brief.evidence",
        "entry.outcome",
        "entry.transition",
        "entry.transition_first",
        "finding",
        "join.list",
        "join.problems",
        "verdict.fault",
        "verify.mark_none",
    },
}
ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|or|is|was|are|it|its|this|that|with|from|cannot|not|you|your|has|have|entry|by"
    r"|did|must|which|write|check|give)\b",
    re.IGNORECASE,
)


def test_the_languages_of_the_catalogue_are_the_ones_under_test() -> None:
    assert set(LANGUAGES) == {"en", *TRANSLATED}


def is_error(key: str) -> bool:
    return key.startswith(("error.", "clause."))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# Keys and places


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_sentence_is_there_and_no_other(lang: str) -> None:
    said = {key for key in TRANSLATED[lang] if not is_error(key)}
    assert said == set(EN)


def test_english_errors_stay_on_their_classes() -> None:
    assert not [key for key in EN if is_error(key)]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_sentence_has_the_places_of_the_english_one(lang: str) -> None:
    english = everything_in_english()
    wrong = {
        key: (places(text), places(english[key]))
        for key, text in TRANSLATED[lang].items()
        if places(text) != places(english[key])
    }
    assert wrong == {}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_error_has_its_sentence_and_no_other(lang: str) -> None:
    said = {key.removeprefix("error.") for key in TRANSLATED[lang] if key.startswith("error.")}
    assert said == set(templates())


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_clause_has_its_sentence_and_no_other(lang: str) -> None:
    said = {key.removeprefix("clause.") for key in TRANSLATED[lang] if key.startswith("clause.")}
    assert said == set(clauses())


def test_a_clause_says_the_same_wherever_it_is_said() -> None:
    assert {key: texts for key, texts in clauses().items() if len(texts) > 1} == {}


def test_every_term_is_in_the_catalogue() -> None:
    keys = [f"kind.{kind}" for kind in Kind] + [f"role.{role}" for role in Role]
    keys += [f"system.{name.lower()}" for name in SYSTEM]
    assert [key for key in keys if key not in EN] == []


def everything_in_english() -> dict[str, str]:
    """Give every English sentence by the key it has in the other languages."""
    errors = {f"error.{code}": template for code, template in templates().items()}
    return {**EN, **errors, **{f"clause.{key}": min(text) for key, text in clauses().items()}}


def templates() -> dict[str, str]:
    """Give the English sentence of every error class of the program, by its code."""
    for module in pkgutil.walk_packages([str(SOURCE)], "pathfinder_flow."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            import_module(module.name)
    found = [one for one in descendants(PathfinderError) if one not in KINDS_OF_ERRORS]
    return {one.code(): one.template for one in found}


def descendants(parent: type[PathfinderError]) -> Iterator[type[PathfinderError]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith("pathfinder_flow."):
            yield child
        yield from descendants(child)


# What the program may ask for


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    """Find every call of a function by its name, wherever in the program."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                yield path, node


@cache
def clauses() -> dict[str, set[str]]:
    """Give the English of every clause in the program, by its key."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.Module | ast.FunctionDef)]
        for function in functions:
            for node in made_in(function):
                for key in literals(node.args[0]):
                    found.setdefault(key, set()).update(english_of(node.args[1], function, tree))
    return found


def made_in(function: ast.Module | ast.FunctionDef) -> Iterator[ast.Call]:
    """Find the clauses made in a function, or outside of all functions."""
    todo: list[ast.AST] = list(function.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef):
            continue
        if isinstance(node, ast.ClassDef):
            todo += [child for child in node.body if not isinstance(child, ast.FunctionDef)]
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Clause":
            yield node
        todo += ast.iter_child_nodes(node)


def english_of(
    node: ast.expr, function: ast.Module | ast.FunctionDef, module: ast.Module
) -> list[str]:
    """Give a template, which may be the value of a name.

    The same function sets it just before, or the module sets it outside of all functions.
    """
    if not isinstance(node, ast.Name):
        return literals(node)
    here = [found for found in set_as(node.id, ast.walk(function)) if found.lineno < node.lineno]
    found = here or list(set_as(node.id, module.body))
    return literals(max(found, key=lambda found: found.lineno).value)


def set_as(name: str, nodes: Iterable[ast.AST]) -> Iterator[ast.Assign]:
    """Find where a name is set."""
    for node in nodes:
        if isinstance(node, ast.Assign) and is_named(node.targets, name):
            yield node


def is_named(targets: list[ast.expr], name: str) -> bool:
    return [getattr(target, "id", "") for target in targets] == [name]


def literals(node: ast.expr) -> list[str]:
    """Give the texts an expression may be, when it is one text or a choice of two."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.IfExp(body=yes, orelse=no):
            return literals(yes) + literals(no)
    return []


def refusal_codes() -> set[str]:
    """Give every code that a guard or the machine may refuse with."""
    asked = [node.args[0] for _, node in calls("refuse", "Refusal") if node.args]
    return {code for node in asked for code in literals(node)}


def test_the_refusals_are_found_in_the_source() -> None:
    assert {"not_authorised", "evidence_missing", "status_disputed"} <= refusal_codes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_refusal_has_its_sentence_and_no_other(lang: str) -> None:
    keys = [key.split(".") for key in texts(lang) if key.startswith("refusal.")]
    assert {parts[1] for parts in keys} == refusal_codes()
    assert {f"refusal.{code}" for code in refusal_codes()} <= set(texts(lang))


def test_every_sentence_the_program_says_is_in_the_catalogue() -> None:
    said = {
        (path.name, key)
        for path, node in calls("say")
        if node.args
        for key in literals(node.args[0])
    }
    assert said
    assert {(name, key) for name, key in said if key not in EN} == set()


# Wording


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_sentence_is_translated(lang: str) -> None:
    english = everything_in_english()
    same = {key for key, text in TRANSLATED[lang].items() if text == english[key]}
    assert same == SAME_AS_ENGLISH[lang]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_english_is_left_over(lang: str) -> None:
    left = {key: ENGLISH_WORDS.findall(own_words(text)) for key, text in TRANSLATED[lang].items()}
    assert {key: words for key, words in left.items() if words} == {}


def own_words(text: str) -> str:
    """Give a sentence without its places, without commands and options, and what files hold."""
    return re.sub(r"\{\w+\}|--[\w-]+|(«\s?|')(db check|evidence add|From)\b", "", text)


@pytest.mark.parametrize("lang", TRANSLATED)
def test_sentences_end_as_the_english_ones_do(lang: str) -> None:
    wrong = [
        key
        for key, text in EN.items()
        # A label may be an abbreviation.
        if not key.startswith("label.")
        and text.endswith(".") != TRANSLATED[lang][key].endswith(".")
    ]
    assert wrong == []


def offending(catalogue: Mapping[str, str], pattern: str) -> list[str]:
    return [key for key, text in catalogue.items() if re.search(pattern, text)]


@pytest.mark.parametrize(
    "pattern",
    [
        # Times and addresses have theirs without a space.
        r"(?<!\u00a0):(?!\d|//)",
        r"(?<!\u202f)[;?!»]",
        r"«(?!\u202f)",
        r"n°(?!\u00a0)",
        r"(?<!\w)'|'(?!\w)|\"",
    ],
    ids=["colon", "other signs", "guillemet", "number", "straight quote"],
)
def test_french_typography(pattern: str) -> None:
    assert offending(FR, pattern) == []


@pytest.mark.parametrize(
    "pattern",
    [r"\s[:;?!»]|«\s", r"['\"]", r"[\u00a0\u202f]"],
    ids=["spaces", "straight quote", "no-break space"],
)
def test_spanish_typography(pattern: str) -> None:
    assert offending(ES, pattern) == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_guillemet_is_closed(lang: str) -> None:
    assert [k for k, text in TRANSLATED[lang].items() if text.count("«") != text.count("»")] == []


# Dates

DAY = "2022-09-28"


@pytest.mark.parametrize(
    ("given", "en", "fr", "es"),
    [
        (DAY, "28 September 2022", "28 septembre 2022", "28 de septiembre de 2022"),
        ("2020-03", "March 2020", "mars 2020", "marzo de 2020"),
        ("2025", "2025", "2025", "2025"),
        ("../2025", "by 2025 at the latest", "2025 au plus tard", "2025 a más tardar"),
        (
            "../2019-09",
            "by September 2019 at the latest",
            "septembre 2019 au plus tard",
            "septiembre de 2019 a más tardar",
        ),
        (
            "2022-11-21/..",
            "from 21 November 2022, end unknown",
            "21 novembre 2022, fin inconnue",
            "21 de noviembre de 2022, final desconocido",
        ),
        (
            "2018-10-25?",
            "25 October 2018 (inferred)",
            "25 octobre 2018 (déduit)",
            "25 de octubre de 2018 (deducido)",
        ),
        ("2019~", "about 2019", "2019 environ", "2019 aproximadamente"),
        (
            "2019%",
            "about 2019 (inferred)",
            "2019 environ (déduit)",
            "2019 aproximadamente (deducido)",
        ),
        # May is never shortened, so that both forms of a span may be told by it.
        (
            "2019-05-28/2019-05-29",
            "28\u201329 May 2019",
            "28\u201329 mai 2019",
            "28\u201329 de mayo de 2019",
        ),
        ("2019/2021", "2019 to 2021", "2019 \u2013 2021", "2019 \u2013 2021"),
        (
            "2020-03/2020-06",
            "March 2020 to June 2020",
            "mars 2020 \u2013 juin 2020",
            "marzo de 2020 \u2013 junio de 2020",
        ),
    ],
)
def test_dates_at_length(given: str, en: str, fr: str, es: str) -> None:
    assert [say_when(given, lang) for lang in ("en", "fr", "es")] == [en, fr, es]


@pytest.mark.parametrize(
    ("given", "en", "fr", "es"),
    [
        (DAY, "28 Sept 2022", "28 sept. 2022", "28 sept 2022"),
        ("2020-03", "Mar 2020", "mars 2020", "mar 2020"),
        ("2025", "2025", "2025", "2025"),
        ("../2025", "by 2025", "2025 au plus tard", "2025 a más tardar"),
        ("2022-11-21/..", "from 21 Nov 2022", "21 nov. 2022 \u2013 …", "21 nov 2022 \u2013 …"),
        (
            "2018-10-25?",
            "25 Oct 2018 (inferred)",
            "25 oct. 2018 (déduit)",
            "25 oct 2018 (deducido)",
        ),
        (
            "2019-03-28/2019-03-29",
            "28\u201329 Mar 2019",
            "28\u201329 mars 2019",
            "28\u201329 mar 2019",
        ),
    ],
)
def test_short_dates(given: str, en: str, fr: str, es: str) -> None:
    assert [say_when(given, lang, short=True) for lang in ("en", "fr", "es")] == [en, fr, es]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "22 November 2026, 14:30 UTC"),
        ("fr", "22 novembre 2026 à 14:30 UTC"),
        ("es", "22 de noviembre de 2026, 14:30 h UTC"),
    ],
)
def test_moments(lang: str, said: str) -> None:
    assert say_moment(datetime(2026, 11, 22, 14, 30, tzinfo=UTC), lang) == said
