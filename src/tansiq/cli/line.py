"""Commands of the direct line: pairing with another party's node, its state, a test."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import msgspec
from cyclopts import Parameter

from tansiq.cli.client import HERE, At, get, post
from tansiq.cli.errors import DONE, REFUSED, BadInput
from tansiq.cli.output import print_json, print_table, say


class _Begun(msgspec.Struct):
    pairing: str
    commitment: str


class _Offer(msgspec.Struct):
    offer: str


class _Revealed(msgspec.Struct):
    role: str
    peer: str
    peer_name: str
    phrase: tuple[str, ...] | None = None


class _Matched(msgspec.Struct):
    matched: bool
    tries_left: int = 0


class _Confirmed(msgspec.Struct):
    pending: str = ""


class _Own(msgspec.Struct):
    signed: int = 0
    receipted: int = 0


class _Out(msgspec.Struct):
    urgent: _Own = msgspec.field(default_factory=_Own)
    ordinary: _Own = msgspec.field(default_factory=_Own)


class _Tests(msgspec.Struct):
    persons: str | None = None


class _Outage(msgspec.Struct):
    starts: str
    ends: str


class _Path(msgspec.Struct):
    path: str
    detail: str = ""


class _Line(msgspec.Struct):
    peer: str
    state: str
    name: str = ""
    out: _Out = msgspec.field(default_factory=_Out)
    set_aside: int = 0
    offset_ms: int | None = None
    last_test: str | None = None
    tests: _Tests = msgspec.field(default_factory=_Tests)
    outage: _Outage | None = None
    path: _Path | None = None


_HEAD = (
    "peer",
    "state",
    "urgent receipted",
    "ordinary receipted",
    "set aside",
    "clock",
    "last test",
    "by persons",
    "outage",
    "way",
)


def pair(*, address: Annotated[Sequence[str], Parameter(consume_multiple=False)] = (), at: At = HERE) -> int:
    """Pair with another party's node, step by step, with its officer on a voice line that you trust.

    Args:
        address: host:port by which the peer reaches our line; may be given several times.
        at: which node, and as whom: an administrator.
    """
    begun = post(at, "/lines/pairings", {"addresses": list(address)}).read(_Begun)
    path = f"/lines/pairings/{begun.pairing}"
    say("1. Send this commitment to the other officer:", f"   {begun.commitment}")
    theirs = _ask("   Their commitment: ")
    offer = post(at, f"{path}/commitment", {"commitment": theirs}).read(_Offer)
    say("2. Send this offer to the other officer:", offer.offer)
    revealed = post(at, f"{path}/offer", {"offer": _ask("   Their offer: ")}).read(_Revealed)
    say(f"3. It is the offer of {revealed.peer_name} ({revealed.peer}). Now by voice, never by the way used so far:")
    if revealed.phrase is not None:
        say("   Read these eight words to the other officer:", "   " + " ".join(revealed.phrase))
        if _ask("   Does the other officer say that the machine found a match? (yes/no): ").lower() != "yes":
            say("Not confirmed. Begin a new pairing, and find out who answered.")
            return REFUSED
    elif not _type_phrase(at, path):
        return REFUSED
    confirmed = post(at, f"{path}/confirm", {}).read(_Confirmed)
    say("4. Confirmed by you. A second administrator releases it:", f"   tansiq release {confirmed.pending}")
    return DONE


def status(*, at: At = HERE) -> int:
    """Show the state of every line.

    Args:
        at: which node, and as whom.
    """
    answer = get(at, "/lines")
    lines = answer.read(list[_Line])
    if at.json:
        print_json(answer.value)
    else:
        head = (
            "peer",
            "state",
            "urgent receipted",
            "ordinary receipted",
            "set aside",
            "clock",
            "last test",
            "by persons",
            "outage",
            "way",
        )
        print_table(head, (_row(line) for line in lines))
    return DONE if all(line.state == "up" for line in lines) else REFUSED


def test(peer: str, *, human: Annotated[bool, Parameter(negative=())] = False, at: At = HERE) -> int:
    """Send a test over a line.

    Args:
        peer: the other party.
        human: a test that a person there answers, instead of the machine's.
        at: which node, and as whom.
    """
    answer = post(at, f"/lines/{peer}/test", {"human": human})
    if at.json:
        print_json(answer.value)
    else:
        say(f"A test is on its way to {peer}; tansiq line status shows when one last came through.")
    return DONE


def outage(starts: str, ends: str, *, text: str = "", at: At = HERE) -> int:
    """Tell every peer that this node will be away; no alert is raised within it, one after it.

    Args:
        starts: an instant such as 2026-05-01T12:00Z.
        ends: likewise, at most a week later.
        text: why, as people shall read it.
        at: which node, and as whom.
    """
    answer = post(at, "/outages", {"starts": starts, "ends": ends, "text": text})
    if at.json:
        print_json(answer.value)
    else:
        say(f"Announced: away from {starts} to {ends}. Holds and freshness go by the clock as ever.")
    return DONE


def addresses(peer: str, address: Sequence[str], /, *, at: At = HERE) -> int:
    """Change where a peer is dialled: the usual address, then second paths.

    Args:
        peer: the other party.
        address: host:port, the usual one first.
        at: which node, and as whom: an administrator.
    """
    answer = post(at, f"/lines/{peer}/addresses", {"addresses": list(address)})
    if at.json:
        print_json(answer.value)
    else:
        say(f"{peer} is dialled at {', '.join(address)}.")
    return DONE


def _type_phrase(at: At, path: str) -> bool:
    while True:
        words = _ask("   Type the eight words that the other officer reads: ").replace(",", " ").split()
        typed = post(at, f"{path}/phrase", {"phrase": words}).read(_Matched)
        if typed.matched:
            say("   They match. Say so to the other officer.")
            return True
        say(f"   They do not match; {typed.tries_left} tries are left.")
        if typed.tries_left <= 0:
            return False


def _row(line: _Line) -> tuple[str, ...]:
    return (
        f"{line.name} ({line.peer})",
        line.state,
        f"{line.out.urgent.receipted} of {line.out.urgent.signed}",
        f"{line.out.ordinary.receipted} of {line.out.ordinary.signed}",
        str(line.set_aside),
        "not measured" if line.offset_ms is None else f"{line.offset_ms / 1000:+.1f} s",
        line.last_test or "never",
        line.tests.persons or "never",
        "" if line.outage is None else f"{line.outage.starts} to {line.outage.ends}",
        "" if line.path is None or line.path.path == "first" else f"{line.path.path} {line.path.detail}",
    )


def _ask(prompt: str) -> str:
    if sys.stdin.isatty():
        print(prompt, end="", flush=True)
    text = sys.stdin.readline()
    if not text:
        raise BadInput("the pairing was left", where="standard input", advice="Begin again when both are there.")
    return text.strip()
