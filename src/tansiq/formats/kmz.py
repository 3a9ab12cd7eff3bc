"""KMZ: a zip with a KML inside (OGC 07-147r2, annex C). One KML is taken out, bounded; nothing else is unpacked.

What is packed may claim any size, so no more than `MOST_KML_BYTES` is ever unpacked, and only by the two methods that
the format names. A second KML, as images do, stays where it is, and that is said.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from tansiq.formats.reading import BadFile, Loss, Mark

MOST_KML_BYTES = 32 * 1024 * 1024
MOST_ENTRIES = 2000
_MOST_NAME = 80
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_IS_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error,
           struct.error, IndexError, KeyError)  # fmt: skip
"""Whatever the library raises over bytes that are no such zip."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The KML of a KMZ."""

    data: bytes
    file: str
    """The name of the KMZ with that of the KML, for places of faults."""
    losses: tuple[Loss, ...]


def is_kmz(data: bytes) -> bool:
    """Told by its first bytes."""
    return data[:2] == b"PK"


def unpack_kmz(data: bytes, *, file: str) -> Unpacked:
    """The first KML at the outermost level, else the first of all.

    Raises:
        BadFile: it is no zip, holds no KML, is encrypted, or would grow beyond what is read.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise _bad(file, f"this KMZ holds {len(entries)} files, more than {MOST_ENTRIES}")
            chosen, others = _choose(entries, file)
            _check(chosen, file)
            with archive.open(chosen) as stream:
                found = stream.read(MOST_KML_BYTES + 1)
    except _BROKEN as error:
        raise _bad(file, f"this KMZ cannot be unpacked: {error}") from error
    if len(found) > MOST_KML_BYTES:
        raise _too_large(file)
    losses = tuple(Loss(str(Mark(file, 1, 1)), f"{_shown(other)}: a second KML is not read") for other in others)
    return Unpacked(found, f"{file}/{_shown(chosen)}", losses)


def _choose(entries: list[zipfile.ZipInfo], file: str) -> tuple[zipfile.ZipInfo, list[zipfile.ZipInfo]]:
    named = [entry for entry in entries if entry.filename.lower().endswith(".kml")]
    if not named:
        raise _bad(file, "this KMZ holds no KML")
    outermost = [entry for entry in named if "/" not in entry.filename.strip("/")]
    chosen = (outermost or named)[0]
    return chosen, [entry for entry in named if entry is not chosen]


def _check(entry: zipfile.ZipInfo, file: str) -> None:
    if entry.flag_bits & _IS_ENCRYPTED:
        raise _bad(file, "this KMZ is encrypted")
    if entry.compress_type not in _METHODS:
        raise _bad(file, f"this KMZ is packed by method {entry.compress_type}, which the format does not name")
    if entry.file_size > MOST_KML_BYTES:
        raise _too_large(file)


def _too_large(file: str) -> BadFile:
    return _bad(file, f"the KML inside would unpack to more than {MOST_KML_BYTES // 1024 // 1024} MiB")


def _bad(file: str, message: str) -> BadFile:
    return BadFile(message, mark=Mark(file, 1, 1), advice="Unpack it and name the .kml inside.")


def _shown(entry: zipfile.ZipInfo) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in entry.filename)[:_MOST_NAME]
