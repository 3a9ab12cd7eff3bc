"""The kernels: C++ behind a plain C interface, loaded with `ctypes`, which lets other threads run meanwhile.

The only file that knows `ctypes`. There is no other implementation to fall back to: without the library, or with one
built from other sources, everything that needs it is refused and says how to build it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes import POINTER, Structure, addressof, byref, c_char_p, c_double, c_int, c_int32, c_int64, c_void_p
from functools import cache
from hashlib import sha256
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from tansiq.base.data import get_names, get_path, load_text
from tansiq.base.errors import StoreFailed
from tansiq.geometry.geodesy import FLATTENING, SEMI_MAJOR_M

_FOLDER = "kernels"
_LIBRARY = "libtansiq_kernels.so"
_SUFFIXES = (".cpp", ".hpp", ".h")

COLUMNS: tuple[tuple[str, type[np.generic]], ...] = (
    ("owner", np.int64),
    ("ring_ends", np.int64),
    ("corner_ends", np.int64),
    ("lon_deg", np.float64),
    ("lat_deg", np.float64),
    ("is_area", np.uint8),
    ("radius_m", np.float64),
    ("lower_mm", np.int64),
    ("upper_mm", np.int64),
    ("lower_ref", np.uint8),
    ("upper_ref", np.uint8),
    ("start_ms", np.int64),
    ("end_ms", np.int64),
)
"""As the kernels' `Columns` has them, after the count."""
TRACK_COLUMNS = (
    "lon_deg",
    "lat_deg",
    "alt_m",
    "east_mps",
    "north_mps",
    "up_mps",
    "position_error_m",
    "altitude_error_m",
    "late_s",
)
ENCOUNTER = np.dtype(
    [
        ("a", np.uint32),
        ("b", np.uint32),
        ("begins_s", np.float32),
        ("ends_s", np.float32),
        ("closest_s", np.float32),
        ("miss_m", np.float32),
        ("height_m", np.float32),
    ]
)


class KernelsUnusable(StoreFailed):
    """The library of kernels is missing, stale or failed."""

    code: ClassVar[str] = "kernels_unusable"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the kernels cannot be used: {reason}",
            advice="Call ./run build in the folder of the program; it builds them once, with or without a compiler.",
        )
        self.reason = reason


class _Columns(Structure):
    _fields_: ClassVar = [("count", c_int64), *((name, c_void_p) for name, _ in COLUMNS)]


class _Tracks(Structure):
    _fields_: ClassVar = [("count", c_int64), *((name, c_void_p) for name in TRACK_COLUMNS)]


def hash_sources() -> str:
    """Of the sources in this package; the library carries the one that it was built from."""
    digest = sha256()
    for name in get_names("geometry", _FOLDER):
        if name.endswith(_SUFFIXES):
            digest.update(f"{name}\n{load_text('geometry', f'{_FOLDER}/{name}')}\n".encode())
    return digest.hexdigest()[:16]


_PROTOTYPES: dict[str, tuple[Any, list[Any]]] = {
    "tansiq_source_hash": (c_char_p, []),
    "tansiq_error": (c_char_p, []),
    "tansiq_threads": (c_int, []),
    "tansiq_instruction_width": (c_int, []),
    "tansiq_ellipsoid": (None, [POINTER(c_double), POINTER(c_double)]),
    "tansiq_index_new": (c_void_p, []),
    "tansiq_index_free": (None, [c_void_p]),
    "tansiq_index_count": (c_int64, [c_void_p]),
    "tansiq_index_bytes": (c_int64, [c_void_p]),
    "tansiq_index_insert": (c_int, [c_void_p, c_void_p, c_void_p, c_int]),
    "tansiq_index_remove": (c_int64, [c_void_p, c_void_p, c_int64]),
    "tansiq_index_query": (c_void_p, [c_void_p, c_void_p, c_double, c_int, c_int]),
    "tansiq_index_query_slots": (c_void_p, [c_void_p, c_void_p, c_void_p, c_int64, c_double, c_int]),
    "tansiq_index_pairs": (c_void_p, [c_void_p, c_double, c_int, c_int]),
    "tansiq_index_pairs_between": (c_void_p, [c_void_p, c_void_p, c_double, c_int, c_int]),
    "tansiq_index_distances": (c_int, [c_void_p, c_void_p, c_void_p, c_void_p, c_int64, c_void_p, c_int]),
    "tansiq_index_entries": (c_int, [c_void_p, c_void_p, c_void_p, c_int64, c_int64, c_double, c_void_p, c_int]),
    "tansiq_index_save": (c_void_p, [c_void_p]),
    "tansiq_index_load": (c_int, [c_void_p, c_void_p, c_int64]),
    "tansiq_found_pairs": (c_int64, [c_void_p]),
    "tansiq_found_take": (None, [c_void_p, c_void_p, c_void_p, c_void_p, c_int]),
    "tansiq_found_bytes": (c_int64, [c_void_p]),
    "tansiq_found_copy": (None, [c_void_p, c_void_p, c_int]),
    "tansiq_found_free": (None, [c_void_p]),
    "tansiq_encounters": (c_void_p, [POINTER(_Tracks), c_double, c_double, c_double, c_double, c_int]),
    "tansiq_encounter_intervals": (None, [c_void_p, c_int64, c_double, c_double, c_double, c_void_p, c_void_p]),
    "tansiq_meet": (c_int, [c_void_p, c_void_p, c_double]),
    "tansiq_inverse": (None, [c_void_p, c_int64, c_void_p, c_void_p]),
}


@cache
def get_library() -> Any:
    """The library, loaded once and proven to be of these sources and this ellipsoid.

    Raises:
        KernelsUnusable: it is not there, or not of these sources.
    """
    try:
        library = ctypes.CDLL(get_path("geometry", f"{_FOLDER}/{_LIBRARY}"))
    except OSError as failure:
        raise KernelsUnusable("they are not built") from failure
    for name, (result, arguments) in _PROTOTYPES.items():
        try:
            function = getattr(library, name)
        except AttributeError as failure:
            raise KernelsUnusable(f"they were built from other sources; {name} is missing") from failure
        function.restype, function.argtypes = result, arguments
    built_from = library.tansiq_source_hash().decode()
    if built_from != hash_sources():
        raise KernelsUnusable("they were built from other sources")
    axis, flattening = c_double(), c_double()
    library.tansiq_ellipsoid(byref(axis), byref(flattening))
    if (axis.value, flattening.value) != (SEMI_MAJOR_M, FLATTENING):
        raise KernelsUnusable("they hold another ellipsoid")
    return library


def count_threads() -> int:
    """As many as the machine has cores."""
    return int(get_library().tansiq_threads())


def _fail() -> KernelsUnusable:
    return KernelsUnusable(get_library().tansiq_error().decode(errors="replace"))


def _take(found: int | None, dtype: np.dtype[Any], threads: int) -> NDArray[Any]:
    """Copy out what was found and give it back."""
    library = get_library()
    if not found:
        raise _fail()
    try:
        records = np.empty(library.tansiq_found_bytes(found) // dtype.itemsize, dtype)
        library.tansiq_found_copy(found, records.ctypes.data, threads)
    finally:
        library.tansiq_found_free(found)
    return records


Snapshot = bytes | memoryview
"""The second may be a view of a file mapped into memory."""
PairColumns = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]
"""First, second, and whether their altitudes can be compared."""


def _take_pairs(found: int | None, threads: int) -> PairColumns:
    """Move out the pairs that were found and give the rest back."""
    library = get_library()
    if not found:
        raise _fail()
    count = library.tansiq_found_pairs(found)
    try:
        both, is_comparable = np.empty((2, count), np.int64), np.empty(count, np.bool_)
    except MemoryError:
        library.tansiq_found_free(found)
        raise
    first = _address(both)
    library.tansiq_found_take(found, first, first + both.itemsize * count, _address(is_comparable), threads)
    return both[0], both[1], is_comparable


Arrays = Sequence[NDArray[Any]]
"""A contiguous array for each of `COLUMNS`, of its type."""


def _address(array: NDArray[Any]) -> int:
    """Valid while the array lives. Asked for often, and the sooner of numpy's ways to tell it."""
    address: int = array.__array_interface__["data"][0]
    return address


class NativeVolumes:
    """Columns as the kernels take them. Telling where arrays lie takes as long as many a question, so it is kept."""

    def __init__(self, count: int, arrays: Arrays) -> None:
        self._arrays = arrays
        self._self = _Columns(count, *map(_address, arrays))
        self.address = addressof(self._self)


class NativeIndex:
    """The kernels' index. One caller at a time changes it; asking from several threads at once is safe."""

    def __init__(self) -> None:
        self._library = get_library()
        self._self = self._library.tansiq_index_new()
        if not self._self:
            raise _fail()

    def __del__(self) -> None:
        if getattr(self, "_self", None):
            self._library.tansiq_index_free(self._self)

    def __len__(self) -> int:
        return int(self._library.tansiq_index_count(self._self))

    def count_bytes(self) -> int:
        return int(self._library.tansiq_index_bytes(self._self))

    def insert(self, volumes: NativeVolumes, count: int, threads: int) -> NDArray[np.int64]:
        slots = np.empty(count, np.int64)
        if self._library.tansiq_index_insert(self._self, volumes.address, slots.ctypes.data, threads):
            raise _fail()
        return slots

    def remove(self, slots: NDArray[np.int64]) -> int:
        return int(self._library.tansiq_index_remove(self._self, slots.ctypes.data, len(slots)))

    def query(self, volumes: NativeVolumes, *, buffer_m: float, is_exact: bool, threads: int) -> PairColumns:
        found = self._library.tansiq_index_query(self._self, volumes.address, buffer_m, is_exact, threads)
        return _take_pairs(found, threads)

    def query_slots(
        self, other: NativeIndex, slots: NDArray[np.int64], *, buffer_m: float, threads: int
    ) -> PairColumns:
        address = _address(slots)
        found = self._library.tansiq_index_query_slots(self._self, other._self, address, len(slots), buffer_m, threads)
        return _take_pairs(found, threads)

    def pairs(self, *, buffer_m: float, is_exact: bool, threads: int) -> PairColumns:
        return _take_pairs(self._library.tansiq_index_pairs(self._self, buffer_m, is_exact, threads), threads)

    def pairs_between(self, other: NativeIndex, *, buffer_m: float, is_exact: bool, threads: int) -> PairColumns:
        found = self._library.tansiq_index_pairs_between(self._self, other._self, buffer_m, is_exact, threads)
        return _take_pairs(found, threads)

    def distances_m(
        self, slots: NDArray[np.int64], other: NativeIndex, other_slots: NDArray[np.int64], threads: int
    ) -> NDArray[np.float64]:
        found = np.empty(len(slots), np.float64)
        addresses = (slots.ctypes.data, other._self, other_slots.ctypes.data)
        if self._library.tansiq_index_distances(self._self, *addresses, len(slots), found.ctypes.data, threads):
            raise _fail()
        return found

    def entries_s(
        self, slots: NDArray[np.int64], motion: NDArray[np.float64], *, now_ms: int, within_s: float, threads: int
    ) -> NDArray[np.float64]:
        """Motion: seven rows, one column a slot."""
        found = np.empty(len(slots), np.float64)
        rows = (c_void_p * len(motion))(*(row.ctypes.data for row in motion))
        if self._library.tansiq_index_entries(
            self._self, slots.ctypes.data, rows, len(slots), now_ms, within_s, found.ctypes.data, threads
        ):
            raise _fail()
        return found

    def save(self) -> bytes:
        return _take(self._library.tansiq_index_save(self._self), np.dtype(np.uint8), 1).tobytes()

    def load(self, snapshot: Snapshot) -> bool:
        """False where the bytes are no snapshot of this version; the index is then of no more use."""
        raw = np.frombuffer(snapshot, np.uint8) if memoryview(snapshot) else np.empty(0, np.uint8)
        return bool(self._library.tansiq_index_load(self._self, _address(raw), raw.nbytes) == 0)


def find_encounters(
    columns: dict[str, NDArray[np.float64]],
    *,
    distance_m: float,
    height_m: float,
    within_s: float,
    turn_mps2: float,
    threads: int,
) -> NDArray[Any]:
    """Records of `ENCOUNTER`; columns that are left out are zero."""
    library = get_library()
    addresses = (columns[name].ctypes.data if name in columns else None for name in TRACK_COLUMNS)
    tracks = _Tracks(len(columns["lon_deg"]), *addresses)
    found = library.tansiq_encounters(byref(tracks), distance_m, height_m, within_s, turn_mps2, threads)
    return _take(found, ENCOUNTER, threads)


def encounter_intervals(
    motion: NDArray[np.float64], *, distance_m: float, height_m: float, within_s: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Motion: six rows, gaps then drifts; begins and ends in seconds, infinite where there is no encounter."""
    begins, ends = np.empty(motion.shape[1]), np.empty(motion.shape[1])
    rows = (c_void_p * len(motion))(*(row.ctypes.data for row in motion))
    get_library().tansiq_encounter_intervals(
        rows, motion.shape[1], distance_m, height_m, within_s, begins.ctypes.data, ends.ctypes.data
    )
    return begins, ends


class _Footprint(Structure):
    _fields_: ClassVar = [
        ("lon_deg", c_void_p),
        ("lat_deg", c_void_p),
        ("corners", c_int64),
        ("radius_m", c_double),
        ("is_area", c_int32),
    ]


class NativeFootprint:
    """One ring as the kernels take it, kept for being compared again."""

    def __init__(self, corners: Sequence[tuple[float, float]], *, radius_m: float, is_area: bool) -> None:
        self._columns = np.array(corners, np.float64).T.copy()
        lon_deg, lat_deg = self._columns
        self._self = _Footprint(lon_deg.ctypes.data, lat_deg.ctypes.data, len(corners), radius_m, is_area)
        self._address = addressof(self._self)

    def meets(self, other: NativeFootprint, buffer_m: float) -> bool:
        """Whether both come within the buffer and a centimetre of one another."""
        found: int = get_library().tansiq_meet(self._address, other._address, buffer_m)
        if found < 0:
            raise _fail()
        return found == 1


def inverse_lines(pairs: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lengths in metres and azimuths in degrees, as the kernels have them, of rows (lon, lat, lon, lat)."""
    pairs = np.ascontiguousarray(pairs, np.float64)
    lengths, azimuths = np.empty(len(pairs)), np.empty(len(pairs))
    get_library().tansiq_inverse(pairs.ctypes.data, len(pairs), lengths.ctypes.data, azimuths.ctypes.data)
    return lengths, azimuths
