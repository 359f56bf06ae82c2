"""Shipped definitions are found in a checkout and in a wheel; the user's own come on top."""

from pathlib import Path

import pytest

from pathfinder_flow.definitions import data_files as places
from pathfinder_flow.domain.errors.invalid import FileRefused


def test_the_shipped_workflows_are_found_in_order() -> None:
    files = places.workflow_files()
    assert list(files) == sorted(files)
    assert {"pathfinder/2018", "pathfinder/2019", "pathfinder/2023"} <= set(files)
    assert all(places.name_of(path) == name for name, path in files.items())


def test_ones_own_workflows_are_added_and_replace_shipped_ones(tmp_path: Path) -> None:
    for name in ("pathfinder/2023.yaml", "mine/1.yaml", "mine/notes.txt", "stray.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "mine" / "folder.yaml").mkdir()
    files = places.workflow_files(tmp_path)
    assert files["pathfinder/2023"] == tmp_path / "pathfinder" / "2023.yaml"
    assert set(files) - set(places.workflow_files()) == {"mine/1"}


def test_a_folder_of_ones_own_need_not_exist(tmp_path: Path) -> None:
    assert places.workflow_files(tmp_path / "none") == places.workflow_files()


def test_the_shipped_ladders_and_templates_are_found() -> None:
    assert places.ladders_file().is_file()
    (shipped,) = places.template_folders()
    assert shipped == places.data_folder("notifications") / "templates"


def test_ones_own_ladders_replace_the_shipped_ones(tmp_path: Path) -> None:
    assert places.ladders_file(tmp_path) == places.ladders_file()
    (tmp_path / "ladders.yaml").touch()
    assert places.ladders_file(tmp_path) == tmp_path / "ladders.yaml"


def test_ones_own_templates_are_looked_at_before_the_shipped_ones(tmp_path: Path) -> None:
    assert places.template_folders(tmp_path / "none") == places.template_folders()
    (tmp_path / "templates").mkdir()
    assert places.template_folders(tmp_path) == (
        tmp_path / "templates",
        *places.template_folders(),
    )


def test_the_public_record_is_found() -> None:
    assert places.public_record().is_file()


def test_a_wheel_holds_its_data_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "package" / "_data" / "workflows").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "workflows").mkdir()
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "package")
    assert places.data_folder("workflows") == tmp_path / "package" / "_data" / "workflows"


def test_an_installation_without_data_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "package")
    with pytest.raises(FileRefused, match="install it again"):
        places.data_folder("notifications")
