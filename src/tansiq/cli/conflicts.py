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
from tansiq.formats.reading import Feature, Loss
from tansiq.formats.rings import Edges
from tansiq.formats.svg_map import say_altitude, say_time, write_page

_MOST_ROWS = 200
_MOST_LOSSES = 20
GEOJSON, PAGE = "check.geojson", "check.html"


def run_check(files: tuple[Path, ...], *, out: Path | None, buffer_m: float, edges: Edges | None, is_json: bool) -> int:
    """The exit code; parameters as in `tansiq check`."""
    features, losses = _read(files, edges)
    progress = Progress("comparing")
    pairs = find_pairs(features, buffer_m=buffer_m, progress=progress)
    progress.end()
    if out is not None:
        _write(out, features, pairs, losses)
    if is_json:
        print_json(_show(files, features, pairs, losses))
    else:
        _print(features, pairs, losses, out)
    return REFUSED if pairs else DONE


def _read(files: tuple[Path, ...], edges: Edges | None) -> tuple[list[Feature], list[Loss]]:
    features: list[Feature] = []
    losses: list[Loss] = []
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
    return features, losses


def _write(out: Path, features: list[Feature], pairs: list[Pair], losses: list[Loss]) -> None:
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
        (out / PAGE).write_bytes(write_page(features, pairs, losses))
    except OSError as error:
        raise BadInput(f"the folder cannot be written: {error.strerror}", where=str(out)) from error


def _show(files: tuple[Path, ...], features: list[Feature], pairs: list[Pair], losses: list[Loss]) -> Json:
    """The object that programs read."""
    return {
        "files": [str(path) for path in files],
        "features": len(features),
        "pairs": [write_pair(pair) for pair in pairs],
        "losses": [{"where": loss.where, "what": loss.what} for loss in losses],
    }


def _print(features: list[Feature], pairs: list[Pair], losses: list[Loss], out: Path | None) -> None:
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
    count = "no conflict" if not pairs else f"{len(pairs)} conflict{'' if len(pairs) == 1 else 's'}"
    say(f"{count} among {len(features)} feature{'' if len(features) == 1 else 's'}")
    if out is not None:
        say(f"written: {out / GEOJSON}, {out / PAGE}")
