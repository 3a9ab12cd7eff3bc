"""Keys of a node, kept apart from its record: one encrypted file, or the same as lines of print.

The passphrase goes through scrypt (RFC 7914), the content through AES-256-GCM. Officers and lines are in it: a node
that lost everything else still knows its peers and recovers from them.
"""

from __future__ import annotations

import base64
import re
import zlib
from pathlib import Path
from typing import ClassVar, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from tansiq.base.errors import BadRequest
from tansiq.ledger.canonical import digest
from tansiq.node.config import CONFIG_FILE
from tansiq.node.keeping.folder import (
    KEYS,
    Identity,
    RandomBytes,
    check_empty,
    load_identity,
    make_keys_folder,
    mark_restored,
    write_secret,
)

MAGIC: Final = b"TANSIQ-KEYS-1\n"
LEAST_PASSPHRASE: Final = 12
MOST_BYTES: Final = 1 << 20
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_SCRYPT_N: Final = 1 << 15
_LINE_CHARACTERS: Final = 56
_CHECK_CHARACTERS: Final = 4
_FILE_NAME: Final = re.compile(r"[a-z]+(\.[a-z]+){0,2}")


class BadKeysFile(BadRequest):
    """Not an export of keys, damaged, or another passphrase."""

    code: ClassVar[str] = "bad_keys_file"


def export_keys(folder: Path, passphrase: str, *, random_bytes: RandomBytes) -> bytes:
    """Everything below ``keys/`` and the settings, encrypted.

    Raises:
        BadKeysFile: the passphrase is too short.
        BadFolder: the folder holds no node.
    """
    if len(passphrase) < LEAST_PASSPHRASE:
        raise BadKeysFile(f"a passphrase has at least {LEAST_PASSPHRASE} characters", where="passphrase")
    load_identity(folder)
    files = {path.name: path.read_bytes() for path in sorted((folder / KEYS).iterdir()) if path.suffix != ".part"}
    files[CONFIG_FILE] = (folder / CONFIG_FILE).read_bytes()
    salt, nonce = random_bytes(_SALT_BYTES), random_bytes(_NONCE_BYTES)
    plain = zlib.compress(msgspec.json.encode(files), 9)
    return MAGIC + salt + nonce + AESGCM(_stretch(passphrase, salt)).encrypt(nonce, plain, MAGIC)


def import_keys(folder: Path, exported: bytes, passphrase: str) -> Identity:
    """Bring keys back into an empty folder; the next start recovers, whatever record is put beside them.

    Args:
        folder: missing or empty.
        exported: the file, or the text of the printed sheet.
        passphrase: it was exported with.

    Raises:
        FolderNotEmpty, BadKeysFile.
    """
    check_empty(folder)
    files = _decrypt(exported if exported.startswith(MAGIC) else parse_sheet(exported), passphrase)
    settings = files.pop(CONFIG_FILE, None)
    if settings is None or not all(_FILE_NAME.fullmatch(name) for name in files):
        raise BadKeysFile("not an export of a node's keys", where="file")
    keys = make_keys_folder(folder)
    for name, content in files.items():
        write_secret(keys / name, content)
    write_secret(folder / CONFIG_FILE, settings)
    for below in ("reports", "log"):
        (folder / below).mkdir()
    mark_restored(folder)
    return load_identity(folder)


def write_sheet(exported: bytes, identity: Identity) -> str:
    """The export as numbered lines to print and keep in a safe; each line ends in four check characters."""
    text = base64.b32encode(exported).decode("ascii").rstrip("=").lower()
    rows = [text[at : at + _LINE_CHARACTERS] for at in range(0, len(text), _LINE_CHARACTERS)]
    head = [
        f"Tansiq keys of {identity.party}" + (" (exercise)" if identity.exercise else ""),
        *(f"{what.replace('_', ' ')}: {fingerprint}" for what, fingerprint in identity.fingerprints.items()),
        f"{len(rows)} lines; the passphrase is not on this sheet. Type the lines into a file and give it to",
        "tansiq node keys import. The last four characters of each line check it.",
        "",
    ]
    body = [f"{number:03d} {row} {_check_of(number, row)}" for number, row in enumerate(rows, start=1)]
    return "\n".join([*head, *body, ""])


def parse_sheet(text: bytes) -> bytes:
    """The export from the text of a sheet; only its numbered lines are read.

    Raises:
        BadKeysFile: naming the line that was typed wrong or is missing.
    """
    found: dict[int, str] = {}
    for match in re.finditer(rb"^\s*(\d{3,})\s+([a-z2-7 ]+)\s([a-z2-7]{4})\s*$", text.lower(), re.MULTILINE):
        number, row = int(match.group(1)), match.group(2).decode("ascii").replace(" ", "")
        if _check_of(number, row) != match.group(3).decode("ascii"):
            raise BadKeysFile(f"line {number:03d} is not as it was printed", where=f"line {number:03d}")
        found[number] = row
    missing = next((number for number in range(1, max(found, default=0) + 1) if number not in found), None)
    if not found or missing is not None:
        where = f"line {missing:03d}" if missing else "file"
        raise BadKeysFile(f"{where} is missing" if missing else "neither a file of keys nor a sheet", where=where)
    whole = "".join(found[number] for number in sorted(found)).upper()
    try:
        return base64.b32decode(whole + "=" * (-len(whole) % 8))
    except ValueError:
        raise BadKeysFile("the last lines of the sheet are missing", where="file") from None


def _check_of(number: int, row: str) -> str:
    return (
        base64.b32encode(bytes.fromhex(digest(f"{number} {row}".encode("ascii"))))[:_CHECK_CHARACTERS].decode().lower()
    )


def _decrypt(exported: bytes, passphrase: str) -> dict[str, bytes]:
    if not exported.startswith(MAGIC) or len(exported) > MOST_BYTES:
        raise BadKeysFile("neither a file of keys nor a sheet", where="file")
    rest = exported[len(MAGIC) :]
    salt, nonce, sealed = rest[:_SALT_BYTES], rest[_SALT_BYTES:][:_NONCE_BYTES], rest[_SALT_BYTES + _NONCE_BYTES :]
    try:
        plain = AESGCM(_stretch(passphrase, salt)).decrypt(nonce, sealed, MAGIC)
    except (InvalidTag, ValueError):
        advice = "Type the passphrase again; if it is right, the file is damaged: use another copy or the sheet."
        raise BadKeysFile("the passphrase does not open this file", where="passphrase", advice=advice) from None
    return msgspec.json.decode(zlib.decompress(plain), type=dict[str, bytes])


def _stretch(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_SCRYPT_N, r=8, p=1).derive(passphrase.encode("utf-8"))
