"""How `place_distances.json` was made: geodesics by geographiclib (pure Python), not by the code under test.

Run from the project's root: ``python tests/golden/geometry/make_place_distances.py``. The positions stand here once
more, so that a wrong figure in the gazetteer shows.
"""

import json
from itertools import combinations
from pathlib import Path

from geographiclib.geodesic import Geodesic

PLACES = {
    "P1": (36.3705, 37.5157),
    "P2": (35.4010, 35.9487),
    "P3": (31.9500, 35.9300),
    "P4": (37.0020, 35.4260),
    "P5": (35.3359, 40.1408),
    "P6": (35.2854, 40.1756),
    "P7": (35.2919, 40.1538),
    "P8": (33.5100, 38.6200),
    "P9": (43.787, 44.603),
    "P10-homs": (34.7300, 36.7100),
    "P10-hama": (35.1300, 36.7500),
    "P10-idlib": (35.9300, 36.6300),
}


def main() -> None:
    rows = []
    for (a, at), (b, to) in combinations(PLACES.items(), 2):
        line = Geodesic.WGS84.Inverse(*at, *to)
        rows.append([a, b, round(line["s12"], 3), round(line["azi1"] % 360, 7)])
    text = {"note": "Made by make_place_distances.py with geographiclib 2.1: from, to, metres, azimuth.", "rows": rows}
    Path(__file__).with_name("place_distances.json").write_text(json.dumps(text, indent=0) + "\n")


if __name__ == "__main__":
    main()
