"""Commands of a line's second path: parts of it as files; a stop and short signed messages by voice."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from tansiq.cli.client import HERE, At, get, post
from tansiq.cli.errors import DONE, REFUSED, BadInput
from tansiq.cli.output import print_json, say, warn
from tansiq.cli.progress import Progress
from tansiq.wire.courier import parse_head
from tansiq.wire.voice import split_parts

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
    text: str = ""


class _Owed(msgspec.Struct):
    kind: str
    chain: str
    serial: int
    text: str | None = None


class _Heard(msgspec.Struct):
    kind: str
    outcome: str
    cease: str | None = None
    chain: str | None = None
    serial: int | None = None


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


def read_out(peer: str, cease: str | None = None, *, at: At = HERE) -> int:
    """Print what a peer has not receipted to read out to it by voice, with check words; or one cease of ours.

    Each form stands by itself, the urgent first. The line ``before`` is read out only where the hearer asks for it.

    Args:
        peer: the other party.
        cease: its id; left out: every short signed message that is not receipted.
        at: which node, and as whom.
    """
    answer = get(at, f"/lines/{peer}/voice" if cease is None else f"/lines/{peer}/voice/{cease}")
    if at.json:
        print_json(answer.value)
    elif cease is not None:
        say(answer.read(_Spoken).text)
    else:
        owed = answer.read(list[_Owed])
        forms = [each.text for each in owed if each.text is not None]
        if forms:
            say("\n\n".join(forms))
        else:
            warn("Nothing waits that can be read out.")
        by_file = [f"{each.kind} ({each.chain} {each.serial})" for each in owed if each.text is None]
        if by_file:
            warn(f"By file alone, with tansiq line export: {', '.join(by_file)}.")
    return DONE


def take_down(peer: str, file: Path | None = None, *, at: At = HERE) -> int:
    """Take in what a peer's officer reads out: a cease stops at once, unproven; what is signed counts as on the line.

    Args:
        peer: the other party.
        file: what was typed, an empty line between two messages; left out: from standard input.
        at: which node, and as whom.
    """
    text = sys.stdin.read() if file is None else file.read_text(encoding="utf-8")
    answers = [post(at, f"/lines/{peer}/voice", {"text": part}) for part in split_parts(text) or [text]]
    if at.json:
        print_json([answer.value for answer in answers])
    heard = [answer.read(_Heard) for answer in answers]
    if not at.json:
        say(*(_tell_heard(each) for each in heard))
    return REFUSED if any(each.outcome == "set_aside" for each in heard) else DONE


def _tell_heard(heard: _Heard) -> str:
    what = f"{heard.kind} ({heard.chain} {heard.serial})"
    return {
        "stopped": f"Stopped by cease {heard.cease}; unproven until its signed form comes.",
        "taken": f"Taken, proved by its signature: {what}.",
        "known": f"Known already: {what}.",
    }.get(heard.outcome, f"Set aside: {what}; an officer must look at it.")
