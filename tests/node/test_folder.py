"""A node's folder, and the count of its starts that tells an old record from the right one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tansiq.base.ids import PartyId
from tansiq.ledger.keys import SigningKey
from tansiq.link.tls import make_client_context, make_server_context
from tansiq.node.config import load_config
from tansiq.node.keeping.folder import (
    RECOVERING,
    BadFolder,
    FolderNotEmpty,
    Identity,
    Run,
    adopt_epoch,
    begin_run,
    init_folder,
    is_recovering,
    keep_aside,
    load_identity,
    mark_restored,
    open_folder,
)
from tansiq.store.contract import Transaction
from tansiq.store.memory import MemoryStore
from tests.node.small import NOON_MS, WALL_MS, make_chance


def make_folder(folder: Path, *, exercise: bool = True) -> Identity:
    return init_folder(
        folder,
        party=PartyId("north"),
        name="North",
        lang="en",
        exercise=exercise,
        start_ms=NOON_MS,
        wall_ms=WALL_MS,
        random_bytes=make_chance(),
    )


def start(store: MemoryStore, folder: Path) -> Run:
    return begin_run(store, folder, run="0" * 16)


def test_a_new_folder_holds_keys_that_only_its_user_reads(tmp_path: Path) -> None:
    made = make_folder(tmp_path / "n")
    keys = tmp_path / "n" / "keys"
    assert keys.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in keys.iterdir()} == {0o600}
    assert load_identity(tmp_path / "n").key.public == made.key.public
    assert isinstance(made.key, SigningKey)
    assert load_config(tmp_path / "n").party == "north"


def test_the_certificates_of_a_new_folder_can_be_served(tmp_path: Path) -> None:
    made = make_folder(tmp_path / "n")
    make_client_context(made.cert_file, made.key_file, made.cert_der)
    make_server_context(made.officers_cert_file, made.officers_key_file, lambda *_: None)


def test_only_an_exercise_node_has_a_control_token(tmp_path: Path) -> None:
    assert make_folder(tmp_path / "a").control_token
    assert make_folder(tmp_path / "b", exercise=False).control_token is None
    assert not (tmp_path / "b" / "keys" / "control.token").exists()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("mine")
    with pytest.raises(FolderNotEmpty):
        make_folder(tmp_path)
    assert os.listdir(tmp_path) == ["letter"]


def test_keys_open_to_others_are_refused(tmp_path: Path) -> None:
    make_folder(tmp_path / "n")
    (tmp_path / "n" / "keys" / "line.seed").chmod(0o644)
    with pytest.raises(BadFolder, match="open to other users"):
        load_identity(tmp_path / "n")


def test_a_folder_without_keys_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(BadFolder) as caught:
        load_identity(tmp_path)
    assert "keys import" in caught.value.advice()


def test_each_start_counts_one_up(tmp_path: Path) -> None:
    make_folder(tmp_path / "n")
    store = MemoryStore()
    runs = [start(store, tmp_path / "n") for _ in range(3)]
    assert [(run.epoch, run.is_restored) for run in runs] == [(1, False), (2, False), (3, False)]


def test_an_older_record_put_back_is_found(tmp_path: Path) -> None:
    make_folder(tmp_path / "n")
    store = MemoryStore()
    start(store, tmp_path / "n")
    older = store.copy()
    start(store, tmp_path / "n")
    run = start(older, tmp_path / "n")
    assert (run.epoch, run.is_restored) == (3, True)


def test_a_record_that_is_gone_is_found(tmp_path: Path) -> None:
    make_folder(tmp_path / "n")
    start(MemoryStore(), tmp_path / "n")
    assert start(MemoryStore(), tmp_path / "n").is_restored


def test_a_record_restored_at_the_same_count_is_found_because_it_is_marked(tmp_path: Path) -> None:
    make_folder(tmp_path / "n")
    store = MemoryStore()
    start(store, tmp_path / "n")
    mark_restored(tmp_path / "n")
    assert start(store, tmp_path / "n").is_restored


def test_a_death_between_the_two_writes_is_an_ordinary_start(tmp_path: Path) -> None:
    make_folder(tmp_path / "n")
    store = MemoryStore()
    start(store, tmp_path / "n")
    shutil.copytree(tmp_path / "n" / "keys", tmp_path / "before")
    start(store, tmp_path / "n")
    shutil.copy(tmp_path / "before" / "epoch", tmp_path / "n" / "keys" / "epoch")
    run = start(store, tmp_path / "n")
    assert (run.epoch, run.is_restored) == (3, False)


def test_a_lost_record_gets_its_officers_and_lines_back_and_the_lines_recover(tmp_path: Path) -> None:
    make_folder(tmp_path / "n")
    store = MemoryStore()
    start(store, tmp_path / "n")
    store.commit(Transaction(meta={"line/south": b"row", "officer/anna": b"{}", "other": b"x"}))
    keep_aside(tmp_path / "n", store)
    new = MemoryStore()
    assert start(new, tmp_path / "n").is_restored
    assert new.find_meta("line/south") == b"row"
    assert new.find_meta("officer/anna") == b"{}"
    assert new.find_meta("other") is None
    assert is_recovering(new, PartyId("south"))


def test_recovery_goes_on_over_further_starts_until_its_lines_are_done(tmp_path: Path) -> None:
    make_folder(tmp_path / "n")
    store = MemoryStore()
    start(store, tmp_path / "n")
    store.commit(Transaction(meta={"line/south": b"row"}))
    mark_restored(tmp_path / "n")
    start(store, tmp_path / "n")
    assert start(store, tmp_path / "n").is_restored
    store.commit(Transaction(meta={f"{RECOVERING}south": None}))
    assert not start(store, tmp_path / "n").is_restored


def test_an_adopted_epoch_is_counted_on_from(tmp_path: Path) -> None:
    make_folder(tmp_path / "n")
    store = MemoryStore()
    start(store, tmp_path / "n")
    adopt_epoch(store, tmp_path / "n", 40)
    run = start(store, tmp_path / "n")
    assert (run.epoch, run.is_restored) == (41, False)


def test_a_copy_that_starts_has_the_same_epoch_so_that_peers_find_it(tmp_path: Path) -> None:
    make_folder(tmp_path / "n")
    store = MemoryStore()
    start(store, tmp_path / "n")
    shutil.copytree(tmp_path / "n", tmp_path / "copy")
    twin = store.copy()
    assert start(store, tmp_path / "n").epoch == start(twin, tmp_path / "copy").epoch


def test_party_and_kind_of_a_node_are_set_once(tmp_path: Path) -> None:
    folder = tmp_path / "n"
    make_folder(folder)
    config, identity = open_folder(folder)
    assert config.party == identity.party
    settings = folder / "tansiq.toml"
    before = settings.read_text()
    for old, new in (("exercise = true", "exercise = false"), ('party = "north"', 'party = "south"')):
        settings.write_text(before.replace(old, new))
        with pytest.raises(BadFolder, match="the settings say otherwise"):
            open_folder(folder)
