"""Keys kept apart from the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tansiq.node.keeping.folder import FolderNotEmpty, begin_run, load_identity
from tansiq.node.keeping.keys_export import MAGIC, BadKeysFile, export_keys, import_keys, parse_sheet, write_sheet
from tansiq.store.memory import MemoryStore
from tests.node.small import make_chance
from tests.node.test_folder import make_folder

PASSPHRASE = "correct horse battery"


@pytest.fixture
def exported(tmp_path: Path) -> bytes:
    make_folder(tmp_path / "n")
    begin_run(MemoryStore(), tmp_path / "n", run="0" * 16)
    return export_keys(tmp_path / "n", PASSPHRASE, random_bytes=make_chance(2))


def test_keys_come_back_whole_and_the_next_start_recovers(tmp_path: Path, exported: bytes) -> None:
    made = import_keys(tmp_path / "new", exported, PASSPHRASE)
    before = load_identity(tmp_path / "n")
    assert made.key.public == before.key.public
    assert (made.cert_der, made.control_token) == (before.cert_der, before.control_token)
    assert begin_run(MemoryStore(), tmp_path / "new", run="1" * 16).is_restored


def test_no_secret_is_readable_in_the_file(tmp_path: Path, exported: bytes) -> None:
    seed = (tmp_path / "n" / "keys" / "line.seed").read_bytes()
    assert seed not in exported
    assert bytes.fromhex(seed.decode()) not in exported


def test_another_passphrase_opens_nothing_and_leaves_nothing(tmp_path: Path, exported: bytes) -> None:
    with pytest.raises(BadKeysFile, match="does not open"):
        import_keys(tmp_path / "new", exported, "correct horse battle")
    assert not (tmp_path / "new").exists()


def test_a_short_passphrase_is_refused(tmp_path: Path, exported: bytes) -> None:
    with pytest.raises(BadKeysFile, match="at least 12"):
        export_keys(tmp_path / "n", "short", random_bytes=make_chance())


def test_keys_are_never_imported_over_others(tmp_path: Path, exported: bytes) -> None:
    with pytest.raises(FolderNotEmpty):
        import_keys(tmp_path / "n", exported, PASSPHRASE)


def test_a_damaged_file_is_refused(tmp_path: Path, exported: bytes) -> None:
    damaged = exported[:-1] + bytes([exported[-1] ^ 1])
    with pytest.raises(BadKeysFile):
        import_keys(tmp_path / "new", damaged, PASSPHRASE)
    with pytest.raises(BadKeysFile):
        import_keys(tmp_path / "new", b"hello", PASSPHRASE)
    with pytest.raises(BadKeysFile):
        import_keys(tmp_path / "new", MAGIC, PASSPHRASE)


def test_the_printed_sheet_is_as_good_as_the_file(tmp_path: Path, exported: bytes) -> None:
    sheet = write_sheet(exported, load_identity(tmp_path / "n"))
    assert parse_sheet(sheet.encode()) == exported
    made = import_keys(tmp_path / "new", sheet.upper().encode(), PASSPHRASE)
    assert made.party == "north"


def test_a_line_of_the_sheet_typed_wrong_or_left_out_is_named(tmp_path: Path, exported: bytes) -> None:
    lines = write_sheet(exported, load_identity(tmp_path / "n")).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("007 "))
    wrong = lines[at][:10] + ("a" if lines[at][10] != "a" else "b") + lines[at][11:]
    with pytest.raises(BadKeysFile, match="line 007 is not"):
        parse_sheet("\n".join([*lines[:at], wrong, *lines[at + 1 :]]).encode())
    with pytest.raises(BadKeysFile, match="line 007 is missing"):
        parse_sheet("\n".join([*lines[:at], *lines[at + 1 :]]).encode())


def test_the_last_line_left_out_is_found_when_the_keys_are_opened(tmp_path: Path, exported: bytes) -> None:
    lines = write_sheet(exported, load_identity(tmp_path / "n")).rstrip().splitlines()
    with pytest.raises(BadKeysFile):
        import_keys(tmp_path / "new", "\n".join(lines[:-1]).encode(), PASSPHRASE)
