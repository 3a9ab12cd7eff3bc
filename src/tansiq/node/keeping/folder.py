"""A node's folder: made once, its keys read at each start, and the count of its starts.

Layout: ``tansiq.toml``; ``keys/`` (only the node's user reads it); ``record.db`` and what belongs to it;
``ports.json``; ``reports/`` and ``log/``. In ``keys/``: the seed of the line key, the certificates with their keys, the
control token of an exercise node, the epoch, and `KEPT_FILE`.

The epoch counts the starts. It stands in the record and in ``keys/``: where the record's is behind, an older record was
put back or none is there, and the node must recover before it signs (see `begin_run`).
"""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

import msgspec

from tansiq.base.errors import BadRequest, StoreFailed
from tansiq.base.ids import PartyId, check_slug
from tansiq.base.units import MS_PER_DAY
from tansiq.ledger.keys import SEED_BYTES, SigningKey
from tansiq.link.tls import TlsIdentity, fingerprint_of, make_tls_identity
from tansiq.node.config import CONFIG_FILE, Config, load_config, write_config
from tansiq.node.staff.officers_tls import make_officers_identity
from tansiq.store.contract import Reads, Store, Transaction

KEYS: Final = "keys"
KEPT_FILE: Final = "kept.json"
"""Officers and lines as the record has them, so that a node whose record is lost still knows whom to ask for it."""
LINE_KEYS: Final = "line-keys/"
"""Settings, by line, of both ends' keys with their serials; see `node.line_keys`."""
KEPT_PREFIXES: Final = ("officer/", "line/", "former-line/", LINE_KEYS)
_SEED: Final = "line.seed"
_OLD_SEED: Final = "line.old.seed"
EPOCH: Final = "epoch"
RECOVERING: Final = "recovering/"
"""Settings, by peer, of the lines on which nothing is signed before the peer gave back what it has of ours."""
CERT_DAYS: Final = 3650
SLACK_DAYS: Final = 2
"""Certificates begin a little in the past: clocks of two nodes differ."""

RandomBytes = Callable[[int], bytes]
log = logging.getLogger(__name__)


class FolderNotEmpty(BadRequest):
    """A node is made in a folder of its own."""

    code: ClassVar[str] = "folder_not_empty"


class BadFolder(BadRequest):
    """The folder lacks something that a node needs, or contradicts its settings."""

    code: ClassVar[str] = "bad_folder"


class FolderUnwritable(StoreFailed):
    """The node's folder cannot be written."""

    code: ClassVar[str] = "folder_unwritable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who this node is, to its peers and its officers."""

    party: PartyId
    exercise: bool
    start_ms: int
    """Where the clock of an exercise begins; of a real node, when it was made."""
    key: SigningKey
    cert_file: Path
    key_file: Path
    cert_der: bytes
    officers_cert_file: Path
    officers_key_file: Path
    control_token: str | None
    """Only an exercise node has one."""
    old_key: SigningKey | None = None
    """The line key before, while a rotation is under way."""

    @property
    def fingerprints(self) -> dict[str, str]:
        """What people compare: of the line key, and of the certificate of the line."""
        return {"line_key": self.key.public.key_id, "line_certificate": fingerprint_of(self.cert_der)}


@dataclass(frozen=True, slots=True)
class Run:
    """One start of a node."""

    epoch: int
    run: str
    """16 random hexadecimal digits: tells two copies of one start apart."""
    is_restored: bool
    """The record is older than the keys, or lost: nothing is signed on a line that is not recovered."""


class _About(msgspec.Struct, forbid_unknown_fields=True):
    party: PartyId
    exercise: bool
    start_ms: int


def init_folder(
    folder: Path,
    *,
    party: PartyId,
    name: str,
    lang: str,
    exercise: bool,
    start_ms: int,
    wall_ms: int,
    random_bytes: RandomBytes,
) -> Identity:
    """Make a node's folder with its keys and settings.

    Args:
        folder: missing or empty.
        party: never changed afterwards.
        name: as people write it.
        lang: of the node's own texts.
        exercise: never changed afterwards.
        start_ms: where an exercise's clock begins.
        wall_ms: the real time; certificates are judged by it, in an exercise too.
        random_bytes: of cryptographic quality.

    Raises:
        FolderNotEmpty, BadId, BadConfig, FolderUnwritable.
    """
    check_slug(party, where="party")
    check_empty(folder)
    try:
        keys = make_keys_folder(folder)
        about = _About(party, exercise, start_ms)
        write_secret(keys / "about.json", msgspec.json.encode(about))
        write_secret(keys / _SEED, random_bytes(SEED_BYTES).hex().encode("ascii"))
        _write_identity(keys / "line", _make_line_identity(party, wall_ms, random_bytes))
        _write_identity(keys / "officers", make_officers_identity(name=party, wall_ms=wall_ms))
        if exercise:
            write_secret(keys / "control.token", random_bytes(32).hex().encode("ascii"))
        write_secret(keys / EPOCH, b"0\n")
        text = write_config(party=party, name=name, lang=lang, exercise=exercise)
        (folder / CONFIG_FILE).write_text(text, encoding="utf-8")
        for below in ("reports", "log"):
            (folder / below).mkdir()
    except OSError as error:
        raise FolderUnwritable(f"the folder cannot be made: {error}", where=str(folder)) from error
    return load_identity(folder)


def check_empty(folder: Path) -> None:
    """Raise `FolderNotEmpty` unless the folder is missing or empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        advice = "Name a new folder; a node's keys are never overwritten."
        raise FolderNotEmpty(f"{folder} is not an empty folder", where=str(folder), advice=advice)


def make_keys_folder(folder: Path) -> Path:
    """The folder of keys, which only the node's user may enter."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = folder / KEYS
    keys.mkdir(mode=0o700)
    return keys


def load_identity(folder: Path) -> Identity:
    """Read a node's keys.

    Raises:
        BadFolder: something is missing, cannot be read, or is open to other users.
    """
    keys = folder / KEYS
    _check_private(keys)
    about = _read_about(keys)
    token = keys / "control.token"
    return Identity(
        party=about.party,
        exercise=about.exercise,
        start_ms=about.start_ms,
        key=SigningKey(_read_seed(keys / _SEED)),
        cert_file=keys / "line.crt.pem",
        key_file=keys / "line.key.pem",
        cert_der=_read(keys / "line.crt.der"),
        officers_cert_file=keys / "officers.crt.pem",
        officers_key_file=keys / "officers.key.pem",
        control_token=_read(token).decode("ascii").strip() if about.exercise else None,
        old_key=_find_old_key(keys),
    )


def begin_key(folder: Path, seed: bytes) -> SigningKey:
    """Make another key the line key, durably; the one so far stays beside it until `forget_old_key`.

    Raises:
        FolderUnwritable: nothing has changed, or the old key lies there twice, which changes nothing.
    """
    keys = folder / KEYS
    try:
        write_secret(keys / _OLD_SEED, _read(keys / _SEED))
        write_secret(keys / _SEED, seed.hex().encode("ascii"))
    except OSError as error:
        raise FolderUnwritable(f"the new key cannot be kept: {error}", where=str(keys)) from error
    return SigningKey(seed)


def forget_old_key(folder: Path) -> None:
    """The old key signs nothing any more on any line: remove it."""
    (folder / KEYS / _OLD_SEED).unlink(missing_ok=True)
    _sync_folder(folder / KEYS)


def open_folder(folder: Path) -> tuple[Config, Identity]:
    """A node's settings and keys, which must be of one party and one kind.

    Raises:
        BadConfig, BadFolder.
    """
    config, identity = load_config(folder), load_identity(folder)
    if (config.party, config.exercise) != (identity.party, identity.exercise):
        kind = "an exercise node" if identity.exercise else "a real node"
        advice = f'Write party = "{identity.party}" and exercise = {str(identity.exercise).lower()} again.'
        message = f"the keys are those of {identity.party}, {kind}; the settings say otherwise"
        raise BadFolder(message, where=str(folder / CONFIG_FILE), advice=advice)
    return config, identity


def begin_run(store: Store, folder: Path, *, run: str) -> Run:
    """Count a start, in the record first and then in ``keys/``.

    1. Both counts equal, or the record one ahead (the last start died between its two writes): an ordinary start.
    2. The record is behind or has no count while ``keys/`` has: it was put back or lost. Officers and lines are taken
       from ``keys/``, and every line recovers first.
    3. The record is further ahead: ``keys/`` was put back; nothing signed is lost, so it is an ordinary start.

    Raises:
        StoreFailed: the count is not durable; the node must not start.
    """
    counted = _read_epoch(folder)
    kept = store.find_meta(EPOCH)
    recorded = 0 if kept is None else int(kept)
    epoch = max(counted, recorded) + 1
    changes: dict[str, bytes | None] = {EPOCH: str(epoch).encode("ascii")}
    is_behind = recorded < counted
    if is_behind:
        for key, value in load_kept(folder).items():
            known = store.find_meta(key) if key.startswith(LINE_KEYS) else None
            changes[key] = value if known is None or value is None else _merge_line_keys(value, known)
        peers = {key.removeprefix("line/") for key in {*changes, *store.meta_under("line/")} if key.startswith("line/")}
        changes |= {f"{RECOVERING}{peer}": b"1" for peer in peers}
    # Out of the reserve on a full disk: a node that starts there still sends, takes and shows a cease (I4).
    store.commit(Transaction(meta=changes, urgent=True))
    _write_epoch(folder, epoch)
    return Run(epoch, run, is_behind or bool(store.meta_under(RECOVERING)))


def adopt_epoch(store: Store, folder: Path, epoch: int) -> None:
    """Take a higher epoch during recovery, because a peer has seen one of ours that neither count knew of."""
    store.commit(Transaction(meta={EPOCH: str(epoch).encode("ascii")}, urgent=True))
    _write_epoch(folder, max(epoch, _read_epoch(folder)))


def is_recovering(reads: Reads, peer: PartyId) -> bool:
    """Whether the line with a peer has still to recover; ends when `RECOVERING` + peer is removed."""
    return reads.find_meta(f"{RECOVERING}{peer}") is not None


def mark_restored(folder: Path) -> None:
    """Make the next start recover, whatever the record says: one was put back by hand."""
    _write_epoch(folder, _read_epoch(folder) + 1)


def keep_aside(folder: Path, reads: Reads) -> None:
    """Copy officers and lines out of the record into ``keys/``; at each start, and after each change to them.

    A full disk keeps the copy as it was, and keeps no node from starting (I4); the next start copies again.
    """
    kept = {key: value for prefix in KEPT_PREFIXES for key, value in reads.meta_under(prefix).items()}
    path, content = folder / KEYS / KEPT_FILE, msgspec.json.encode(kept)
    if path.exists() and path.read_bytes() == content:
        return
    try:
        write_secret(path, content)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        log.warning("officers and lines are not copied beside the keys: %s", error)


def load_kept(folder: Path) -> dict[str, bytes | None]:
    """What `keep_aside` kept; empty where there is nothing."""
    try:
        return dict(msgspec.json.decode((folder / KEYS / KEPT_FILE).read_bytes(), type=dict[str, bytes]))
    except FileNotFoundError:
        return {}
    except msgspec.DecodeError as error:
        raise BadFolder(f"officers and lines kept beside the keys cannot be read: {error}", where=str(folder)) from None


def write_secret(path: Path, content: bytes) -> None:
    """Write a file that only the node's user reads; whole and synced, or not at all."""
    part = path.with_name(path.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(part, path)
    _sync_folder(path.parent)


def _merge_line_keys(kept: bytes, recorded: bytes) -> bytes:
    """Each end's keys as the one has them that knows more: a copy may be newer than what lies beside the keys.

    A key that is announced and not settled is in the record first.
    """
    merged = msgspec.json.decode(kept, type=dict[str, object])
    other = msgspec.json.decode(recorded, type=dict[str, object])
    for end in ("own", "peer"):
        ours, theirs = merged[end], other[end]
        if isinstance(ours, list) and isinstance(theirs, list) and len(theirs) > len(ours):
            settled = f"is_{end}_settled"
            merged |= {end: theirs, settled: other[settled]}
    return msgspec.json.encode(merged)


def _overwrite(path: Path, content: bytes) -> None:
    """Write over a file that is no longer than this and so little that it is written at once: it needs no room."""
    handle = os.open(path, os.O_WRONLY)
    try:
        os.pwrite(handle, content, 0)
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Without this a name that was changed may be the old one again after a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_line_identity(party: PartyId, wall_ms: int, random_bytes: RandomBytes) -> TlsIdentity:
    return make_tls_identity(
        name=party,
        seed=random_bytes(SEED_BYTES),
        serial_number=int.from_bytes(random_bytes(16)) or 1,
        not_before_ms=wall_ms - SLACK_DAYS * MS_PER_DAY,
        not_after_ms=wall_ms + CERT_DAYS * MS_PER_DAY,
    )


def _write_identity(stem: Path, identity: TlsIdentity) -> None:
    write_secret(stem.with_name(f"{stem.name}.crt.der"), identity.cert_der)
    write_secret(stem.with_name(f"{stem.name}.crt.pem"), identity.cert_pem)
    write_secret(stem.with_name(f"{stem.name}.key.pem"), identity.key_pem)


def _check_private(keys: Path) -> None:
    if not keys.is_dir():
        advice = "Make a node with tansiq node init, or bring its keys back with tansiq node keys import."
        raise BadFolder(f"{keys.parent} holds no node", where=str(keys), advice=advice)
    for path in (keys, *keys.iterdir()):
        if path.stat().st_mode & 0o077:
            advice = f"chmod go-rwx {path}; if others may have read it, make new keys and pair again."
            raise BadFolder(f"{path} is open to other users", where=str(path), advice=advice)


def _read_about(keys: Path) -> _About:
    try:
        return msgspec.json.decode(_read(keys / "about.json"), type=_About)
    except msgspec.DecodeError as error:
        raise BadFolder(f"not the description of a node: {error}", where=str(keys / "about.json")) from None


def _read_seed(path: Path) -> bytes:
    try:
        return bytes.fromhex(_read(path).decode("ascii"))
    except ValueError:
        raise BadFolder("not a seed of a key", where=str(path), advice=_BRING_BACK) from None


def _find_old_key(keys: Path) -> SigningKey | None:
    """The key before, unless the node died before the new one was written and both are the same."""
    if not (keys / _OLD_SEED).exists():
        return None
    old = _read_seed(keys / _OLD_SEED)
    return None if old == _read_seed(keys / _SEED) else SigningKey(old)


def _read_epoch(folder: Path) -> int:
    path = folder / KEYS / EPOCH
    try:
        return int(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return 0
    except ValueError:
        advice = "Write into it any number above every epoch that a peer has seen; a million will do."
        raise BadFolder("not a count of starts", where=str(path), advice=advice) from None


def _write_epoch(folder: Path, epoch: int) -> None:
    path, content = folder / KEYS / EPOCH, b"%d\n" % epoch
    try:
        try:
            write_secret(path, content)
        except OSError as error:
            if error.errno not in _NO_ROOM or not path.exists():
                raise
            _overwrite(path, content)
    except OSError as error:
        raise FolderUnwritable(f"the count of starts cannot be kept: {error}", where=str(folder / KEYS)) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadFolder(f"cannot be read: {error.strerror}", where=str(path), advice=_BRING_BACK) from None


_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT}
_BRING_BACK: Final = "Bring the keys back from their backup: tansiq node keys import."
