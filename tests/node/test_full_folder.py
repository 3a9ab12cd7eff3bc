"""A folder on a full disk: a node that was made still starts there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tansiq.base.ids import LineId, PartyId
from tansiq.ledger.envelope import Chain
from tansiq.ledger.keys import PublicKey, SigningKey
from tansiq.ledger.terms import Term, first_term
from tansiq.node.keeping import folder
from tansiq.node.keeping.folder import begin_run, init_folder, keep_aside, mark_restored
from tansiq.node.lines.line_keys import LineKeys, find_line_keys, to_setting
from tansiq.node.ports import Ports, keep_ports, load_ports
from tansiq.store.contract import Transaction
from tansiq.store.sqlite import SqliteStore


def make_folder(path: Path) -> Path:
    init_folder(
        path, party=PartyId("north"), name="North", lang="en", exercise=True, start_ms=0, wall_ms=1_760_000_000_000,
        random_bytes=os.urandom,
    )  # fmt: skip
    return path


def make_key(number: int) -> PublicKey:
    return SigningKey(bytes([number]) * 32).public


def fill(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no file of the folder can be made or grow; what it has may be written over."""

    def no_room(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(folder, "write_secret", no_room)


def test_a_start_is_counted_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_folder(tmp_path / "north")
    store = SqliteStore(path, reserve_bytes=1 << 20)
    first = begin_run(store, path, run="a")
    fill(monkeypatch)
    second = begin_run(store, path, run="b")
    assert (second.epoch, second.is_restored) == (first.epoch + 1, False)
    assert begin_run(store, path, run="c").epoch == second.epoch + 1
    store.close()


def test_officers_and_lines_beside_the_keys_stay_as_they_were_on_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_folder(tmp_path / "north")
    store = SqliteStore(path, reserve_bytes=1 << 20)
    keep_aside(path, store)
    kept = (path / "keys" / "kept.json").read_bytes()
    fill(monkeypatch)
    (path / "keys" / "kept.json").write_bytes(kept + b" ")
    keep_aside(path, store)
    assert (path / "keys" / "kept.json").read_bytes() == kept + b" "
    store.close()


def test_ports_that_are_kept_are_not_written_again(tmp_path: Path) -> None:
    ports = Ports(line=1, officers=2, metrics=3, control=4)
    keep_ports(tmp_path, ports)
    tmp_path.chmod(0o500)
    before = (tmp_path / "ports.json").stat().st_ino
    keep_ports(tmp_path, ports)
    tmp_path.chmod(0o700)
    assert (tmp_path / "ports.json").stat().st_ino == before
    assert load_ports(tmp_path) == ports


def test_key_that_a_copy_knows_and_the_folder_does_not_yet_is_not_forgotten_at_a_restore(tmp_path: Path) -> None:
    path = make_folder(tmp_path / "north")
    store = SqliteStore(path, reserve_bytes=1 << 20)
    begin_run(store, path, run="a")
    line, first, second = (
        LineId("line"),
        first_term(make_key(1)),
        Term(make_key(2), {Chain.ORDINARY: 5, Chain.URGENT: 66}),
    )
    store.commit(Transaction(meta=to_setting(line, LineKeys((first,), (first, second)))))
    keep_aside(path, store)
    store.commit(Transaction(meta=to_setting(line, LineKeys((first, second), (first,), is_own_settled=False))))
    mark_restored(path)
    assert begin_run(store, path, run="b").is_restored
    assert find_line_keys(store, line) == LineKeys((first, second), (first, second), is_own_settled=False)
    store.close()


def test_ports_of_the_last_start_stay_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_ports(tmp_path, Ports(line=1, officers=2))

    def no_room(path: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(Path, "write_bytes", no_room)
    keep_ports(tmp_path, Ports(line=1, officers=2, metrics=3))
    assert load_ports(tmp_path) == Ports(line=1, officers=2)
