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
