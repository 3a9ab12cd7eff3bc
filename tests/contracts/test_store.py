"""The store's promises, held by every implementation; each supplies only how one is made and settled."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tansiq.base.errors import StoreFailed
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain
from tansiq.store.contract import (
    SET_ASIDE_KEPT_BYTES,
    AnswerRow,
    ForkRow,
    PictureChange,
    ReceiptRow,
    SetAsideRow,
    SignedRow,
    Store,
    Transaction,
)
from tansiq.store.errors import BackupRefused, StoreClosed, StoreContradicted
from tansiq.store.memory import MemoryStore
from tansiq.store.sqlite import SqliteStore
from tests.store.rows import LINE, OTHER_LINE, SOUTH, WATCH, Told, entry, envelope, hash_of, step


@dataclass
class Bench:
    """A store under test and how to wait until what was submitted is settled."""

    store: Store
    settle: Callable[[], None]


def make_memory(_folder: Path) -> Bench:
    store = MemoryStore()
    return Bench(store, lambda: _flush_all(store))


def _flush_all(store: MemoryStore) -> None:
    while store.waiting:
        store.flush()


def make_sqlite(folder: Path) -> Bench:
    store = SqliteStore(folder, reserve_bytes=4096)

    def settle() -> None:
        # An empty transaction behind all the others is told last, of a failure if there was one.
        with suppress(StoreFailed):
            store.commit(Transaction())

    return Bench(store, settle)


@pytest.fixture(params=[make_memory, make_sqlite], ids=["memory", "sqlite"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = request.param(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def store(bench: Bench) -> Store:
    return bench.store


def test_empty_store_knows_nothing(store: Store) -> None:
    assert store.record_count() == 0
    assert store.record(0, 10) == ()
    assert store.find_entry(1) is None
    assert list(store.picture_rows()) == []
    assert store.find_meta("epoch") is None
    assert store.find_envelope(LINE, "in", Chain.URGENT, 1) is None
    assert store.find_receipt(LINE, Chain.URGENT) is None
    assert set(store.heads(LINE).contiguous.values()) == {GENESIS}
    assert store.heads(LINE).beyond == {}
    assert store.health().state == "ok"


def test_entry_comes_back_as_it_was_given(store: Store) -> None:
    plain = entry(1, body=b"\x00\xff\xd8\xa7", sent=None)
    local = replace(entry(2, sent=None), to=None, releaser=WATCH)
    store.commit(Transaction(record=(plain, local)))
    assert store.find_entry(1) == plain
    assert store.find_entry(2) == local
    assert store.record(0, 10) == (plain, local)


def test_record_is_read_after_a_number_to_a_limit_and_by_kind(store: Store) -> None:
    rows = tuple(entry(n, kind="cease" if n % 3 == 0 else "notify") for n in range(1, 11))
    store.commit(Transaction(record=rows))
    assert [row.number for row in store.record(4, 3)] == [5, 6, 7]
    assert [row.number for row in store.record(3, 10, ("cease",))] == [6, 9]
    assert [row.number for row in store.record(8, 10, ("cease", "notify"))] == [9, 10]
    assert store.record(0, 10, ()) == ()


def test_everything_of_a_transaction_is_kept_together_or_not_at_all(bench: Bench) -> None:
    store = bench.store
    store.commit(Transaction(record=(entry(1),), envelopes=(envelope(1),)))
    told = Told()
    store.submit(
        Transaction(
            record=(entry(2),),
            envelopes=(envelope(1, raw=b"another under the same serial"),),
            picture=(PictureChange("items", "a", b"1"),),
            meta={"epoch": b"2"},
        ),
        told.done(2),
    )
    bench.settle()
    assert told.codes() == [(2, "store_contradicted")]
    assert store.record_count() == 1
    assert list(store.picture_rows()) == []
    assert store.find_meta("epoch") is None


def test_transactions_are_told_in_the_order_submitted(bench: Bench) -> None:
    told = Told()
    for number in range(1, 301):
        bench.store.submit(step(number), told.done(number))
    bench.settle()
    assert told.codes() == [(number, "ok") for number in range(1, 301)]
    assert bench.store.record_count() == 300
    assert list(bench.store.picture_rows()) == [("progress", "last", b"300")]


def test_after_a_failure_everything_fails_until_reopened(bench: Bench) -> None:
    store = bench.store
    store.commit(Transaction(record=(entry(1),), envelopes=(envelope(1),)))
    told = Told()
    store.submit(Transaction(record=(entry(2),), envelopes=(envelope(1, raw=b"other"),)), told.done(2))
    bench.settle()
    store.submit(step(3), told.done(3))
    store.submit(step(4, urgent=True), told.done(4))
    bench.settle()
    assert told.codes() == [(2, "store_contradicted"), (3, "store_fenced"), (4, "store_fenced")]
    assert store.health().state == "fenced"
    store.reopen()
    assert store.health().state == "ok"
    assert store.record_count() == 1
    store.commit(step(2))
    assert store.record_count() == 2


def test_reopening_settles_what_was_submitted_before(bench: Bench) -> None:
    told = Told()
    for number in range(1, 51):
        bench.store.submit(step(number), told.done(number))
    bench.store.reopen()
    assert len(told.heard) == 50
    assert bench.store.record_count() == 50


def test_entries_out_of_step_are_refused_before_they_are_queued(bench: Bench) -> None:
    store = bench.store
    told = Told()
    store.submit(step(1), told.done(1))
    for wrong in (1, 3):
        with pytest.raises(StoreContradicted):
            store.submit(step(wrong), told.done(wrong))
    store.submit(step(2), told.done(2))
    bench.settle()
    assert told.codes() == [(1, "ok"), (2, "ok")]


def test_more_set_aside_than_may_be_kept_is_refused_before_it_is_queued(store: Store) -> None:
    with pytest.raises(StoreContradicted):
        store.commit(Transaction(record=(entry(1),), set_aside=(aside(b"x" * (SET_ASIDE_KEPT_BYTES + 1)),)))
    store.commit(Transaction(record=(entry(1),), set_aside=(aside(b"x" * SET_ASIDE_KEPT_BYTES),)))
    assert store.record_count() == 1


def test_own_entry_is_signed_later_and_only_once(bench: Bench) -> None:
    store = bench.store
    local = replace(entry(3, sent=None), to=None)
    store.commit(Transaction(record=(entry(1, sent=None), entry(2), local)))
    assert [row.number for row in store.unsigned()] == [1]
    store.commit(Transaction(signed=(SignedRow(1, b"signed"),), envelopes=(envelope(1, number=1),)))
    assert store.unsigned() == ()
    assert store.find_entry(1) == entry(1, sent=b"signed")
    with pytest.raises(StoreContradicted):
        store.commit(Transaction(signed=(SignedRow(1, b"again"),)))
    store.reopen()
    assert store.find_entry(1) == entry(1, sent=b"signed")


def test_signing_an_entry_that_is_not_there_fails(store: Store) -> None:
    with pytest.raises(StoreContradicted):
        store.commit(Transaction(signed=(SignedRow(7, b"signed"),)))


def test_entry_is_signed_in_the_transaction_that_makes_it(store: Store) -> None:
    store.commit(Transaction(record=(entry(1, sent=None),), signed=(SignedRow(1, b"signed"),)))
    assert store.find_entry(1) == entry(1, sent=b"signed")


def test_envelope_is_found_by_place_and_by_hash(store: Store) -> None:
    mine = envelope(1, number=1)
    theirs = envelope(1, direction="in", chain=Chain.URGENT)
    store.commit(Transaction(record=(entry(1),), envelopes=(mine, theirs)))
    assert store.find_envelope(LINE, "out", Chain.ORDINARY, 1) == mine
    assert store.find_envelope(LINE, "in", Chain.URGENT, 1) == theirs
    assert store.find_envelope(LINE, "in", Chain.ORDINARY, 1) is None
    assert store.find_envelope(OTHER_LINE, "out", Chain.ORDINARY, 1) is None
    assert store.find_envelope_by_hash(mine.hash) == mine
    assert store.find_envelope_by_hash(hash_of(b"no such")) is None


def test_envelope_that_carries_an_entry_which_is_not_there_fails(store: Store) -> None:
    with pytest.raises(StoreContradicted):
        store.commit(Transaction(envelopes=(envelope(1, number=9),)))


def test_envelopes_are_read_in_serial_order_until_the_bytes_are_used_up(store: Store) -> None:
    rows = [envelope(n, raw=bytes([n]) * 100) for n in range(1, 11)]
    store.commit(Transaction(envelopes=tuple(reversed(rows))))

    def serials(after: int, limit_bytes: int) -> list[int]:
        read = store.envelopes(LINE, "out", Chain.ORDINARY, after=after, limit_bytes=limit_bytes)
        return [row.serial for row in read]

    assert serials(0, 10_000) == list(range(1, 11))
    assert serials(3, 300) == [4, 5, 6]
    assert serials(3, 299) == [4, 5]
    assert serials(9, 1) == [10]
    assert serials(10, 1000) == []


def test_heads_name_the_last_envelope_without_a_gap_and_what_lies_beyond(store: Store) -> None:
    store.commit(
        Transaction(
            envelopes=(
                *(envelope(n) for n in (1, 2, 3)),
                *(envelope(n, direction="in", chain=Chain.URGENT) for n in (1, 2, 4, 7)),
                *(envelope(n, direction="in") for n in (2, 3)),
                envelope(1, line=OTHER_LINE, chain=Chain.URGENT),
            )
        )
    )
    heads = store.heads(LINE)
    assert heads.contiguous == {
        ("out", Chain.ORDINARY): Head(3, envelope(3).hash),
        ("out", Chain.URGENT): GENESIS,
        ("in", Chain.URGENT): Head(2, envelope(2, direction="in", chain=Chain.URGENT).hash),
        ("in", Chain.ORDINARY): GENESIS,
    }
    assert heads.beyond == {("in", Chain.URGENT): (4, 7), ("in", Chain.ORDINARY): (2, 3)}


def test_a_filled_gap_moves_the_head_over_what_lay_beyond(store: Store) -> None:
    rows = {n: envelope(n, direction="in", chain=Chain.URGENT) for n in range(1, 6)}
    for serial in (5, 1, 2, 4):
        store.commit(Transaction(envelopes=(rows[serial],)))
    store.commit(Transaction(envelopes=(rows[3],)))
    heads = store.heads(LINE)
    assert heads.contiguous["in", Chain.URGENT] == Head(5, rows[5].hash)
    assert heads.beyond == {}


def test_picture_rows_are_replaced_removed_and_read_in_order(store: Store) -> None:
    store.commit(
        Transaction(
            picture=(
                PictureChange("items", "b", b"1"),
                PictureChange("areas", "z", b"2"),
                PictureChange("items", "a", b"3"),
                PictureChange("items", "gone", None),
            )
        )
    )
    assert list(store.picture_rows()) == [("areas", "z", b"2"), ("items", "a", b"3"), ("items", "b", b"1")]
    store.commit(Transaction(picture=(PictureChange("items", "a", None), PictureChange("items", "b", b"4"))))
    assert list(store.picture_rows()) == [("areas", "z", b"2"), ("items", "b", b"4")]


def test_of_two_changes_to_one_picture_row_the_later_holds(store: Store) -> None:
    store.commit(
        Transaction(
            picture=(
                PictureChange("items", "a", None),
                PictureChange("items", "a", b"1"),
                PictureChange("items", "b", b"2"),
                PictureChange("items", "b", None),
            )
        )
    )
    assert list(store.picture_rows()) == [("items", "a", b"1")]


def test_settings_are_kept_replaced_removed_and_listed_by_their_beginning(store: Store) -> None:
    store.commit(Transaction(meta={"officer/b": b"1", "officer/a": b"2", "officers": b"3", "officer_%": b"4"}))
    assert store.meta_under("officer/") == {"officer/a": b"2", "officer/b": b"1"}
    assert list(store.meta_under("officer/")) == ["officer/a", "officer/b"]
    store.commit(Transaction(meta={"officer/a": None, "officer/b": b""}))
    assert store.meta_under("officer/") == {"officer/b": b""}
    assert store.find_meta("officer/a") is None
    assert len(store.meta_under("")) == 3


def test_the_latest_receipt_of_each_line_and_chain_is_kept(store: Store) -> None:
    first = ReceiptRow(LINE, Chain.ORDINARY, 1, hash_of(b"1"), b"frame 1")
    later = ReceiptRow(LINE, Chain.ORDINARY, 5, hash_of(b"5"), b"frame 5")
    urgent = ReceiptRow(LINE, Chain.URGENT, 2, hash_of(b"u"), b"frame u")
    store.commit(Transaction(receipts=(first, urgent)))
    store.commit(Transaction(receipts=(later,)))
    assert store.find_receipt(LINE, Chain.ORDINARY) == later
    assert store.find_receipt(LINE, Chain.URGENT) == urgent
    assert store.find_receipt(OTHER_LINE, Chain.URGENT) is None


def aside(raw: bytes, *, at_ms: int = 1000) -> SetAsideRow:
    return SetAsideRow(hash_of(raw), LINE, SOUTH, at_ms, len(raw), "malformed", raw)


def test_what_was_set_aside_is_kept_once_however_often_it_came(store: Store) -> None:
    first, second = aside(b"broken", at_ms=1000), aside(b"broken too", at_ms=2000)
    store.commit(Transaction(set_aside=(first, second)))
    store.commit(Transaction(set_aside=(replace(first, at_ms=3000),)))
    assert store.set_aside(LINE) == (first, second)
    assert store.set_aside(LINE, since_ms=1001) == (second,)
    assert store.set_aside(OTHER_LINE) == ()
    assert store.set_aside_bytes(LINE, since_ms=0) == len(b"broken") + len(b"broken too")
    assert store.set_aside_bytes(LINE, since_ms=2000) == len(b"broken too")


def test_both_envelopes_of_a_fork_are_kept(store: Store) -> None:
    first = envelope(1, direction="in")
    fork = ForkRow(LINE, "in", Chain.ORDINARY, 1, hash_of(b"other"), b"other", 1000)
    store.commit(Transaction(envelopes=(first,)))
    store.commit(Transaction(forks=(fork,)))
    store.commit(Transaction(forks=(fork,)))
    assert store.forks(LINE) == (fork,)
    assert store.find_envelope(LINE, "in", Chain.ORDINARY, 1) == first
    assert store.forks(OTHER_LINE) == ()


def test_answer_to_a_request_is_found_by_the_clients_id(store: Store) -> None:
    answer = AnswerRow("client-1", WATCH, b"{}")
    store.commit(Transaction(answers=(answer,)))
    assert store.find_answer("client-1") == answer
    assert store.find_answer("client-2") is None


def test_backup_holds_the_moment_it_was_made(store: Store, tmp_path: Path) -> None:
    store.commit(step(1))
    store.backup(tmp_path / "copy.db")
    store.commit(step(2))
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("SELECT count(*) FROM record").fetchone() == (1,)
        assert copy.execute("SELECT value FROM picture").fetchone() == (b"1",)
    assert [path.name for path in tmp_path.glob("copy.db*")] == ["copy.db"]


def test_backup_replaces_nothing_and_makes_no_folder(store: Store, tmp_path: Path) -> None:
    taken = tmp_path / "taken.db"
    taken.write_bytes(b"mine")
    with pytest.raises(BackupRefused):
        store.backup(taken)
    assert taken.read_bytes() == b"mine"
    with pytest.raises(BackupRefused):
        store.backup(tmp_path / "no" / "copy.db")


def test_closing_settles_what_was_submitted_and_takes_nothing_more(bench: Bench) -> None:
    told = Told()
    for number in range(1, 21):
        bench.store.submit(step(number), told.done(number))
    bench.store.close()
    assert told.codes() == [(number, "ok") for number in range(1, 21)]
    with pytest.raises(StoreClosed):
        bench.store.submit(step(21), told.done(21))
    with pytest.raises(StoreClosed):
        bench.store.record_count()
    bench.store.close()
