"""The catalogues say the same things, each in its own words and typography."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

import pathfinder_flow
from pathfinder_flow.domain.errors.clauses import SYSTEM
from pathfinder_flow.domain.ledger.entries import Kind
from pathfinder_flow.domain.roles import Role
from pathfinder_flow.domain.workflow.model import LANGUAGES
from pathfinder_flow.words.catalog import languages
from pathfinder_flow.words.po_files import read
from tools.catalogues import brought_up, is_raised, path_of, raised_in

SOURCE = Path(pathfinder_flow.__file__).parent
TRANSLATED = [lang for lang in LANGUAGES if lang != "en"]
"""The languages that every sentence has to be in; others may be in the making."""

# Signs, mere places, and words that English shares with the language.
SAME_AS_ENGLISH = {
    "fr": {
        "board.none",
        "brief.evidence",
        "certainty.possible",
        "clause.country_code",
        "clause.document",
        "finding.projection",
        "join.list",
        "kind.correction",
        "label.contact",
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
        "clause.at_cell",
        "clause.wrong_at_cell",
        "board.none",
        "brief.evidence",
        "clause.country_code",
        "entry.outcome",
        "meeting.outcome",
        "paper.field",
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


@cache
def messages(lang: str) -> dict[str, Message]:
    """Give what the catalogue of a language holds by its keys."""
    return by_key(read(path_of(lang)))


def by_key(catalogue: Catalog) -> dict[str, Message]:
    return {message.context: message for message in catalogue if message.context}


@cache
def sentences(lang: str) -> list[tuple[str, str, str]]:
    """Give key, English and translation of every sentence, a plural in each of its forms."""
    return [
        (key, english, said)
        for key, message in messages(lang).items()
        for english, said in forms(message)
        if said
    ]


def forms(message: Message) -> Iterator[tuple[str, str]]:
    if isinstance(message.id, str):
        yield message.id, str(message.string)
        return
    for number, said in enumerate(message.string):
        yield message.id[min(number, 1)], said


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# What the program says, and the catalogues have


@cache
def literal_texts() -> tuple[set[str], set[str]]:
    """Give the texts in the program, and those put together, as patterns: ``label.{name}``."""
    texts, patterns = set(), set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.JoinedStr):
                patterns.add(pattern(node))
    return texts, {one for one in patterns if re.match(r"[a-z_]+\\\.", one)}


def pattern(node: ast.JoinedStr) -> str:
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.$-]+"
        for part in node.values
    )


def is_said(key: str) -> bool:
    texts, patterns = literal_texts()
    return key in texts or any(re.fullmatch(one, key) for one in patterns)


def test_no_sentence_is_one_that_nobody_says() -> None:
    assert [key for key in messages("en") if not is_raised(key) and not is_said(key)] == []
    assert not is_said("nobody.says_this")


def test_english_errors_and_clauses_are_as_they_are_raised() -> None:
    held = {key: message.id for key, message in messages("en").items() if is_raised(key)}
    assert held == raised_in(SOURCE), "run 'make catalogues'"


@pytest.mark.parametrize("lang", languages())
def test_every_catalogue_has_the_sentences_of_the_english_one(lang: str) -> None:
    wanted = {key: message.id for key, message in messages("en").items()}
    assert {key: message.id for key, message in messages(lang).items()} == wanted


@pytest.mark.parametrize("lang", languages())
def test_every_translation_has_the_places_of_the_english(lang: str) -> None:
    wrong = {k: said for k, en, said in sentences(lang) if not places(said) <= places(en)}
    assert wrong == {}
    lacking = {
        key: said
        for key, english, said in sentences(lang)
        # Where a count is one, some languages name it or have a form for it.
        if places(english) - places(said) - {"count"}
    }
    assert lacking == {}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_nothing_is_left_to_translate(lang: str) -> None:
    assert {key for key, _, _ in sentences(lang)} == set(messages("en"))
    assert [key for key, message in messages(lang).items() if message.fuzzy] == []


@pytest.mark.parametrize("lang", languages())
def test_the_tools_of_translators_open_every_catalogue(lang: str) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("msgfmt is not here (Debian: gettext)")
    command = ["msgfmt", "--check", "--output-file=-", path_of(lang)]
    result = subprocess.run(command, capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


def test_every_term_is_in_the_catalogue() -> None:
    keys = [f"kind.{kind}" for kind in Kind] + [f"role.{role}" for role in Role]
    keys += [f"system.{name.lower()}" for name in SYSTEM]
    assert [key for key in keys if key not in messages("en")] == []


def calls(*names: str) -> Iterator[ast.Call]:
    """Find every call of a function by its name, wherever in the program."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                yield node


def literals(node: ast.expr) -> list[str]:
    """Give the texts an expression may be, when it is one text or a choice of two."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.IfExp(body=yes, orelse=no):
            return literals(yes) + literals(no)
    return []


def test_every_refusal_has_its_sentence_and_no_other() -> None:
    asked = [node.args[0] for node in calls("refuse", "Refusal") if node.args]
    codes = {code for node in asked for code in literals(node)}
    assert {"not_authorised", "evidence_missing", "status_disputed"} <= codes
    keys = {key for key in messages("en") if key.startswith("refusal.")}
    assert {f"refusal.{code}" for code in codes} <= keys
    assert {key.split(".")[1] for key in keys} == codes


def test_every_sentence_the_program_says_is_in_the_catalogue() -> None:
    said = [key for node in calls("say", "counted") if node.args for key in literals(node.args[0])]
    assert said
    assert set(said) - set(messages("en")) == set()


# How they are brought up to date


def test_a_translation_whose_english_changed_waits_for_a_translator() -> None:
    english, french = read(path_of("en")), read(path_of("fr"))
    by_key(english)["board.empty"].id = "There are no countries."
    made = by_key(brought_up(french, english))["board.empty"]
    assert made.fuzzy
    assert made.previous_id == [messages("fr")["board.empty"].id]
    assert made.string == messages("fr")["board.empty"].string


# Wording


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_sentence_is_translated(lang: str) -> None:
    same = {key for key, english, said in sentences(lang) if said == english}
    assert same == SAME_AS_ENGLISH[lang]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_english_is_left_over(lang: str) -> None:
    left = {key: ENGLISH_WORDS.findall(own_words(said)) for key, _, said in sentences(lang)}
    assert {key: words for key, words in left.items() if words} == {}


def own_words(text: str) -> str:
    """Give a sentence without its places, without commands and options, and what files hold."""
    return re.sub(r"\{\w+\}|--[\w-]+|(«\s?|')(db check|evidence add|From)\b", "", text)


@pytest.mark.parametrize("lang", TRANSLATED)
def test_sentences_end_as_the_english_ones_do(lang: str) -> None:
    wrong = [
        key
        for key, english, said in sentences(lang)
        # A label may be an abbreviation; errors and clauses are built as each language builds them.
        if not key.startswith("label.") and not is_raised(key)
        if english.endswith(".") != said.endswith(".")
    ]
    assert wrong == []


def offending(lang: str, pattern: str) -> list[str]:
    return [key for key, _, said in sentences(lang) if re.search(pattern, said)]


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
    assert offending("fr", pattern) == []


@pytest.mark.parametrize(
    "pattern",
    [r"\s[:;?!»]|«\s", r"['\"]", r"[\u00a0\u202f]"],
    ids=["spaces", "straight quote", "no-break space"],
)
def test_spanish_typography(pattern: str) -> None:
    assert offending("es", pattern) == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_guillemet_is_closed(lang: str) -> None:
    assert [key for key, _, said in sentences(lang) if said.count("«") != said.count("»")] == []
