"""What `tansiq check` does: read the files, find the conflicts, print them, write the map."""

from __future__ import annotations

from pathlib import Path

from tansiq.cli.errors import DONE, REFUSED, BadInput
from tansiq.cli.output import print_json, print_table, say, warn
from tansiq.cli.progress import Progress
from tansiq.formats.files import read_features
from tansiq.formats.geojson import write_geojson
from tansiq.formats.json_text import Json
from tansiq.formats.pairs import Pair, find_pairs, write_pair
from tansiq.formats.reading import Feature, Loss, Reading
from tansiq.formats.rings import Edges
from tansiq.formats.svg_map import say_altitude, say_found, say_time, write_page

_MOST_ROWS = 200
_MOST_LOSSES = 20
GEOJSON, PAGE = "check.geojson", "check.html"


def run_check(files: tuple[Path, ...], *, out: Path | None, buffer_m: float, edges: Edges | None, is_json: bool) -> int:
    """The exit code; parameters as in `tansiq check`."""
    read = _read(files, edges)
    features = read.features
    progress = Progress("comparing")
    pairs = find_pairs(features, buffer_m=buffer_m, progress=progress)
    progress.end()
    if out is not None:
        _write(out, read, pairs)
    if is_json:
        print_json(_show(files, read, pairs))
    else:
        _print(read, pairs, out)
    return REFUSED if pairs else DONE


def _read(files: tuple[Path, ...], edges: Edges | None) -> Reading:
    """All files as one."""
    features: list[Feature] = []
    losses: list[Loss] = []
    left_out = 0
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BadInput(f"the file cannot be read: {error.strerror}", where=str(path)) from error
        progress = Progress(f"reading {path.name}")
        found = read_features(data, file=str(path), edges=edges, progress=progress)
        progress.end()
        features += found.features
        losses += found.losses
        left_out += found.left_out
    return Reading(tuple(features), tuple(losses), left_out)


def _write(out: Path, read: Reading, pairs: list[Pair]) -> None:
    features = read.features
    others: dict[str, list[Json]] = {}
    for pair in pairs:
        others.setdefault(pair.a.id, []).append(pair.b.id)
        others.setdefault(pair.b.id, []).append(pair.a.id)
    extra: dict[str, dict[str, Json]] = {
        feature.id: {"in_conflict_with": others.get(feature.id, [])} for feature in features
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / GEOJSON).write_bytes(write_geojson(features, extra))
        (out / PAGE).write_bytes(write_page(read, pairs))
    except OSError as error:
        raise BadInput(f"the folder cannot be written: {error.strerror}", where=str(out)) from error


def _show(files: tuple[Path, ...], read: Reading, pairs: list[Pair]) -> Json:
    """The object that programs read."""
    return {
        "files": [str(path) for path in files],
        "features": len(read.features),
        "left_out": read.left_out,
        "pairs": [write_pair(pair) for pair in pairs],
        "losses": [{"where": loss.where, "what": loss.what} for loss in read.losses],
    }


def _print(read: Reading, pairs: list[Pair], out: Path | None) -> None:
    losses = read.losses
    for loss in losses[:_MOST_LOSSES]:
        warn(f"note: {loss.what} ({loss.where})")
    if len(losses) > _MOST_LOSSES:
        warn(f"note: {len(losses) - _MOST_LOSSES} more; --json lists them all")
    if pairs:
        print_table(
            ("one", "other", "shared time", "shared altitudes", "apart"),
            (
                (pair.a.id, pair.b.id, say_time(pair), say_altitude(pair), f"{pair.distance_m:.2f} m")
                for pair in pairs[:_MOST_ROWS]
            ),
        )
    if len(pairs) > _MOST_ROWS:
        say(f"and {len(pairs) - _MOST_ROWS} more; --json lists them all")
    say(say_found(read, pairs))
    if out is not None:
        say(f"written: {out / GEOJSON}, {out / PAGE}")
