"""Commands on a node's folder."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tansiq.base.clock import parse_instant
from tansiq.base.ids import PartyId
from tansiq.cli.errors import BAD_INPUT, DONE, REFUSED, BadInput
from tansiq.cli.output import print_json, say, warn

if TYPE_CHECKING:
    from tansiq.node.keeping.making import Made

Flag = Annotated[bool, Parameter(negative=())]


def init(
    folder: Path,
    *,
    party: str,
    name: str,
    lang: str = "en",
    exercise: Flag = False,
    start: str | None = None,
    start_ms: int | None = None,
    administrator: str = "administrator",
    json: Flag = False,
) -> int:
    """Make a node: its keys, its settings, and its first administrator with a one-time secret, shown once.

    Args:
        folder: missing or empty.
        party: short name of the party, never changed.
        name: the party's name as people write it.
        lang: en, ar, ru or tr.
        exercise: an exercise node; its clock is moved by hand.
        start: where an exercise's clock begins, such as 2017-01-18T06:00:00Z.
        start_ms: the same, as milliseconds since 1970 UTC.
        administrator: name of the first officer.
        json: print for programs.
    """
    from tansiq.node.clock import WallClock
    from tansiq.node.keeping.making import make_node

    wall = WallClock()
    if not exercise and (start is not None or start_ms is not None):
        raise BadInput("only an exercise's clock can be set", where="--start", advice="Add --exercise, or leave it.")
    if start is not None:
        start_ms = parse_instant(start, where="--start")
    made = make_node(
        folder,
        party=PartyId(party),
        name=name,
        lang=lang,
        exercise=exercise,
        start_ms=wall.now_ms() if start_ms is None else start_ms,
        administrator=administrator,
        wall=wall,
        random_bytes=os.urandom,
    )
    if json:
        print_json({
            "administrator": made.administrator,
            "one_time_secret": made.one_time_secret,
            "control_token": made.identity.control_token,
            "fingerprints": made.identity.fingerprints,
        })  # fmt: skip
    else:
        _say_made(made, folder, name)
    return DONE


def _say_made(made: Made, folder: Path, name: str) -> None:
    identity = made.identity
    kind = "an exercise node" if identity.exercise else "a node"
    say(f"{folder} is {kind} for {name} ({identity.party}).")
    for what, fingerprint in identity.fingerprints.items():
        say(f"  {what.replace('_', ' ')}: {fingerprint}")
    say(
        f"First officer: {made.administrator}",
        f"One-time secret, shown this once: {made.one_time_secret}",
        f"Next: look at {folder / 'tansiq.toml'}, keep the keys (tansiq node keys export {folder} FILE),",
        f"      then tansiq node run {folder}",
    )


def run(
    folder: Path,
    *,
    line_port: int | None = None,
    port: int | None = None,
    metrics_port: int | None = None,
    control_port: int | None = None,
    json: Flag = False,
) -> int:
    """Run a node until it is told to end.

    Args:
        folder: made by `tansiq node init`.
        line_port: for peers, instead of the setting; 0 takes a free one and keeps it.
        port: for officers and programs.
        metrics_port: for metrics and health.
        control_port: for an exercise's clock.
        json: print one line of JSON with the addresses when it serves.
    """
    from tansiq.node.ports import Ports
    from tansiq.web import serve

    ports = Ports(line=line_port, officers=port, metrics=metrics_port, control=control_port)
    return serve.run(folder, ports=ports, json=json)


def config_check(folder: Path, *, json: Flag = False) -> int:
    """Check a node's settings and that its keys can be read.

    Args:
        folder: of the node.
        json: print for programs.
    """
    from tansiq.node.config import BadConfig
    from tansiq.node.keeping.folder import open_folder
    from tansiq.node.notify.making import make_ways

    try:
        config, _ = open_folder(folder)
        make_ways(config.notify, folder)
    except BadConfig as error:
        faults = [{"line": fault.line, "message": fault.message, "advice": fault.advice} for fault in error.faults]
        if json:
            print_json({"good": False, "file": error.file, "faults": faults})
        for fault in error.faults if not json else ():
            warn(f"{error.file}:{fault.line}: {fault.message}", f"  advice: {fault.advice}")
        return BAD_INPUT
    if json:
        print_json({"good": True, "file": str(folder / "tansiq.toml"), "faults": []})
    else:
        say(f"The settings of {config.name} ({config.party}) are good.")
    return DONE


def backup(folder: Path, file: Path) -> int:
    """Copy a node's record, consistent, whether the node runs or not.

    Args:
        folder: of the node.
        file: of the copy; it must not be there yet.
    """
    from tansiq.node.keeping.backups import back_up

    back_up(folder, file)
    say(f"The record is copied to {file}. Keys are kept apart: tansiq node keys export.")
    return DONE


def restore(folder: Path, file: Path) -> int:
    """Put a copy in the place of a node's record. The next start recovers what the peers have and the copy lacks.

    Args:
        folder: of the node, which must not run.
        file: made by `tansiq node backup`.
    """
    from tansiq.node.keeping.backups import restore as put_back

    aside = put_back(folder, file)
    say(f"{file} is now the record of {folder}.")
    if aside is not None:
        say(f"The former record is kept as {aside}.")
    say("At its next start the node signs nothing on a line before the peer has given back what is missing.")
    return DONE


def verify(folder: Path, *, json: Flag = False) -> int:
    """Prove a node's record where it lies: every signature, chain and receipt, and the picture rebuilt from it.

    Args:
        folder: of the node, which must not run.
        json: print for programs.
    """
    from tansiq.node.keeping.backups import check_picture, verify_record
    from tansiq.node.keeping.folder import load_identity
    from tansiq.store.sqlite import SqliteStore

    identity = load_identity(folder)
    store = SqliteStore(folder, reserve_bytes=0)
    try:
        lines = verify_record(store, identity)
        difference = check_picture(store, identity)
    finally:
        store.close()
    is_good = difference is None and all(found.is_good for found in lines.values())
    if json:
        print_json({"good": is_good, "lines": lines, "first_difference": difference})
        return DONE if is_good else REFUSED
    for peer, found in lines.items():
        say(f"line to {peer}: {found.envelopes} messages, {found.receipts} receipts, {len(found.findings)} findings")
        for finding in found.findings:
            say(f"  {finding.where}: {finding.what}")
    if difference is None:
        say("The picture rebuilt from the record equals the stored picture.")
    else:
        say(f"The picture rebuilt from the record differs at {difference.table} {difference.key}.")
    return DONE if is_good else REFUSED


def keys_export(folder: Path, file: Path, *, sheet: Flag = False, passphrase_file: Path | None = None) -> int:
    """Export a node's keys, encrypted with a passphrase.

    Args:
        folder: of the node.
        file: to write; it must not be there yet.
        sheet: write lines to print and keep in a safe, instead of a binary file.
        passphrase_file: its first line is the passphrase; left out, it is asked for.
    """
    from tansiq.node.keeping.folder import load_identity, write_secret
    from tansiq.node.keeping.keys_export import export_keys, write_sheet

    if file.exists():
        raise BadInput(f"{file} exists already", where=str(file), advice="Name a file that is not there.")
    passphrase = _read_passphrase(passphrase_file, twice=True)
    exported = export_keys(folder, passphrase, random_bytes=os.urandom)
    content = write_sheet(exported, load_identity(folder)).encode("ascii") if sheet else exported
    try:
        write_secret(file, content)
    except OSError as error:
        raise BadInput(f"cannot be written: {error.strerror}", where=str(file)) from None
    say(f"The keys are in {file}. Keep it and its passphrase apart from each other and from the record.")
    return DONE


def keys_import(folder: Path, file: Path, *, passphrase_file: Path | None = None) -> int:
    """Bring exported keys back into an empty folder.

    Args:
        folder: missing or empty.
        file: exported, or the typed lines of a sheet.
        passphrase_file: its first line is the passphrase; left out, it is asked for.
    """
    from tansiq.node.keeping.keys_export import import_keys

    try:
        exported = file.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=str(file)) from None
    identity = import_keys(folder, exported, _read_passphrase(passphrase_file, twice=False))
    say(f"The keys of {identity.party} are in {folder}. Restore a backup of the record if there is one,")
    say("then run the node: it recovers from its peers before it signs anything.")
    return DONE


def _read_passphrase(file: Path | None, *, twice: bool) -> str:
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").split("\n", 1)[0]
        except (OSError, UnicodeDecodeError):
            raise BadInput("the passphrase cannot be read", where=str(file)) from None
    if not sys.stdin.isatty():
        advice = "Type it at a terminal, or give --passphrase-file."
        raise BadInput("a passphrase is needed", where="--passphrase-file", advice=advice)
    passphrase = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != passphrase:
        raise BadInput("the two passphrases differ", where="passphrase")
    return passphrase
