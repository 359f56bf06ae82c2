"""Documents that cannot be kept, and fields that cannot be taken."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pathfinder_flow.domain.errors.base import PathfinderError
from pathfinder_flow.domain.errors.invalid import (
    BadField,
    ControlCharacters,
    FileRefused,
    UnknownField,
)
from pathfinder_flow.domain.errors.not_found import UnknownEvidenceKind
from pathfinder_flow.services.lifecycle.cases import open_case
from pathfinder_flow.services.lifecycle.evidence import NewEvidence, add_evidence
from pathfinder_flow.services.maintenance import check
from pathfinder_flow.services.unit_of_work import AppContext
from pathfinder_flow.store import ledger
from tests.faults.running import start

FOUNDER = "desk.secretariat"
KIND = "expression_of_interest"


@pytest.fixture
def peru(app: AppContext) -> AppContext:
    open_case(app, FOUNDER, "PER", effective="2024-01-01", workflow=None, reason="")
    return app


pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def keep(app: AppContext, file: Path) -> dict[str, object]:
    entry = add_evidence(app, FOUNDER, "PER", NewEvidence(KIND, "2024-01-01", file=file))
    source: dict[str, object] = entry.body["source"]
    return source


def stored(app: AppContext) -> list[Path]:
    return [path for path in app.files.folder.rglob("*") if path.is_file()]


def assert_nothing_kept(app: AppContext) -> None:
    assert stored(app) == []
    with app.snapshot() as conn:
        assert ledger.size(conn) == 5


def test_a_document_is_kept_under_the_hash_of_its_content(peru: AppContext, tmp_path: Path) -> None:
    document = tmp_path / "lettre signée.pdf"
    document.write_bytes(os.urandom(300_000))
    source = keep(peru, document)
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    assert source == {"file": "lettre signée.pdf", "sha256": digest, "size": 300_000}
    assert peru.files.path(digest).read_bytes() == document.read_bytes()


def test_the_same_document_twice_is_one_file(peru: AppContext, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        (tmp_path / name).write_bytes(b"the same")
        keep(peru, tmp_path / name)
    assert len(stored(peru)) == 1


def test_keeping_a_document_again_mends_a_kept_file_that_was_changed(
    peru: AppContext, tmp_path: Path
) -> None:
    document = tmp_path / "letter.pdf"
    document.write_bytes(b"a letter")
    keep(peru, document)
    [kept] = stored(peru)
    kept.write_bytes(b"something else")
    keep(peru, document)
    assert check(peru) == []


def test_a_document_as_large_as_allowed_is_kept(peru: AppContext, tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * (1 << 20))
    assert keep(peru, tmp_path / "large")["size"] == 1 << 20


REFUSED = {
    "too large": (lambda path: path.write_bytes(b"x" * ((1 << 20) + 1)), "larger than 1 MiB"),
    "empty": (lambda path: path.write_bytes(b""), "it is empty"),
    "missing": (lambda _: None, "it is not a file"),
    "a folder": (lambda path: path.mkdir(), "it is not a file"),
    "a pipe": (os.mkfifo, "it is not a file"),
    "a link to nowhere": (lambda path: path.symlink_to("nowhere"), "it is not a file"),
    "a link to itself": (lambda path: path.symlink_to(path), "cannot be used"),
    "a name too long": (lambda _: None, "cannot be used"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(
    peru: AppContext, tmp_path: Path, case: str
) -> None:
    make, said = REFUSED[case]
    path = tmp_path / ("x" * 300 if case == "a name too long" else "document")
    make(path)
    with pytest.raises(FileRefused, match=said):
        keep(peru, path)
    assert_nothing_kept(peru)


@pytest.mark.parametrize("name", ["a\x1b[31mb", "a\nb\u202ec", "a\udcffb"])
def test_a_document_whose_name_does_not_print_is_not_kept(
    peru: AppContext, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"a letter")
    with pytest.raises(ControlCharacters):
        keep(peru, tmp_path / name)
    assert_nothing_kept(peru)


def test_a_document_one_may_not_read_is_refused(peru: AppContext, tmp_path: Path) -> None:
    """In another process, for who runs the tests may be allowed everything."""
    assert peru
    (tmp_path / "letter.pdf").write_bytes(b"a letter")
    (tmp_path / "letter.pdf").chmod(0)
    code = (
        "import os; from pathlib import Path\n"
        "from pathfinder_flow.domain.errors.invalid import FileRefused\n"
        "from pathfinder_flow.store.files import EvidenceFiles\n"
        f"os.chdir({str(tmp_path)!r})\n"
        "if os.geteuid() == 0:\n    os.setuid(65534)\n"
        "try:\n    EvidenceFiles(Path('kept'), 1 << 20).keep(Path('letter.pdf'))\n"
        "except FileRefused as refused:\n    print(refused)\n"
    )
    said, errors = start("-c", code).communicate(timeout=30)
    assert ("permission denied; check the path and its rights" in said, errors) == (True, "")


def test_a_full_evidence_store_is_told(peru: AppContext, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"a letter")
    peru.files.folder.write_text("a file where the folder should be")
    with pytest.raises(FileRefused, match="cannot be used"):
        keep(peru, tmp_path / "letter.pdf")


# Fields


def refused(app: AppContext, kind: str, fields: dict[str, list[str]]) -> PathfinderError:
    new = NewEvidence(kind, "2024-01-01", url="https://example.org/x", fields=fields)
    with pytest.raises(PathfinderError) as told:
        add_evidence(app, FOUNDER, "PER", new)
    assert_nothing_kept(app)
    return told.value


def test_an_unknown_kind_is_refused_with_a_suggestion(peru: AppContext) -> None:
    error = refused(peru, "roadmap_valdated", {})
    assert isinstance(error, UnknownEvidenceKind)
    assert "did you mean 'roadmap_validated'?" in str(error)


def test_an_unknown_field_is_refused_with_a_suggestion(peru: AppContext) -> None:
    error = refused(peru, KIND, {"ministeries": ["Labour"]})
    assert isinstance(error, UnknownField)
    assert "did you mean 'ministries'?" in str(error)


def test_a_field_of_one_value_given_twice_is_refused(peru: AppContext) -> None:
    error = refused(peru, KIND, {"addressee": ["director_general", "country_office"]})
    assert isinstance(error, BadField)
    assert "expected one value" in str(error)


def test_a_choice_that_is_none_is_refused_with_a_suggestion(peru: AppContext) -> None:
    error = refused(peru, KIND, {"addressee": ["director_genral"]})
    assert "did you mean 'director_general'?" in str(error)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("period", "2024"),
        ("period", "2024/.."),
        ("period", "2030/2024"),
        ("period", "from 2024 to 2030"),
    ],
)
def test_a_field_of_the_wrong_type_is_refused(peru: AppContext, field: str, value: str) -> None:
    assert repr(value) in repr(str(refused(peru, "roadmap", {field: [value]})))


@pytest.mark.parametrize("value", ["a\x07b", "a\u202eb", "a\udcffb", "x" * 4001])
def test_a_field_that_does_not_print_or_end_is_refused(peru: AppContext, value: str) -> None:
    refused(peru, KIND, {"ministries": [value]})


@pytest.mark.parametrize(
    "url_given", ["example.org", "ftp://example.org/x", "https://", "https://a b.org", "http://[x"]
)
def test_a_source_that_is_no_web_address_is_refused(peru: AppContext, url_given: str) -> None:
    with pytest.raises(BadField, match="expected a web address"):
        add_evidence(app=peru, handle=FOUNDER, country="PER",
                     new=NewEvidence(KIND, "2024-01-01", url=url_given))  # fmt: skip
    assert_nothing_kept(peru)
