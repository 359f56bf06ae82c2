"""verify.py is one file that any Python from 3.9 on runs by itself."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pathfinder_flow.verifier.one_file import MODULES, verify_py
from tests.packs import Members, put_together, run_alone
from tests.verifier.test_hostile_packs import unpacked

TREE = ast.parse(verify_py(), feature_version=(3, 9))


def test_it_needs_the_standard_library_only() -> None:
    imported = set()
    for node in ast.walk(TREE):
        if isinstance(node, ast.Import):
            imported |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).partition(".")[0])
    assert {"hashlib", "zipfile"} <= imported
    assert imported <= sys.stdlib_module_names
    assert "pathfinder_flow" not in verify_py().decode()


def test_every_module_is_in_it_and_no_name_twice() -> None:
    folder = Path(sys.modules["pathfinder_flow.verifier.one_file"].__file__ or "").parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "one_file"}
    assert files == set(MODULES)
    names = [name for node in TREE.body for name in named_by(node)]
    assert {"SAID", "VerifierReport", "is_signature", "Pack", "check_entries", "main"} <= set(names)
    assert len(names) == len(set(names))


def named_by(node: ast.stmt) -> list[str]:
    """Give the names that a statement outside of all functions gives to things."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [
                name.id for one in targets for name in ast.walk(one) if isinstance(name, ast.Name)
            ]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


def test_it_is_as_readable_as_its_modules() -> None:
    text = verify_py().decode()
    assert max(map(len, text.splitlines())) <= 100
    assert "\n\n\n\n\n" not in text
    assert text.endswith("\n")


def test_a_bare_python_checks_a_pack(good: Path, members: Members, tmp_path: Path) -> None:
    code, said = run_alone(tmp_path, str(good))
    assert code == 0, said
    assert said.endswith("Everything is in order.\n")
    assert max(len(line) for line in said.splitlines() if not line.startswith("  ")) <= 80
    forged = put_together({**members, "README.txt": b"x"}, tmp_path / "forged.zip")
    code, said = run_alone(tmp_path, str(forged))
    assert code == 1
    assert "README.txt: it is not what the manifest lists; one of the two was changed." in said
    assert said.endswith("1 wrong: do not rely on this pack.\n")


def test_it_checks_the_folder_that_it_lies_in(members: Members, tmp_path: Path) -> None:
    folder = unpacked(members, tmp_path / "PER")
    assert run_alone(folder)[0] == 0
    (folder / "more.txt").write_text("more")
    code, said = run_alone(folder)
    assert code == 1
    assert "more.txt: it is there, and the manifest does not list it." in said


def test_a_wrong_call_is_told_from_a_wrong_pack(good: Path, tmp_path: Path) -> None:
    assert run_alone(tmp_path, str(good), "--kee", "x")[0] == 2
    assert run_alone(tmp_path, str(good), str(good))[0] == 2
    code, said = run_alone(tmp_path, str(good), "--key", "x")
    assert (code, "--key: 'x' is not a key" in said) == (1, True)


def others() -> list[str]:
    """Give other versions of Python on this machine that run."""
    found = []
    for version in ("3.9", "3.10", "3.12", "3.13", "3.14"):
        path = shutil.which(f"python{version}")
        if path and not subprocess.run([path, "-V"], capture_output=True, check=False).returncode:
            found.append(path)
    return found


def test_other_versions_of_python_say_the_same(
    good: Path, members: Members, tmp_path: Path
) -> None:
    """Whichever are there: none need be."""
    pythons = others()
    if not pythons:
        pytest.skip("this machine has no other version of Python")
    forged = put_together({**members, "keys.txt": b"x"}, tmp_path / "forged.zip")
    for pack in (good, forged):
        expected = run_alone(tmp_path, str(pack))
        assert {run_alone(tmp_path, str(pack), python=one) for one in pythons} == {expected}
