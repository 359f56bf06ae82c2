"""Every message in every language says the same, in its own words, in text and in HTML."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jinja2 import meta

from pathfinder_flow.domain.errors.invalid import TemplateBroken
from pathfinder_flow.mail.templates.render import Rendered, Templates
from pathfinder_flow.mail.templates.sandbox import environment
from pathfinder_flow.words import countries
from pathfinder_flow.words.dates import say_day

Facts = Callable[..., dict[str, Any]]

SHIPPED = Path(__file__).parents[3] / "notifications" / "templates"
LANGUAGES = ("en", "es", "fr")
MESSAGES = (
    "deadline", "deadline_cancelled", "deadline_moved", "inactivity_proposal", "not_asked",
    "not_delivered", "report_corrected", "report_due_today", "report_opens", "report_overdue",
    "report_reminder",
)  # fmt: skip
EVERY = list(product(MESSAGES, LANGUAGES))
LETTERS = [(message, language) for message, language in EVERY if message != "deadline"]

NOTHING: dict[str, Any] = {
    **dict.fromkeys(("previous_due", "opens", "recipient_name", "checkpoint")),
    **dict.fromkeys(("received", "entered")),
    "notice_days": [],
    **dict.fromkeys(("failed_role", "failed_why", "failed_subject")),
    **{name: [] for name in ("copied", "earlier_mails", "missed_periods")},
    **{name: [] for name in ("accepted_mails", "returned_mails")},
}
"""Facts that may not apply, not applying."""

ALWAYS = {
    "report_corrected": {
        "received": date(2027, 3, 30),
        "entered": date(2027, 4, 20),
        "notice_days": [date(2027, 4, 8), date(2027, 5, 3)],
    }
}
"""Facts that a message cannot do without."""


class Spoken(HTMLParser):
    """What a reader of an HTML mail reads, a paragraph for each paragraph or table."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = self.as_it_is = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.silent += tag in ("style", "title")
        self.as_it_is += tag == "pre"
        self.words.append("\n\n" if tag in ("p", "table", "pre") else "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("style", "title")
        self.as_it_is -= tag == "pre"

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data if self.as_it_is else data.replace("\n", " "))


def spoken(html: str) -> str:
    return words("\n\n".join(paragraphs_of(html)))


def paragraphs_of(html: str) -> list[str]:
    reader = Spoken()
    reader.feed(html)
    return paragraphs("".join(reader.words))


def paragraphs(text: str) -> list[str]:
    return [words(paragraph) for paragraph in re.split(r"\n\s*\n", text) if words(paragraph)]


def words(text: str) -> str:
    """A text without its line ends, and without the line above the footer of a plain text."""
    return " ".join(re.split("[ \n]+", text.replace("* * *", ""))).strip()


def all_of(rendered: Rendered) -> str:
    return "\n".join((rendered.subject, rendered.text, rendered.html or ""))


def html_of(rendered: Rendered) -> str:
    assert rendered.html is not None
    return rendered.html


# All there, and the same


def test_the_shipped_messages_are_the_ones_under_test(shipped: Path) -> None:
    folders = {path.name for path in shipped.iterdir() if path.is_dir()}
    assert folders == {*MESSAGES, "_shared"}


@pytest.mark.parametrize("message", MESSAGES)
def test_every_message_is_there_in_every_language(templates: Templates, message: str) -> None:
    assert templates.languages(message) == LANGUAGES


@pytest.mark.parametrize(("message", "language"), EVERY)
@pytest.mark.parametrize("changes", [{}, NOTHING], ids=["all facts", "no more than needed"])
def test_every_message_can_be_worded(
    templates: Templates, facts: Facts, message: str, language: str, changes: dict[str, Any]
) -> None:
    rendered = templates.render(message, language, facts(**changes | ALWAYS.get(message, {})))
    assert rendered.subject
    assert rendered.text.endswith("\n")


def variables(folder: Path) -> dict[str, set[str]]:
    """What each template of a folder asks for."""
    english = environment([SHIPPED], "en", countries.name, say_day)
    return {
        path.name: meta.find_undeclared_variables(english.parse(path.read_text("utf-8")))
        for path in folder.glob("*.j2")
    }


@pytest.mark.parametrize("message", [*MESSAGES, "_shared"])
def test_the_languages_tell_the_same_facts(shipped: Path, message: str) -> None:
    english, *others = (variables(shipped / message / language) for language in LANGUAGES)
    assert others == [english, english]


def test_templates_ask_for_nothing_that_is_not_given(shipped: Path, facts: Facts) -> None:
    asked = {
        name
        for folder in [shipped, *shipped.glob("*/*/")]
        for names in variables(folder).values()
        for name in names
    }
    assert asked - {"language", "direction", "subject"} <= set(facts())


@pytest.mark.parametrize("role", ["focal_point", "mwg", "gcg", "secretariat", "auditor"])
@pytest.mark.parametrize(("message", "language"), LETTERS)
def test_text_and_html_say_the_same(
    templates: Templates, facts: Facts, message: str, language: str, role: str
) -> None:
    copied = ["secretariat", "mwg", "gcg", "focal_point"]
    changes = {"recipient_role": role, "copied": copied, "failed_role": role}
    rendered = templates.render(message, language, facts(**changes))
    assert paragraphs_of(html_of(rendered)) == paragraphs(rendered.text)


@pytest.mark.parametrize(("message", "language"), LETTERS)
def test_both_say_who_what_and_when(
    templates: Templates, facts: Facts, message: str, language: str
) -> None:
    rendered = templates.render(message, language, facts())
    due = {"en": "31 March 2027", "fr": "31 mars 2027", "es": "31 de marzo de 2027"}[language]
    told = (countries.name("PER", language), "2026", due, "secretariat@alliance.example")
    for said in (words(rendered.text), spoken(html_of(rendered))):
        assert [fact for fact in told if fact not in said] == []


# One language a mail

MARKERS = {
    "en": "the of and is your for this was has with by or if you receive country secretariat",
    "fr": "les des du et est une vous pour dans au avec pays échéance secrétariat sur rapport",
    "es": "el los las del una usted por con país fecha informe secretaría para este año",
}


@pytest.mark.parametrize(("message", "language"), EVERY)
@pytest.mark.parametrize("changes", [{}, NOTHING], ids=["all facts", "no more than needed"])
def test_no_mail_mixes_languages(
    templates: Templates, facts: Facts, message: str, language: str, changes: dict[str, Any]
) -> None:
    rendered = templates.render(message, language, facts(**changes | ALWAYS.get(message, {})))
    read = f"{rendered.subject} {rendered.text} {spoken(rendered.html or '')}"
    said = set(re.findall(r"[\w@.-]+(?<!\.)", read.casefold()))
    others = {word for other, text in MARKERS.items() if other != language for word in text.split()}
    assert said & set(MARKERS[language].split())
    assert said & (others - set(MARKERS[language].split())) == set()


def test_the_html_names_its_language_and_direction(templates: Templates, facts: Facts) -> None:
    for language in LANGUAGES:
        html = html_of(templates.render("report_opens", language, facts()))
        assert f'<html lang="{language}" dir="ltr">' in html


# Wording


@pytest.mark.parametrize(
    ("language", "left", "said"),
    [
        ("en", 1, "1 day"), ("en", 60, "60 days"),
        ("fr", 1, "1\u00a0jour"), ("fr", 60, "60\u00a0jours"),
        ("es", 1, "1 día"), ("es", 60, "60 días"),
    ],
)  # fmt: skip
def test_days_are_counted_as_each_language_does(
    shipped: Path, tmp_path: Path, facts: Facts, language: str, left: int, said: str
) -> None:
    own(tmp_path, f"report_opens/{language}/subject.txt.j2", "{{ days_left|days }}")
    templates = Templates([tmp_path, shipped], countries.name, say_day)
    assert templates.render("report_opens", language, facts(days_left=left)).subject == said


LASTING = ("report_opens", "report_reminder", "report_overdue", "inactivity_proposal")


@pytest.mark.parametrize(("message", "language"), [*product(LASTING, LANGUAGES)])
def test_a_mail_that_leaves_days_late_is_as_true_as_on_the_day_it_was_written(
    templates: Templates, facts: Facts, message: str, language: str
) -> None:
    other_day = {"today": date(2027, 5, 4), "days_left": -34}
    assert templates.render(message, language, facts(**other_day)) == templates.render(
        message, language, facts()
    )


@pytest.mark.parametrize(("message", "language"), [*product(LASTING, LANGUAGES)])
def test_the_subject_says_when_the_report_is_due(
    templates: Templates, facts: Facts, message: str, language: str
) -> None:
    due = {"en": "31 March 2027", "fr": "31 mars 2027", "es": "31 de marzo de 2027"}[language]
    assert due in templates.render(message, language, facts()).subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_messages_have_the_same_subject(
    templates: Templates, facts: Facts, language: str
) -> None:
    subjects = {templates.render(message, language, facts()).subject for message in MESSAGES}
    assert len(subjects) == len(MESSAGES)


def test_the_first_of_a_month_is_an_ordinal_in_french(templates: Templates, facts: Facts) -> None:
    rendered = templates.render("report_reminder", "fr", facts(due=date(2027, 4, 1)))
    assert "1er avril 2027" in rendered.subject


@pytest.mark.parametrize(
    ("language", "today", "later"),
    [
        ("en", "is today, 31 March", "is 31 March"),
        ("fr", "est aujourd\u2019hui, le 31 mars", "est le 31 mars"),
        ("es", "es hoy, el 31 de marzo", "es el 31 de marzo"),
    ],
)
def test_a_mail_that_leaves_a_day_late_does_not_say_today(
    templates: Templates, facts: Facts, language: str, today: str, later: str
) -> None:
    for left, said in ((0, today), (-1, later)):
        rendered = templates.render("report_due_today", language, facts(days_left=left))
        assert said in words(rendered.text)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A copy of this message goes to the office of the Secretariat."),
        ("fr", "Une copie de ce message est adressée au bureau du Secrétariat."),
        ("es", "Se envía copia de este mensaje a la oficina de la Secretaría."),
    ],
)
def test_a_copy_is_announced_only_when_there_is_one(
    templates: Templates, facts: Facts, language: str, sentence: str
) -> None:
    def said(copied: list[str]) -> str:
        return words(templates.render("report_overdue", language, facts(copied=copied)).text)

    assert sentence in said(["secretariat"])
    assert sentence not in said([])


def test_a_copy_says_that_it_is_one(templates: Templates, facts: Facts) -> None:
    note = "This is a copy for your information."
    copy = templates.render("report_overdue", "en", facts(recipient_role="secretariat"))
    original = templates.render("report_overdue", "en", facts())
    assert note in copy.text
    assert note not in original.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "changes",
    [{}, dict.fromkeys(("days_left", "previous_due", "opens", "recipient_name")), {"days_left": 0}],
    ids=["overdue", "nothing known", "today"],
)
def test_a_calendar_item_can_be_worded_at_any_time(
    templates: Templates, facts: Facts, language: str, changes: dict[str, Any]
) -> None:
    rendered = templates.render("deadline", language, facts(**changes))
    assert "2026" in rendered.subject
    assert "2027" in rendered.text


@pytest.mark.parametrize(
    ("language", "moved", "now"),
    [
        ("en", "from 28 February 2027 to 31 March 2027.", "moved to 31 March 2027."),
        ("fr", "passe du 28 février 2027 au 31 mars 2027.", "désormais fixée au 31 mars 2027."),
        ("es", "pasa del 28 de febrero de 2027 al 31 de marzo", "es ahora el 31 de marzo de 2027."),
    ],
)
def test_a_moved_date_is_told_with_the_earlier_one_where_that_is_known(
    templates: Templates, facts: Facts, language: str, moved: str, now: str
) -> None:
    for previous, said in ((date(2027, 2, 28), moved), (None, now)):
        rendered = templates.render("deadline_moved", language, facts(previous_due=previous))
        assert said in words(rendered.text)


@pytest.mark.parametrize(("left", "attached"), [(20, True), (0, True), (-1, False), (None, False)])
def test_a_moved_date_that_has_passed_promises_no_calendar_item(
    templates: Templates, facts: Facts, left: int | None, attached: bool
) -> None:
    rendered = templates.render("deadline_moved", "en", facts(days_left=left))
    assert ("calendar is attached" in words(rendered.text)) is attached


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("en", "Nothing is proposed now", "in a row without a report: 2025 and 2026."),
        ("fr", "Rien n\u2019est proposé", "consécutives sans rapport\u00a0: 2025 et 2026."),
        ("es", "Por ahora no se propone nada", "consecutivos sin informe: 2025 y 2026."),
    ],
)
def test_only_a_second_year_in_a_row_proposes_to_speak_of_the_state_inactive(
    templates: Templates, facts: Facts, language: str, one: str, two: str
) -> None:
    for missed, said, other in ((["2026"], one, two), (["2025", "2026"], two, one)):
        told = facts(recipient_role="mwg", missed_periods=missed)
        text = words(templates.render("inactivity_proposal", language, told).text)
        assert said in text
        assert other not in text


@pytest.mark.parametrize(
    ("language", "greeting", "footer"),
    [
        ("en", "Dear colleague,", "You receive this message as the office of the Secretariat."),
        ("fr", "Madame, Monsieur,", "Vous recevez ce message au titre du bureau du Secrétariat."),
        ("es", "consideración:", "Este mensaje se dirige a la oficina de la Secretaría."),
    ],
)
@pytest.mark.parametrize("message", ["deadline_moved", "deadline_cancelled"])
def test_the_secretariats_office_is_written_to_as_an_office(
    templates: Templates, facts: Facts, message: str, language: str, greeting: str, footer: str
) -> None:
    told = facts(recipient_role="secretariat", recipient_name=None, copied=[])
    text = words(templates.render(message, language, told).text)
    assert greeting in text
    assert footer in text


REASONS = (
    "no_address", "bad_address", "nobody", "doubtful", "refused", "given_up", "bounced",
    "something else",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_a_failure_has_words_of_its_own_in_text_and_html(
    templates: Templates, facts: Facts, language: str
) -> None:
    told = [templates.render("not_delivered", language, facts(failed_why=why)) for why in REASONS]
    assert len({rendered.text for rendered in told}) == len(REASONS)
    for rendered in told:
        assert paragraphs_of(html_of(rendered)) == paragraphs(rendered.text)


@pytest.mark.parametrize(
    ("language", "said", "wrong"),
    [
        ("en", "dated 31 March 2027, in time,", "before the due date"),
        ("fr", "daté du 31 mars 2027 et donc dans les délais", "antérieur"),
        ("es", "31 de marzo de 2027 y, por tanto, dentro del plazo", "anterior"),
    ],
)
def test_a_report_of_the_due_date_itself_is_in_time(
    templates: Templates, facts: Facts, language: str, said: str, wrong: str
) -> None:
    rendered = templates.render("report_corrected", language, facts(received=date(2027, 3, 31)))
    for told in (words(rendered.text), spoken(html_of(rendered))):
        assert said in told
        assert wrong not in told


@pytest.mark.parametrize("why", REASONS)
def test_french_typography_holds_for_every_reason(
    templates: Templates, facts: Facts, why: str
) -> None:
    text = templates.render("not_delivered", "fr", facts(failed_why=why)).text
    assert re.findall(r"(?<!\u202f)[;?!»]|(?<!\u00a0):(?!\d|//)|[\"']", text) == []


@pytest.mark.parametrize("message", MESSAGES)
@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<!\u00a0):(?!\d|//)", r"(?<!\u202f)[;?!»]", r"«(?!\u202f)", r"[\"']|\s\u2019",
        r" [\u00a0\u202f]|[\u00a0\u202f] ",
    ],
    ids=["colon", "other signs", "guillemet", "straight quote", "two blanks"],
)  # fmt: skip
def test_french_typography(templates: Templates, facts: Facts, message: str, pattern: str) -> None:
    rendered = templates.render(message, "fr", facts())
    for said in (rendered.subject, rendered.text, spoken(rendered.html or "")):
        assert re.findall(f".*{pattern}.*", said) == []


@pytest.mark.parametrize("message", MESSAGES)
def test_spanish_typography(templates: Templates, facts: Facts, message: str) -> None:
    rendered = templates.render(message, "es", facts())
    for said in (rendered.subject, rendered.text, spoken(rendered.html or "")):
        assert re.findall(r".*(?: [:;?!»]|« |[\"'\u00a0\u202f]).*", said) == []


def test_the_country_is_never_declined(shipped: Path) -> None:
    # Any name fits after a colon, at the start or in brackets: of Peru, du Pérou, des Fidji.
    around = re.compile(r"(?:^|>|\(|:[\s\u00a0]){{ country\|country }}")
    for path in shipped.rglob("*.j2"):
        text = path.read_text("utf-8")
        assert len(around.findall(text)) == text.count("country|country"), path


@pytest.mark.parametrize(("message", "language"), EVERY)
def test_lines_of_text_are_short(
    templates: Templates, facts: Facts, message: str, language: str
) -> None:
    lines = templates.render(message, language, facts()).text.splitlines()
    # The signature of a checkpoint is one line, however long.
    long = [line for line in lines if len(line) > 76]
    assert long == [facts()["checkpoint"].splitlines()[-1]] * (message != "deadline")


def test_a_long_address_is_not_broken(templates: Templates, facts: Facts) -> None:
    address = f"{'a' * 60}@{'b' * 60}.example"
    text = templates.render("report_opens", "en", facts(secretariat_address=address)).text
    assert address in text.splitlines()


# Nothing but words gets in


@pytest.mark.parametrize("name", ["<b>Ana</b>", "A & B", '"><script>', "{{ 7 * 7 }}"])
def test_a_name_is_never_markup(templates: Templates, facts: Facts, name: str) -> None:
    rendered = templates.render("report_opens", "en", facts(recipient_name=name))
    assert "<script" not in html_of(rendered)
    assert "<b>" not in html_of(rendered)
    assert f"Dear {name}," in spoken(html_of(rendered))
    assert f"Dear {name}," in rendered.text


def test_the_name_of_a_country_is_never_markup(shipped: Path, facts: Facts) -> None:
    templates = Templates([shipped], lambda _code, _language: "<i>X</i>", say_day)
    html = html_of(templates.render("report_opens", "en", facts()))
    assert "<i>" not in html
    assert "&lt;i&gt;X&lt;/i&gt;" in html


def test_styles_stand_on_the_elements(templates: Templates, facts: Facts) -> None:
    html = html_of(templates.render("report_opens", "en", facts()))
    html = re.sub("<!--.*?-->", "", html, flags=re.DOTALL)
    assert all("style=" in tag for tag in re.findall(r"<(?:p|td|a)\b[^>]*>", html))
    assert not re.search(r"\b(left|right)\b", html)


# Languages and texts of one's own


def own(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def mended(shipped: Path, tmp_path: Path) -> Callable[..., Templates]:
    """Templates with files of one's own over the shipped ones."""

    def over(**files: str) -> Templates:
        for place, text in files.items():
            own(tmp_path, f"report_opens/en/{place.replace('__', '.')}.j2", text)
        return Templates([tmp_path, shipped], countries.name, say_day)

    return over


def translated(shipped: Path, folder: Path, language: str, words: dict[str, str]) -> None:
    """Write a language by replacing words of the English files, which are enough to see it work."""
    for source in (*shipped.glob("report_reminder/en/*.j2"), *shipped.glob("_shared/en/*.j2")):
        text = source.read_text("utf-8")
        for english, other in words.items():
            text = text.replace(english, other)
        target = source.relative_to(shipped).as_posix().replace("/en/", f"/{language}/")
        own(folder, target, text.replace("_shared/en/", f"_shared/{language}/"))


@pytest.mark.parametrize(
    ("language", "words", "direction", "said"),
    [
        ("pt", {"Country:": "País:"}, "ltr", ["País: Peru", "31 de março de 2027", "60 dias"]),
        ("ar", {"Country:": "البلد:"}, "rtl", ["البلد: بيرو", "31 مارس 2027", "60 يومًا"]),
    ],
)
def test_a_new_language_takes_files_only(
    shipped: Path,
    tmp_path: Path,
    facts: Facts,
    language: str,
    words: dict[str, str],
    direction: str,
    said: list[str],
) -> None:
    words = {**words, "Reporting year:": "{{ days_left|days }}"}
    translated(shipped, tmp_path, language, words)
    templates = Templates([tmp_path, shipped], countries.name, say_day)
    assert templates.languages("report_reminder") == tuple(sorted((*LANGUAGES, language)))
    rendered = templates.render("report_reminder", language, facts(days_left=60))
    assert f'<html lang="{language}" dir="{direction}">' in html_of(rendered)
    assert [text for text in said if text not in spoken(html_of(rendered))] == []


def test_a_file_of_ones_own_replaces_the_shipped_one(
    mended: Callable[..., Templates], facts: Facts
) -> None:
    rendered = mended(subject__txt="Ours for {{ period }}").render("report_opens", "en", facts())
    assert rendered.subject == "Ours for 2026"
    assert "Reporting year: 2026" in rendered.text


def test_a_language_without_a_text_is_not_offered(shipped: Path, tmp_path: Path) -> None:
    own(tmp_path, "report_opens/pt/subject.txt.j2", "Aberto")
    assert (
        Templates([tmp_path, shipped], countries.name, say_day).languages("report_opens")
        == LANGUAGES
    )


def test_an_unknown_message_has_no_languages(templates: Templates) -> None:
    assert templates.languages("nothing") == ()


# Broken templates

LINES = '{% extends "layout.html.j2" %}\n{% block letter %}\n<p>a\nb</p>\n'


@pytest.mark.parametrize(
    ("file", "text", "line", "said"),
    [
        ("subject__txt", "{{ peroid }}", 1, "'peroid' is undefined"),
        ("subject__txt", "{{ ''.__class__ }}", 1, "unsafe"),
        ("subject__txt", "{{ ''.__class__.__mro__ }}", 1, "unsafe"),
        ("subject__txt", "{{ due.__class__.today() }}", 1, "unsafe"),
        ("subject__txt", "{{ recipient_name.nothing }}", 1, "no attribute 'nothing'"),
        ("subject__txt", "a\nb", 1, "does not give one line"),
        ("subject__txt", "a\u2028b", 1, "does not give one line"),
        ("subject__txt", "", 1, "does not give one line"),
        ("body__txt", "a\n\n{{ 1 / 0 }}", 3, "division by zero"),
        ("body__txt", "a\n{{ period|nofilter }}", 2, "No filter named 'nofilter'"),
        ("body__txt", "a\n{% if %}", 2, "Expected an expression"),
        ("body__txt", "a\n{{ days_left|day }}", 2, "is None here"),
        ("body__txt", 'a\n{% include "nothing.j2" %}', 2, "the file nothing.j2 is not there"),
        ("body__txt", 'a\n{% include "../../secret" %}', 2, "is not there"),
        ("body__txt", '{% include "report_opens/en/body.txt.j2" %}', 1, "recursion"),
        ("body__html", LINES + "{{ peroid }}\n{% endblock %}", 5, "'peroid' is undefined"),
        ("body__html", LINES + "{% if %}\n{% endblock %}", 5, "Expected an expression"),
    ],
)
def test_a_broken_template_says_where(
    mended: Callable[..., Templates],
    tmp_path: Path,
    facts: Facts,
    file: str,
    text: str,
    line: int,
    said: str,
) -> None:
    with pytest.raises(TemplateBroken) as caught:
        mended(**{file: text}).render("report_opens", "en", facts())
    path = tmp_path / f"report_opens/en/{file.replace('__', '.')}.j2"
    assert (caught.value.facts["path"], caught.value.facts["line"]) == (str(path), line)
    assert said in str(caught.value)


def test_a_broken_template_harms_no_other_mail(
    mended: Callable[..., Templates], facts: Facts
) -> None:
    templates = mended(body__html="{% if %}")
    for _ in range(2):
        with pytest.raises(TemplateBroken):
            templates.render("report_opens", "en", facts())
    assert templates.render("report_opens", "fr", facts()).html
    assert templates.render("report_overdue", "en", facts()).html


def test_a_broken_layout_says_its_line(shipped: Path, tmp_path: Path, facts: Facts) -> None:
    lines = (shipped / "layout.html.j2").read_text("utf-8").splitlines()
    number = lines.index('<td class="letter">') + 1
    lines.insert(number, "{{ peroid }}")
    path = own(tmp_path, "layout.html.j2", "\n".join(lines))
    with pytest.raises(TemplateBroken) as caught:
        Templates([tmp_path, shipped], countries.name, say_day).render(
            "report_opens", "en", facts()
        )
    assert (caught.value.facts["path"], caught.value.facts["line"]) == (str(path), number + 1)


def test_a_fact_that_is_not_given_is_an_error_and_no_gap(
    templates: Templates, facts: Facts
) -> None:
    with pytest.raises(TemplateBroken, match="'due' is undefined"):
        templates.render("report_opens", "en", {k: v for k, v in facts().items() if k != "due"})


@pytest.mark.parametrize("name", ["due", "period", "country", "secretariat_address"])
def test_a_fact_that_is_none_is_never_said(templates: Templates, facts: Facts, name: str) -> None:
    with pytest.raises(TemplateBroken, match="is None here"):
        templates.render("report_opens", "en", facts(**{name: None}))


@pytest.mark.parametrize(
    ("message", "language"), [("nothing", "en"), ("report_opens", "pt"), ("report_opens", "x!")]
)
def test_a_message_or_language_that_is_not_there_is_told(
    templates: Templates, facts: Facts, message: str, language: str
) -> None:
    with pytest.raises(TemplateBroken, match=re.escape(f"{message}/{language}")):
        templates.render(message, language, facts())


def files_below(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*.j2"))


def test_templates_are_read_once(shipped: Path, tmp_path: Path, facts: Facts) -> None:
    copied = shutil.copytree(shipped, tmp_path / "copy")
    templates = Templates([copied], countries.name, say_day)
    before = templates.render("report_opens", "en", facts())
    for name in list(files_below(copied)):
        (copied / name).unlink()
    assert templates.render("report_opens", "en", facts()) == before
