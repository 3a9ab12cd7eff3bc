"""Files bent by chance: each is read or refused with a place and an advice, and nothing else happens."""

from __future__ import annotations

import random

import pytest

from tansiq.base.errors import BadRequest
from tansiq.formats.f3548 import write_f3548
from tansiq.formats.files import read_features, read_places
from tansiq.formats.geojson import write_geojson
from tansiq.formats.kml import write_kml
from tansiq.formats.pairs import find_pairs
from tansiq.formats.rings import Edges
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Circle
from tests.formats.areas import box, feature, metres
from tests.formats.test_pairs import HOUR

ROUNDS = 400
FEATURES = [
    feature("a", box(37, 36, edges=Edges.GEODESIC), limits=HOUR),
    feature("b", Circle(Position.from_degrees(lat_deg=36.0, lon_deg=37.0), 5_000_000), op="x"),
]
TABLE = b'name;place;datum\nA;"36.5 37.5";WGS84\nB;37SFV0690405327;WGS84\n'
SEEDS = {
    "geojson": write_geojson(FEATURES),
    "kml": write_kml(FEATURES),
    "f3548": write_f3548(FEATURES)[0],
    "csv": TABLE,
}
PIECES = [b"", b"{", b"]", b",", b'"', b"null", b"1e400", b"-0", b"NaN", b"<", b">", b"&", b"\xff", b"\x00", b"\n",
          b"180", b"-91", b"true", b"{}", b"[[]]", b"<!DOCTYPE a>", b"9" * 400, "٣".encode(),
          b"\xef\xbb\xbf"]  # fmt: skip


def bend(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice([0, 1, 1, 3, 20]))
        inside = chance.choice(PIECES) if chance.random() < 0.7 else data[end : end + chance.randint(1, 30)]
        data = data[:start] + inside + data[end:]
    return data


@pytest.mark.parametrize("seed", list(SEEDS))
def test_a_bent_file_is_read_or_refused_with_a_place(seed: str) -> None:
    chance = random.Random(seed)
    outcomes = set()
    for _ in range(ROUNDS):
        data = bend(SEEDS[seed], chance)
        for reader in (read_features, read_places):
            try:
                reader(data, file="a.file")
                outcomes.add("read")
            except BadRequest as error:
                assert (error.where or "").startswith("a.file:"), (data, error)
                assert error.advice()
                outcomes.add(error.code)
    assert {"read", "bad_file"} <= outcomes


def test_what_the_fuzz_begins_with_is_read_whole() -> None:
    for name in ("geojson", "kml", "f3548"):
        features = read_features(SEEDS[name], file=name).features
        assert [pair.a.id for pair in find_pairs(features)] == ["a"], name
    assert metres(1).value_mm == 1000
