"""Documents come out again: shown with their fields, and saved under their own name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.years import NEXT_DAY, Owing, fits


@pytest.fixture
def letter(owing: Owing, tmp_path: Path) -> int:
    file = tmp_path / "Lettre du ministre.pdf"
    file.write_bytes(b"%PDF the letter")
    said = owing.well(
        NEXT_DAY, "evidence", "add", "PER", "roadmap", "--effective", "2022-05-01", "--file",
        str(file), "--field", "period=2022/2030", "--field", "groups=workers;employers",
        "--note", "By post",
    ).stderr  # fmt: skip
    return int(said.split()[1].rstrip(":"))


def kept(owing: Owing) -> Path:
    [path] = [one for one in owing.home.glob("evidence/*/*") if one.is_file()]
    return path


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Roadmap, 1 May 2022", "Period covered: 2022", "it is as it was recorded")),
        ("fr", ("Feuille de route", "conforme à ce qui a été inscrit")),
        ("es", ("Hoja de ruta", "tal como se asentó")),
    ],
)
def test_a_document_is_shown_with_its_fields(
    owing: Owing, letter: int, lang: str, words: tuple[str, ...]
) -> None:
    said = owing.well(NEXT_DAY, "--lang", lang, "evidence", "show", str(letter)).stdout
    assert fits(said)
    for word in (*words, "Lettre du ministre.pdf", "By post"):
        assert word in " ".join(said.split())
    assert owing.told(NEXT_DAY, "evidence", "show", str(letter))["sound"] is True
    listed = owing.well(NEXT_DAY, "--lang", lang, "evidence", "list", "PER").stdout
    assert words[1].split(":")[0] in listed or lang != "en"


def test_it_is_saved_under_its_own_name_and_replaces_nothing_unasked(
    owing: Owing, letter: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.chdir(out)
    owing.well(NEXT_DAY, "evidence", "save", str(letter))
    assert (out / "Lettre du ministre.pdf").read_bytes() == b"%PDF the letter"
    assert "is there already" in owing.misused(NEXT_DAY, "evidence", "save", str(letter))
    owing.well(NEXT_DAY, "evidence", "save", str(letter), "--force")
    owing.well(NEXT_DAY, "evidence", "save", str(letter), "-o", str(out / "other.pdf"))
    assert (out / "other.pdf").exists()


def test_a_file_that_has_changed_is_told_and_not_given_out(
    owing: Owing, letter: int, tmp_path: Path
) -> None:
    kept(owing).write_bytes(b"%PDF another")
    said = owing.well(NEXT_DAY, "evidence", "show", str(letter)).stdout
    assert "no longer has that content" in " ".join(said.split())
    refused = owing.denied(NEXT_DAY, "evidence", "save", str(letter), "-o", str(tmp_path / "x"))
    assert "no longer has that content" in " ".join(refused.split())
    assert not (tmp_path / "x").exists()


def test_a_document_that_was_withdrawn_is_shown_as_such(owing: Owing, letter: int) -> None:
    owing.well(NEXT_DAY, "correct", str(letter), "--withdraw", "--reason", "Wrong file")
    assert (
        "A correction has withdrawn it."
        in owing.well(NEXT_DAY, "evidence", "show", str(letter)).stdout
    )


def test_an_entry_without_a_document_says_so(owing: Owing) -> None:
    assert "holds no document" in owing.denied(NEXT_DAY, "evidence", "save", "1")
