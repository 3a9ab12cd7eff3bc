"""Commands of a line's second path: parts of it as files, and a stop by voice."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from tansiq.cli.client import HERE, At, get, post
from tansiq.cli.errors import DONE, REFUSED, BadInput
from tansiq.cli.output import print_json, say
from tansiq.cli.progress import Progress
from tansiq.wire.courier import parse_head

Flag = Annotated[bool, Parameter(negative=())]
_PIECE_BYTES = 256 * 1024
_PIECE_ROWS = 500


class _Next(msgspec.Struct):
    urgent: int = 1
    ordinary: int = 1


class _Report(msgspec.Struct):
    taken: int = 0
    known: int = 0
    too_early: int = 0
    set_aside: int = 0
    receipts: int = 0
    stops: int = 0
    next: _Next = msgspec.field(default_factory=_Next)


class _Spoken(msgspec.Struct):
    cease: str
    text: str = ""


def export(
    peer: str,
    file: Path,
    *,
    chain: str | None = None,
    first: Annotated[int | None, Parameter(name="--from")] = None,
    last: Annotated[int | None, Parameter(name="--to")] = None,
    theirs: Flag = False,
    at: At = HERE,
) -> int:
    """Write a part of a line to a file, to be carried to the peer.

    Args:
        peer: the other party.
        file: to write; it must not be there yet.
        chain: urgent or ordinary; left out: both.
        first: first serial; left out: from what the peer has not receipted.
        last: last serial; left out: to the end.
        theirs: also the peer's own messages, for one whose record is lost.
        at: which node, and as whom.
    """
    asked = {"chain": chain, "first": first, "last": last, "theirs": "true" if theirs else None}
    answer = get(at, f"/lines/{peer}/courier", {name: str(value) for name, value in asked.items() if value})
    try:
        with file.open("xb") as out:
            out.write(answer.content)
    except FileExistsError as error:
        raise BadInput(f"{file} is there already", where=str(file), advice="Name a new file.") from error
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}", where=str(file)) from error
    rows = answer.content.count(b"\n") - 1
    say(f"{rows} rows for {peer} are in {file}. There: tansiq line import {file}")
    return DONE


def import_(file: Path, *, at: At = HERE) -> int:
    """Take in a file that a peer wrote with `tansiq line export`; twice does no harm.

    Args:
        file: as it came.
        at: which node, and as whom.
    """
    try:
        rows = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read: {error}", where=str(file)) from error
    peer = parse_head(rows[0] if rows else "").sender
    whole, progress = _Report(), Progress(f"taking in {file.name}")
    for number, piece in _pieces(rows):
        body = {"rows": [rows[0], *piece], "number": number}
        report = post(at, f"/lines/{peer}/courier", body).read(_Report)
        for name in ("taken", "known", "too_early", "set_aside", "receipts", "stops"):
            setattr(whole, name, getattr(whole, name) + getattr(report, name))
        whole.next = report.next
        progress(number + len(piece), len(rows))
    progress.end()
    if at.json:
        print_json(msgspec.to_builtins(whole))
    else:
        _tell(peer, whole)
    return REFUSED if whole.set_aside or whole.too_early else DONE


def _tell(peer: str, report: _Report) -> None:
    say(f"From {peer}: {report.taken} taken, {report.known} known already, {report.receipts} receipts.")
    if report.stops:
        say(f"{report.stops} stops came unsigned: they stand, unproven, until the signed ones come.")
    if report.set_aside:
        say(f"{report.set_aside} set aside; an officer must look at them.")
    if report.too_early:
        say(
            f"{report.too_early} left alone: something before them is missing. Ask for a file from serial "
            f"{report.next.ordinary} (ordinary), {report.next.urgent} (urgent)."
        )


def _pieces(rows: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Rows after the first, as many at a time as one request carries, with the line of the file that each begins at."""
    piece: list[str] = []
    size = 0
    start = 2
    for number, row in enumerate(rows[1:], start=2):
        if piece and (size + len(row) > _PIECE_BYTES or len(piece) >= _PIECE_ROWS):
            yield start, piece
            piece, size, start = [], 0, number
        piece.append(row)
        size += len(row)
    yield start, piece


def read_out(peer: str, cease: str, *, at: At = HERE) -> int:
    """Print a cease of ours to read out to a peer by voice, with check words.

    Args:
        peer: the other party.
        cease: its id.
        at: which node, and as whom.
    """
    answer = get(at, f"/lines/{peer}/voice/{cease}")
    if at.json:
        print_json(answer.value)
    else:
        say(answer.read(_Spoken).text)
    return DONE


def take_down(peer: str, file: Path | None = None, *, at: At = HERE) -> int:
    """Take in a cease that a peer's officer reads out: it stops at once and is marked unproven.

    Args:
        peer: the other party.
        file: what was typed; left out: from standard input.
        at: which node, and as whom.
    """
    text = sys.stdin.read() if file is None else file.read_text(encoding="utf-8")
    answer = post(at, f"/lines/{peer}/voice", {"text": text})
    if at.json:
        print_json(answer.value)
    else:
        say(f"Stopped by cease {answer.read(_Spoken).cease}; unproven until its signed form comes.")
    return DONE
