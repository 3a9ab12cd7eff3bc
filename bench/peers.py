"""What peers need for the same work, run in an environment of their own: `python peers.py PEER TASK FILE`.

Flat semantics: footprints as straight lines in longitude and latitude. Prints one JSON object with seconds; writes the
pairs beside the file. Imports nothing of Tansiq, so the environment holds the peers alone.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely

Columns = dict[str, Any]


def load(path: Path) -> Columns:
    """The columns of a workload, with boxes and GEOS polygons."""
    data: Columns = dict(np.load(path))
    ends = data["corner_ends"]
    corners = np.stack([data["lon_deg"], data["lat_deg"]], axis=1)
    firsts = ends[:-1]
    closed = np.insert(np.arange(len(corners)), ends[1:], firsts)
    rings = shapely.linearrings(corners[closed], indices=np.repeat(np.arange(len(firsts)), np.diff(ends) + 1))
    data["shapes"] = shapely.polygons(rings)
    for name, reduce in (("0", np.minimum), ("1", np.maximum)):
        data["x" + name] = reduce.reduceat(data["lon_deg"], firsts)
        data["y" + name] = reduce.reduceat(data["lat_deg"], firsts)
    return data


def judge(data: Columns, a: Any, b: Any) -> tuple[Any, Any]:
    """Exact comparison of candidates, each given once or twice."""
    swap = a > b
    a, b = np.where(swap, b, a), np.where(swap, a, b)
    keep = (
        (data["operation"][a] != data["operation"][b])
        & (data["start_s"][a] < data["end_s"][b])
        & (data["start_s"][b] < data["end_s"][a])
        & (data["lower_m"][a] < data["upper_m"][b])
        & (data["lower_m"][b] < data["upper_m"][a])
    )
    both = np.unique(np.stack([a[keep], b[keep]], axis=1), axis=0)
    meets = shapely.intersects(data["shapes"][both[:, 0]], data["shapes"][both[:, 1]])
    return both[meets, 0], both[meets, 1]


def pairs_shapely(data: Columns) -> tuple[Any, Any]:
    """STRtree of footprints, asked in portions so that the boxes fit into memory."""
    tree = shapely.STRtree(data["shapes"])
    parts = []
    for first in range(0, len(data["shapes"]), 20_000):
        a, b = tree.query(data["shapes"][first : first + 20_000])
        a = a + first
        parts.append(judge(data, a[a < b], b[a < b]))
    return np.concatenate([a for a, _ in parts]), np.concatenate([b for _, b in parts])


def boxes(data: Columns) -> Iterator[tuple[int, tuple[float, ...], None]]:
    """Four dimensions, lower limits first."""
    names = ("x0", "y0", "lower_m", "start_s", "x1", "y1", "upper_m", "end_s")
    rows = np.stack([data[name] for name in names], axis=1).tolist()
    return ((i, tuple(row), None) for i, row in enumerate(rows))


def four_dimensions() -> Any:
    """Of an rtree index."""
    from rtree import index

    return index.Property(dimension=4)


def pairs_rtree(data: Columns) -> tuple[Any, Any]:
    """An R-tree in four dimensions, loaded in bulk, asked volume by volume."""
    from rtree import index

    tree = index.Index(boxes(data), properties=four_dimensions())
    found = [(i, j) for i, box, _ in boxes(data) for j in tree.intersection(box) if i < j]
    both = np.array(found, np.int64).reshape(-1, 2)
    return judge(data, both[:, 0], both[:, 1])


def pairs_sqlite(data: Columns) -> tuple[Any, Any]:
    """SQLite's R*Tree in four dimensions, joined with itself."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table v using rtree(id, x0, x1, y0, y1, z0, z1, t0, t1)")
    rows = ((i, b[0], b[4], b[1], b[5], b[2], b[6], b[3], b[7]) for i, b, _ in boxes(data))
    base.executemany("insert into v values (?,?,?,?,?,?,?,?,?)", rows)
    found = base.execute(
        "select a.id, b.id from v a, v b where b.x0 <= a.x1 and b.x1 >= a.x0 and b.y0 <= a.y1 and b.y1 >= a.y0"
        " and b.z0 <= a.z1 and b.z1 >= a.z0 and b.t0 <= a.t1 and b.t1 >= a.t0 and a.id < b.id"
    ).fetchall()
    both = np.array(found, np.int64).reshape(-1, 2)
    return judge(data, both[:, 0], both[:, 1])


def pairs_duckdb(data: Columns) -> tuple[Any, Any]:
    """DuckDB's range join."""
    import duckdb

    base = duckdb.connect()
    names = {
        "x0": "x0",
        "x1": "x1",
        "y0": "y0",
        "y1": "y1",
        "lower_m": "z0",
        "upper_m": "z1",
        "start_s": "t0",
        "end_s": "t1",
    }
    columns = {short: data[name] for name, short in names.items()}
    columns["id"] = np.arange(len(data["x0"]))
    base.register("given", columns)
    base.execute("create table v as select * from given")
    found = base.execute(
        "select a.id, b.id from v a join v b on a.t0 < b.t1 and b.t0 < a.t1 where a.id < b.id and a.z0 < b.z1"
        " and b.z0 < a.z1 and a.x0 <= b.x1 and b.x0 <= a.x1 and a.y0 <= b.y1 and b.y0 <= a.y1"
    ).fetchnumpy()
    return judge(data, found["id"], found["id_1"])


def pairs_postgis(data: Columns) -> tuple[Any, Any]:
    """PostGIS: a GiST index over boxes, joined with itself; times and heights beside it. The server is `argv[4]`."""
    import psycopg  # type: ignore[import-not-found]

    with psycopg.connect(sys.argv[4]) as base, base.cursor() as ask:
        ask.execute("create extension if not exists postgis")
        ask.execute("create temporary table v (id int, g geometry, z0 float8, z1 float8, t0 float8, t1 float8)")
        with ask.copy("copy v from stdin") as copy:
            rows = zip(
                shapely.to_wkb(data["shapes"], hex=True), *(data[name].tolist() for name in _LIMITS), strict=True
            )
            for i, row in enumerate(rows):
                copy.write_row((i, *row))
        ask.execute("create index on v using gist (g)")
        ask.execute("analyze v")
        ask.execute(
            "select a.id, b.id from v a join v b on a.g && b.g where a.id < b.id and a.t0 < b.t1 and b.t0 < a.t1"
            " and a.z0 < b.z1 and b.z0 < a.z1"
        )
        both = np.array(ask.fetchall(), np.int64).reshape(-1, 2)
    return judge(data, both[:, 0], both[:, 1])


_LIMITS = ("lower_m", "upper_m", "start_s", "end_s")


def ask_shapely(tree: Any, data: Columns, questions: Columns, rows: Any) -> float:
    """Seconds for one operation."""
    begun = time.perf_counter()
    a, b = tree.query(questions["shapes"][rows])
    a = rows[a]
    keep = (
        (questions["start_s"][a] < data["end_s"][b])
        & (data["start_s"][b] < questions["end_s"][a])
        & (questions["lower_m"][a] < data["upper_m"][b])
        & (data["lower_m"][b] < questions["upper_m"][a])
    )
    shapely.intersects(questions["shapes"][a[keep]], data["shapes"][b[keep]])
    return time.perf_counter() - begun


def query_shapely(data: Columns, questions: Columns) -> list[float]:
    """Seconds for each operation of the questions against all."""
    tree = shapely.STRtree(data["shapes"])
    seconds = []
    for rows in np.split(np.arange(len(questions["operation"])), np.flatnonzero(np.diff(questions["operation"])) + 1):
        seconds.append(min(ask_shapely(tree, data, questions, rows) for _ in range(3)))
    return seconds


def insert_rtree(data: Columns) -> float:
    """Seconds a volume, put in one by one."""
    from rtree import index

    tree = index.Index(properties=four_dimensions())
    some = [box for _, box, _ in boxes(data)][:20_000]
    begun = time.perf_counter()
    for i, box in enumerate(some):
        tree.insert(i, box)
    return (time.perf_counter() - begun) / len(some)


def flights_shapely(data: Columns) -> tuple[Any, Any]:
    """STRtree of the boxes that tracks fly through in five minutes, then closest approach in one flat frame."""
    x, y, z, vx, vy, vz = (data[name] for name in ("x_m", "y_m", "alt_m", "east_mps", "north_mps", "up_mps"))
    distance_m, height_m, within_s = 9260.0, 304.8 - 5e-4, 300.0
    half = distance_m / 2
    low_x, high_x = np.minimum(x, x + vx * within_s) - half, np.maximum(x, x + vx * within_s) + half
    low_y, high_y = np.minimum(y, y + vy * within_s) - half, np.maximum(y, y + vy * within_s) + half
    ways = shapely.box(low_x, low_y, high_x, high_y)
    tree = shapely.STRtree(ways)
    kept = []
    for first in range(0, len(x), 5_000):
        a, b = tree.query(ways[first : first + 5_000])
        a = a + first
        a, b = a[a < b], b[a < b]
        dz, uz = z[b] - z[a], vz[b] - vz[a]
        near = np.abs(dz) < height_m + np.abs(uz) * within_s
        a, b, dz, uz = a[near], b[near], dz[near], uz[near]
        dx, dy, ux, uy = x[b] - x[a], y[b] - y[a], vx[b] - vx[a], vy[b] - vy[a]
        with np.errstate(all="ignore"):
            square, inner = ux * ux + uy * uy, dx * ux + dy * uy
            root = np.sqrt(inner**2 - square * (dx * dx + dy * dy - distance_m**2))
            begins, ends = (-inner - root) / square, (-inner + root) / square
            one, other = (-height_m - dz) / uz, (height_m - dz) / uz
        level = uz == 0
        begins = np.maximum(begins, np.where(level, -np.inf, np.minimum(one, other)))
        ends = np.minimum(ends, np.where(level, np.inf, np.maximum(one, other)))
        is_lost = (begins < ends) & (begins < within_s) & (ends > 0) & (~level | (np.abs(dz) < height_m))
        kept.append((a[is_lost], b[is_lost]))
    return np.concatenate([a for a, _ in kept]), np.concatenate([b for _, b in kept])


PAIRS = {"shapely": pairs_shapely, "rtree": pairs_rtree, "sqlite": pairs_sqlite, "duckdb": pairs_duckdb}
SERVERS = {"postgis": pairs_postgis}


def main() -> None:
    """Do one task."""
    peer, task, path = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    if task == "flights":
        data: Columns = dict(np.load(path))
    else:
        data = load(path)
    begun = time.perf_counter()
    if task == "query":
        result: object = query_shapely(data, load(Path(sys.argv[4])))
    elif task == "insert":
        result = insert_rtree(data)
    else:
        a, b = flights_shapely(data) if task == "flights" else (PAIRS | SERVERS)[peer](data)
        result = time.perf_counter() - begun
        np.save(path.with_name(f"{path.stem}-{peer}.npy"), np.stack([a, b], axis=1))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
