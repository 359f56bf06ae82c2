"""A text of blocks becomes a page, a document for Word and a PDF that say the same."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from pathfinder_flow.domain.errors.invalid import FileRefused
from pathfinder_flow.domain.errors.unavailable import NotInstalled
from pathfinder_flow.exports.documents import document
from pathfinder_flow.presentation.blocks import BLANK, Block, Heading, Line, Paragraph, Table

TEXT: list[Block] = [
    Heading("Réunion 20 <b>"),
    BLANK,
    Heading("Pérou"),
    Paragraph("Le dossier est complet & prêt."),
    Paragraph("Feuille de route", indent=2, mark="- "),
    Paragraph("Rapport", indent=2, mark="- "),
    Table(("Pays", "Issue"), [("PER", "=1+1"), ("KEN", "accordé")]),
    Line("  https://example.org/paper"),
]


def made(ending: str) -> bytes:
    return document(Path(f"paper.{ending}"), TEXT, "Réunion 20", "fr")


def test_a_page_needs_nothing_but_itself_and_takes_text_for_text() -> None:
    page = made("html").decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="fr" dir="ltr">')
    assert page.count("<h1>") == 1
    assert "<h1>Réunion 20 &lt;b&gt;</h1>" in page
    assert "complet &amp; prêt." in page
    assert page.count("<ul>") == 1
    assert page.count("<li>") == 2
    assert '<th scope="col">Pays</th>' in page


def test_a_document_for_word_has_its_headings_list_and_table() -> None:
    word = Document(BytesIO(made("docx")))
    assert [(one.style.name, one.text) for one in word.paragraphs if one.style] == [
        ("Title", "Réunion 20 <b>"),
        ("Heading 1", "Pérou"),
        ("Normal", "Le dossier est complet & prêt."),
        ("List Bullet", "Feuille de route"),
        ("List Bullet", "Rapport"),
        ("Normal", "https://example.org/paper"),
    ]
    cells = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert cells == [["Pays", "Issue"], ["PER", "=1+1"], ["KEN", "accordé"]]
    assert (word.core_properties.author, word.core_properties.language) == ("", "fr")


def test_a_document_for_word_names_nobody() -> None:
    with zipfile.ZipFile(BytesIO(made("docx"))) as packed:
        assert b"python-docx" not in packed.read("docProps/core.xml")


def test_a_pdf_says_the_same() -> None:
    try:
        pdf = made("pdf")
    except NotInstalled:
        pytest.skip("the libraries that draw PDF (pango) are not on this machine")
    assert pdf.startswith(b"%PDF-")


def test_another_ending_is_refused_with_those_there_are() -> None:
    with pytest.raises(FileRefused, match=r"\.docx, \.html, \.pdf"):
        made("odt")
