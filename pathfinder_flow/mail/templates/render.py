"""The words of mails, from files that people write and translate.

Folders hold ``<message>/<language>/{subject.txt,body.txt,body.html}.j2``; a file in an earlier
folder replaces the one of the same name in a later. A language is there when its files are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import TemplateBroken
from pathfinder_flow.mail.mime.message import Rendered

if TYPE_CHECKING:
    from datetime import date
    from types import TracebackType

    from jinja2 import Environment, Template

__all__ = ["Rendered", "Templates"]

_NEEDED = {"subject.txt.j2", "body.txt.j2"}
_WIDTH = 74
_MORE_THAN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{3,}")
_SIGNATURE = re.compile(r"\N{EM DASH} \S+ \S+")
_LONG_LINE = re.compile(rf"^.{{{_WIDTH + 1},}}$", re.MULTILINE)


class _Parts(NamedTuple):
    """The templates of one message in one language."""

    subject: Template
    text: Template
    html: Template | None


class Templates:
    """Every message in every language, read when first asked for and then kept.

    ``folders`` are searched in order, the user's own first. ``country_name`` gives a country's
    name from its alpha-3 code and a language; ``say_day`` words a day in a language.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        country_name: Callable[[str, str], str],
        say_day: Callable[[date, str], str],
    ) -> None:
        self._folders = tuple(folders)
        self._country_name, self._say_day = country_name, say_day
        self._environments: dict[str, Environment] = {}
        self._languages: dict[str, tuple[str, ...]] = {}
        self._parts: dict[tuple[str, str], _Parts] = {}

    def languages(self, message: str) -> tuple[str, ...]:
        """Give the languages that a message has a subject and a text in, in order."""
        if message not in self._languages:
            found: dict[str, set[str]] = {}
            for folder in self._folders:
                for path in folder.joinpath(message).glob("*/*.j2"):
                    found.setdefault(path.parent.name, set()).add(path.name)
            complete = (language for language, names in found.items() if names >= _NEEDED)
            self._languages[message] = tuple(sorted(complete))
        return self._languages[message]

    def render(self, message: str, language: str, facts: Mapping[str, Any]) -> Rendered:
        """Word a message; raises :class:`TemplateBroken`."""
        try:
            parts = self._parts.get((message, language)) or self._load(message, language)
            subject = parts.subject.render(facts).strip(" \n")
            text = _laid_out(parts.text.render(facts))
            html = parts.html.render(facts, subject=subject) if parts.html else None
        except TemplateBroken:
            raise
        except Exception as error:  # noqa: BLE001 - a template can go wrong in any way
            self._broken(error, message, language)
        if not subject or _MORE_THAN_A_LINE.search(subject):
            why = Clause("not_one_line", "it does not give one line of printing characters")
            raise TemplateBroken(path=parts.subject.filename, line=1, why=why)
        return Rendered(subject, text, html)

    def _load(self, message: str, language: str) -> _Parts:
        environment = self._environment(language)
        place = f"{message}/{language}"
        html = f"{place}/body.html.j2"
        wants_html = any((folder / html).is_file() for folder in self._folders)
        parts = _Parts(
            environment.get_template(f"{place}/subject.txt.j2"),
            environment.get_template(f"{place}/body.txt.j2"),
            environment.get_template(html) if wants_html else None,
        )
        self._parts[message, language] = parts
        return parts

    def _environment(self, language: str) -> Environment:
        from pathfinder_flow.mail.templates.sandbox import environment

        if language not in self._environments:
            made = environment(self._folders, language, self._country_name, self._say_day)
            self._environments[language] = made
        return self._environments[language]

    def _broken(self, error: Exception, message: str, language: str) -> NoReturn:
        """Say where a template went wrong, as the files name it."""
        from jinja2 import TemplateNotFound, TemplateSyntaxError

        path, line = f"{message}/{language}", 1
        for path, line in _places(error.__traceback__):  # noqa: B007 - the last
            pass
        why = Clause("template_reports", "the template engine says: {said}", said=_one_line(error))
        if isinstance(error, TemplateSyntaxError):
            path, line = error.filename or path, error.lineno
        elif isinstance(error, TemplateNotFound):
            why = Clause("template_missing", "the file {name} is not there", name=error.name)
        raise TemplateBroken(path=path, line=line, why=why) from error


def _places(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    """Give the files of templates, with line, that an error came through, the innermost last."""
    from traceback import walk_tb

    for frame, line in walk_tb(trace):
        name = frame.f_code.co_filename
        if name.endswith(".j2"):
            yield name, line


def _one_line(error: Exception) -> str:
    said = " ".join(str(error).split())
    return said or type(error).__name__


def _laid_out(text: str) -> str:
    """Give a text without superfluous blank lines, its long lines broken at blanks."""
    text = _BLANK_LINES.sub("\n\n", text.strip("\n"))
    return _LONG_LINE.sub(_broken_up, text) + "\n"


def _broken_up(match: re.Match[str]) -> str:
    rest, lines = match[0], []
    if _SIGNATURE.fullmatch(rest):
        # A checkpoint that is broken up could not be copied out of the mail any more.
        return rest
    while len(rest) > _WIDTH:
        # Only at a true blank: others are there to hold together what they stand between.
        cut = rest.rfind(" ", 1, _WIDTH + 1)
        if cut < 0:
            cut = rest.find(" ", _WIDTH)
        if cut < 0:
            break
        lines.append(rest[:cut].rstrip(" "))
        rest = rest[cut + 1 :].lstrip(" ")
    return "\n".join([*lines, rest])
