"""Commands on the log of a line: from exported files, no node needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import msgspec
from cyclopts import Parameter

from tansiq.base.clock import write_instant
from tansiq.base.errors import TansiqError
from tansiq.cli.client import HERE, At, get
from tansiq.cli.errors import DONE, REFUSED, BadInput
from tansiq.cli.evidence import prove
from tansiq.cli.output import print_json, print_table, say
from tansiq.ledger.envelope import Envelope, decode_envelope, parse_sealed
from tansiq.ledger.export import Compared, Log, LogDifference, compare_logs, parse_log, verify_log

Flag = Annotated[bool, Parameter(negative=())]
_BODY_SHOWN: Final = 100
_AROUND: Final = 60


class _LineRow(msgspec.Struct):
    line: str
    paired: str
    revoked: str | None
    is_at_work: bool


def lines(peer: str, *, at: At = HERE, json: Flag = False) -> int:
    """Show every line that there ever was with a party: those that were revoked or replaced keep their log.

    Args:
        peer: the other party.
        at: which node, and as whom.
        json: print for programs.
    """
    rows = get(at, f"/log/{peer}/lines").read(list[_LineRow])
    if json:
        print_json(rows)
        return DONE
    table = ((row.line, row.paired, row.revoked or "", "at work" if row.is_at_work else "") for row in rows)
    print_table(("line", "paired", "revoked", ""), table)
    return DONE


def fetch(peer: str, file: Path, *, line: str = "", at: At = HERE) -> int:
    """Write one line's log, as a running node keeps it, to a file.

    Args:
        peer: the other party.
        file: to write; it must not be there yet.
        line: id of an earlier line with that party (`tansiq log lines PEER`); else the newest.
        at: which node, and as whom.
    """
    _write_new(file, get(at, f"/log/{peer}", _query(line)).content)
    say(f"The log of the line to {peer} is in {file}.")
    return DONE


def bundle(peer: str, file: Path, *, line: str = "", at: At = HERE) -> int:
    """Write the bundle of one line for an inquiry: its log, and all other evidence of it, sealed by the node.

    Args:
        peer: the other party; also of a line that was revoked.
        file: to write; it must not be there yet.
        line: id of an earlier line with that party (`tansiq log lines PEER`); else the newest.
        at: which node, and as whom.
    """
    _write_new(file, get(at, f"/log/{peer}/bundle", _query(line)).content)
    say(f"The bundle of the line to {peer} is in {file}. Check it with: tansiq log verify {file}")
    return DONE


def show(file: Path, *, json: Flag = False) -> int:
    """Show the messages of a log in the order in which they were sent.

    Args:
        file: exported by a node.
        json: print for programs, a line each.
    """
    log = _read(file)
    found = sorted(_open(log), key=lambda envelope: (envelope.sent_ms, envelope.sender, envelope.serial))
    if json:
        for envelope in found:
            print_json(_describe(envelope))
        return DONE
    head = ("sent", "from", "chain", "kind", "author", "body")
    print_table(head, (_row(envelope) for envelope in found))
    return DONE


def compare(one: Path, other: Path, *, json: Flag = False) -> int:
    """Prove that the two ends of a line have the same log, or show the first difference.

    Args:
        one: log of one end.
        other: log of the other end.
        json: print for programs.
    """
    a, b = _read(one), _read(other)
    compared = compare_logs(a, b)
    is_proved = verify_log(a).is_good and verify_log(b).is_good
    is_same = compared.difference is None
    if json:
        print_json({
            "identical": is_same,
            "proved": is_proved,
            "chains": compared.chains,
            "difference": None if compared.difference is None else _describe_difference(compared.difference),
        })  # fmt: skip
    else:
        _say_compared(compared, is_proved=is_proved)
    return DONE if is_same and is_proved else REFUSED


def verify(*files: Path, key: tuple[str, ...] = (), json: Flag = False) -> int:
    """Check every signature, chain, key and receipt of logs and bundles from the files alone.

    Args:
        files: exported by nodes.
        key: PARTY=ID of a line key that is known by another way, such as from the day of the pairing; may be repeated.
        json: print for programs.
    """
    if not files:
        raise BadInput("no file is named", where="FILES")
    known = dict(_split_key(each) for each in key)
    results = {str(file): prove(_read_bytes(file), file=str(file), known=known) for file in files}
    is_good = all(found.is_good for found in results.values())
    if json:
        print_json({"good": is_good, "files": {file: found.describe() for file, found in results.items()}})
    else:
        for file, found in results.items():
            say(*found.lines(file))
    return DONE if is_good else REFUSED


def _query(line: str) -> dict[str, str]:
    return {"line": line} if line else {}


def _split_key(text: str) -> tuple[str, str]:
    party, _, id_ = text.partition("=")
    if not party or not id_:
        raise BadInput("a key is given as PARTY=ID", where=text)
    return party, id_.lower()


def _write_new(file: Path, content: bytes) -> None:
    try:
        with file.open("xb") as handle:
            handle.write(content)
    except OSError as error:
        raise BadInput(f"cannot be written: {error.strerror}", where=str(file)) from None


def _read(file: Path) -> Log:
    return parse_log(_read_bytes(file), file=str(file))


def _read_bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=str(file)) from None


def _open(log: Log) -> Iterator[Envelope]:
    """What can be read; what cannot is `verify`'s to name."""
    for entries in log.chains.values():
        for raw in entries.values():
            try:
                yield decode_envelope(parse_sealed(raw).payload)
            except TansiqError:
                continue


def _row(envelope: Envelope) -> tuple[str, ...]:
    body = envelope.body.decode("utf-8")
    author = envelope.author if envelope.releaser is None else f"{envelope.author}, {envelope.releaser}"
    return (
        write_instant(envelope.sent_ms),
        envelope.sender,
        f"{envelope.chain} {envelope.serial}",
        envelope.kind,
        author,
        body if len(body) <= _BODY_SHOWN else body[:_BODY_SHOWN] + "…",
    )


def _describe(envelope: Envelope) -> dict[str, object]:
    return {
        "sent": write_instant(envelope.sent_ms),
        "from": envelope.sender,
        "chain": envelope.chain.value,
        "serial": envelope.serial,
        "kind": envelope.kind,
        "precedence": envelope.precedence.value,
        "author": envelope.author,
        "releaser": envelope.releaser,
        "body": envelope.body.decode("utf-8"),
    }


def _say_compared(compared: Compared, *, is_proved: bool) -> None:
    for chain in compared.chains:
        flying = f", {chain.in_flight} in flight" if chain.in_flight else ""
        say(f"{chain.chain} of {chain.sender}: {chain.same} the same at both ends{flying}")
    if compared.difference is None:
        say("The two ends' logs are identical.")
    else:
        found = compared.difference
        say(f"FIRST DIFFERENCE: {found.chain} {found.serial} of {found.sender}, byte {found.byte}")
        say(f"  sent:     {_around(found.sent, found.byte)}", f"  received: {_around(found.received, found.byte)}")
    if not is_proved:
        say("At least one of the logs does not prove itself; tansiq log verify names what is wrong in it.")


def _describe_difference(found: LogDifference) -> dict[str, object]:
    return {
        "sender": found.sender,
        "chain": found.chain.value,
        "serial": found.serial,
        "byte": found.byte,
        "sent": None if found.sent is None else found.sent.decode("utf-8", "replace"),
        "received": None if found.received is None else found.received.decode("utf-8", "replace"),
    }


def _around(raw: bytes | None, byte: int) -> str:
    if raw is None:
        return "(missing)"
    start = max(0, byte - _AROUND // 2)
    cut = raw[start : start + _AROUND].decode("utf-8", "replace")
    return ("…" if start else "") + cut + ("…" if start + _AROUND < len(raw) else "")
