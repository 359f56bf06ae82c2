"""Where the data that ships with the program lies, and the user's own beside it."""

from __future__ import annotations

from pathlib import Path

from pathfinder_flow.domain.errors.clauses import Clause
from pathfinder_flow.domain.errors.invalid import FileRefused

_PACKAGE = Path(__file__).parents[1]
_LADDERS = "ladders.yaml"


def data_folder(name: str) -> Path:
    """Give the folder ``workflows`` or ``notifications``: in the wheel, else in the checkout.

    Raises :class:`FileRefused` when there is neither.
    """
    packaged, checkout = _PACKAGE / "_data" / name, _PACKAGE.parent
    if packaged.is_dir():
        return packaged
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    why = Clause("not_installed", "it did not come with this installation: install it again")
    raise FileRefused(path=name, why=why)


def workflow_files(own: Path | None = None) -> dict[str, Path]:
    """Give the file of every workflow by its name, such as ``pathfinder/2023``, in order.

    ``own`` is the user's folder of ``<id>/<version>.yaml``, which need not exist; a file in it
    replaces the shipped one of the same name.
    """
    files: dict[str, Path] = {}
    for folder in (data_folder("workflows"), own):
        for path in folder.glob("*/*.yaml") if folder else ():
            if path.is_file():
                files[name_of(path)] = path
    return dict(sorted(files.items()))


def name_of(path: Path) -> str:
    """Give the name that a file's place promises: ``pathfinder/2023.yaml`` is pathfinder/2023."""
    return f"{path.parent.name}/{path.stem}"


def ladders_file(own: Path | None = None) -> Path:
    """Give the ladder file: the one in the user's own notifications folder, else the shipped one.

    ``own`` need not exist.
    """
    if own and (own / _LADDERS).is_file():
        return own / _LADDERS
    return data_folder("notifications") / _LADDERS


def template_folders(own: Path | None = None) -> tuple[Path, ...]:
    """Give the folders templates are looked for in, in this order: the user's own comes first.

    ``own`` is the user's notifications folder; its ``templates`` need not exist.
    """
    folders = [own / "templates"] if own and (own / "templates").is_dir() else []
    return (*folders, data_folder("notifications") / "templates")


def public_record() -> Path:
    """Give the file of public facts about the Pathfinder Countries."""
    return data_folder("workflows") / "pathfinder" / "public-record.csv"
