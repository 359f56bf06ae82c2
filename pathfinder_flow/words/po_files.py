"""Catalogues of sentences as translators keep them (.po) and as gettext reads them (.mo).

In a .po file the key of a sentence is its context and English is its source, so that every
translator's tool shows real sentences. In the .mo it is found by its key alone. What a translator
has not done, or not looked at since the English changed (``fuzzy``), is left out.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"
"""The language whose catalogue is the source of the others, and so needs no translations."""


def read(path: Path) -> Catalog:
    """Read a catalogue; raises ValueError where it is damaged."""
    with path.open("rb") as file:
        return read_po(file, locale=language_of(path), abort_invalid=True)


def language_of(path: Path) -> str:
    """Give the language of a catalogue from its folder: ``<language>/LC_MESSAGES/<file>``."""
    return path.parents[1].name


def compiled(path: Path) -> bytes:
    """Give the .mo of a .po file; plurals are counted by the rule in its own header."""
    catalogue = read(path)
    by_key = Catalog(catalogue.locale)
    by_key.mime_headers = catalogue.mime_headers
    for message in catalogue:
        said = message.id if language_of(path) == SOURCE else message.string
        forms = [said] if isinstance(said, str) else said or ()
        if message.context and not message.fuzzy and all(forms):
            key = message.context
            by_key.add((key, key) if message.pluralizable else key, said)
    made = BytesIO()
    write_mo(made, by_key)
    return made.getvalue()


def write_compiled(locales: Path) -> None:
    """Write the .mo beside every .po in the folder of catalogues."""
    for path in sorted(locales.glob("*/LC_MESSAGES/messages.po")):
        path.with_suffix(".mo").write_bytes(compiled(path))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        Path(name).with_suffix(".mo").write_bytes(compiled(Path(name)))
