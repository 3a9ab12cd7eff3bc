"""What every reader gives: features with their marks, what was lost, and the error that names line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar, NoReturn

from tansiq.base.errors import BadRequest
from tansiq.formats.rings import Outline, polygons_of
from tansiq.geometry.height import Altitude, Band
from tansiq.geometry.volumes import Circle, Volume, check_limits

FROM_EVER_MS = -62_135_596_800_000
"""0001-01-01: stands for a start that a file leaves open."""
FOR_EVER_MS = 253_402_300_799_000
"""9999-12-31T23:59:59Z: stands for an end that a file leaves open."""

Progress = Callable[[int, int], None]
"""Told how far a long work is: done, whole."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file, counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """In the form that editors follow."""
        return f"{self.file}:{self.line}:{self.column}"


class BadFile(BadRequest):
    """A file that was named is not what its format says."""

    code: ClassVar[str] = "bad_file"

    def __init__(self, message: str, *, mark: Mark, advice: str | None = None) -> None:
        super().__init__(message, where=str(mark), advice=advice)
        self.mark = mark

    def default_advice(self) -> str:
        """What the person who named the file can do."""
        return "Correct the file at that line, or leave the feature out and say so; nothing was read from it."


@dataclass(frozen=True, slots=True)
class Loss:
    """What a file says and the model, or the other format, cannot hold."""

    where: str
    """File, line and column when reading; the feature's id when writing."""
    what: str
    """What was done instead, for a person."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How high and how long, as a file states it."""

    lower: Altitude | None
    upper: Altitude | None
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Part:
    """A footprint as its file gives it, through a band of altitude for a time."""

    shape: Outline | Circle
    limits: Limits

    def __post_init__(self) -> None:
        # As its volumes will refuse it, which know their places better.
        place = self.shape if isinstance(self.shape, Circle) else None
        band = Band(self.limits.lower, self.limits.upper)
        check_limits(band, start_ms=self.limits.start_ms, end_ms=self.limits.end_ms, footprint=place)


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing of a file that takes up air: an area, a circle, an operation of several volumes."""

    id: str
    op: str
    """The operation that it is part of: volumes of one operation do not conflict with each other."""
    name: str
    parts: tuple[Part, ...]
    """One or more."""
    mark: Mark

    def volumes(self) -> tuple[Volume, ...]:
        """As the model has them; what several polygons must stand for becomes several volumes.

        Raises:
            BadFootprint: an outline is no polygon once it is rounded to 1e-7 degree.
        UpperBelowLower: by the geoid over the outline.
        """
        return tuple(
            Volume(footprint, part.limits.lower, part.limits.upper, part.limits.start_ms, part.limits.end_ms)
            for part in self.parts
            for footprint in ((part.shape,) if isinstance(part.shape, Circle) else polygons_of(part.shape))
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds."""

    features: tuple[Feature, ...]
    losses: tuple[Loss, ...]
    left_out: int = 0
    """Features that are in the file and not among `features`, as nothing of them takes up air; each is a loss too."""


def ignore_progress(done: int, whole: int) -> None:
    """For callers who are not asked how far they are."""


class AtField(Exception):
    """An error about a field, on its way to the reader that knows line and column."""

    def __init__(self, error: BadRequest, path: tuple[str | int, ...]) -> None:
        super().__init__(error.message)
        self.error, self.path = error, path

    def place(self, mark: Mark) -> NoReturn:
        """Raise the error itself, with its place; its code, facts and advice stay."""
        self.error.where = str(mark)
        raise self.error from self.__cause__


@contextmanager
def at_field(path: tuple[str | int, ...]) -> Iterator[None]:
    """Errors raised within are about this field."""
    try:
        yield
    except BadRequest as error:
        raise AtField(error, path) from error


@contextmanager
def marked(mark: Mark) -> Iterator[None]:
    """Errors raised within are about this place in a file."""
    try:
        yield
    except BadFile:
        raise
    except AtField as fault:
        fault.place(mark)
    except BadRequest as error:
        # A mark further inside is nearer to the fault.
        if not (error.where or "").startswith(f"{mark.file}:"):
            error.where = str(mark)
        raise
