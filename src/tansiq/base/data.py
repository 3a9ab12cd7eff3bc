"""The one loader of packaged data: phrases, gazetteers, schemas, word lists."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_text(room: str, name: str) -> str:
    """The UTF-8 text of a data file that ships inside a room's package, read once.

    Args:
        room: package below ``tansiq``, such as ``words``.
        name: file name inside it, folders by ``/``.
    """
    return files(f"tansiq.{room}").joinpath(name).read_text(encoding="utf-8")


def has_text(room: str, name: str) -> bool:
    """Whether such a file is there: one that is installed later, beside what ships."""
    return files(f"tansiq.{room}").joinpath(name).is_file()


@cache
def get_names(room: str, folder: str) -> tuple[str, ...]:
    """Names of the files in a folder of a room's package, in order."""
    return tuple(sorted(entry.name for entry in files(f"tansiq.{room}").joinpath(folder).iterdir() if entry.is_file()))


def get_path(room: str, name: str) -> str:
    """Where a file of a room's package lies on disk, whether it is there or not; for what only a path can load."""
    return str(files(f"tansiq.{room}").joinpath(name))
