"""Bundles for an inquiry, made by real nodes and judged by a program that knows the documents alone."""

from __future__ import annotations

import ast
import base64
import importlib.util
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tansiq.base.ids import PartyId, Sha256
from tansiq.cli.evidence import prove
from tansiq.ledger.bundle import make_seal, open_seal, parse_bundle, write_bundle
from tansiq.ledger.envelope import Chain, decode_envelope, parse_sealed, seal
from tansiq.ledger.frames import Receipts, open_frame, seal_frame
from tansiq.ledger.keys import SigningKey
from tansiq.ledger.receipt import Receipt
from tansiq.link.events import Ingest, Received
from tests.web.house import House, Loop
from tests.web.two import Pair

PROGRAM = Path(__file__).resolve().parents[2] / "examples" / "verify_bundle.py"
LINES_MOST = 200
NO_LINE = "11111111-1111-4111-8111-111111111111"
PLACES = 120
"""Bytes that are changed, one a try, spread over the whole file."""


def load_program() -> Any:
    spec = importlib.util.spec_from_file_location("verify_bundle", PROGRAM)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(program: Any, text: bytes) -> tuple[bool, str]:
    """Whether the second program finds everything as it must be, and what it says."""
    try:
        book = program.Book(text)
        book.check()
    except (ValueError, KeyError, TypeError) as error:
        return False, str(error)
    return not book.wrong, "\n".join(book.wrong or book.said)


def judge_ours(text: bytes) -> bool:
    try:
        return prove(text, file="bundle", known={}).is_good
    except Exception as error:
        assert type(error).__name__ in {"BadLog", "Unsealed", "BadRequest"}, error
        return False


@dataclass(frozen=True)
class Made:
    """What each end of a line holds on which much happened."""

    north: bytes
    south: bytes
    accused: bytes
    """North's, after south signed a second history."""
    keys: dict[str, SigningKey]
    """The newest."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    loop = Loop()
    pair = Pair(loop, tmp_path_factory.mktemp("bundle"))
    try:
        yield live(pair)
    finally:
        pair.close()
        loop.close()


def live(pair: Pair) -> Made:
    """Words both ways, a stop, a new key at one end; then rubbish and a second history."""
    north, south = pair.houses
    pair.join()
    say(north, "before")
    say(south, "رسالة")
    north.post("/ceases", "observer-1", text="стоп", lang="ru")
    pair.until(lambda: south.get("/ceases").json() != [])
    key = north.get("/lines/key").json()["key"]
    north.act_by_two("/lines/rotate", "admin", "admin-2", key=key)
    pair.until(lambda: north.get("/lines/key").json()["waiting_for"] == [])
    say(north, "after")
    say(south, "last")
    pair.until(lambda: all(map(is_receipted, pair.houses)))
    honest = fetch(north), fetch(south)
    ingest(north, b"never a message")
    ingest(north, second_history(south))
    return Made(*honest, fetch(north), {house.node.party: house.node.identity.key for house in pair.houses})


def peer_of(house: House) -> str:
    return "south" if house.node.party == "north" else "north"


def say(house: House, text: str) -> None:
    assert house.post("/notes", to=[peer_of(house)], text=text).status_code == 200


def fetch(house: House) -> bytes:
    answer = house.get(f"/log/{peer_of(house)}/bundle", "auditor-1")
    assert answer.status_code == 200, answer.text
    return answer.content


def is_receipted(house: House) -> bool:
    (line,) = house.node.lines.by_peer.values()
    return all(line.confirmed[chain] == head.serial for chain, head in line.seat.heads.items())


def ingest(house: House, raw: bytes) -> None:
    """Bytes that come in on the line."""
    house.loop.run(house.node.lines.on_commands(PartyId(peer_of(house)), [Ingest(0, raw, urgent=False)]))


def second_history(house: House) -> bytes:
    """Another message under a number that the house used already."""
    (line,) = house.node.lines.by_peer.values()
    row = house.node.store.find_envelope(line.seat.line, "out", Chain.ORDINARY, 2)
    assert row is not None
    kept = decode_envelope(parse_sealed(row.raw).payload)
    return seal(replace(kept, body=b'{"text":"never said","text_lang":"en"}'), line.seat.key).raw()


def rows_of(text: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def reseal(text: bytes, change: Callable[[list[dict[str, Any]]], None], key: SigningKey) -> bytes:
    """A bundle that its own maker changed before sealing it."""
    rows = rows_of(text)[:-1]
    change(rows)
    bundle = parse_bundle(text)
    lines = [json.dumps(row).encode() + b"\n" for row in rows]
    said = open_seal(bundle)
    again = make_seal(bundle.log.head, author=said.author, made_ms=said.made_ms, exercise=said.exercise)
    return b"".join(write_bundle(lines, (), again, key))


def is_found(program: Any, text: bytes) -> bool:
    """Both programs say that something is wrong."""
    return not judge(program, text)[0] and not judge_ours(text)


def is_message(row: dict[str, Any]) -> bool:
    return "direction" in row


def test_the_second_program_is_short_and_imports_nothing_of_ours() -> None:
    text = PROGRAM.read_text(encoding="utf-8")
    assert len(text.splitlines()) < LINES_MOST
    nodes = list(ast.walk(ast.parse(text)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    assert "cryptography.exceptions" in names
    assert [name for name in names if name.startswith(("tansiq", "tests", "."))] == []


def test_both_ends_bundles_are_proved(made: Made) -> None:
    program = load_program()
    for text in (made.north, made.south):
        is_good, said = judge(program, text)
        assert is_good, said
        assert judge_ours(text)
        names = {next(iter(row)) for row in rows_of(text)[1:]}
        assert names >= {"direction", "receipt", "given", "beat", "offset", "seal"}
    assert "south had ordinary messages 1 to" in judge(program, made.north)[1]
    assert rows_of(made.north)[0]["later_keys"].keys() == {"north"}


def test_the_program_says_what_it_proves_and_whose_keys_it_goes_by(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program, file = load_program(), tmp_path / "bundle"
    file.write_bytes(made.north)
    id_ = made.keys["south"].public.key_id
    assert program.main(str(file), f"south={id_}") == 0
    out = capsys.readouterr().out
    assert "Everything in it is as it must be." in out
    assert "Sealed by auditor-1 of north" in out
    assert "proves neither whose keys these are" in out
    assert program.main(str(file), f"south={'0' * 32}") == 1
    assert "not with" in capsys.readouterr().out


def test_a_second_history_is_proved_against_its_signer(made: Made) -> None:
    is_good, said = judge(load_program(), made.accused)
    assert is_good
    assert "south SIGNED TWO HISTORIES: two messages for ordinary 2." in said
    assert judge_ours(made.accused)
    names = [next(iter(row)) for row in rows_of(made.accused)]
    assert names.count("fork") == 1
    assert names.count("set_aside") >= 1


def test_every_changed_byte_is_found(made: Made) -> None:
    program, text = load_program(), made.accused
    places = random.Random(1).sample(range(len(text)), PLACES)
    for at in places:
        other = b"A" if text[at : at + 1] != b"A" else b"B"
        assert is_found(program, text[:at] + other + text[at + 1 :]), at


def test_every_changed_byte_of_the_seal_is_found(made: Made) -> None:
    program, text = load_program(), made.accused
    for at in range(text.rindex(b'{"seal"'), len(text) - 1):
        # The last bit too: in the last letter of base64 some bits stand for nothing.
        for other in (b"A" if text[at : at + 1] != b"A" else b"B", bytes([text[at] ^ 1])):
            assert is_found(program, text[:at] + other + text[at + 1 :]), text[at - 20 : at + 20] + b" " + other


def test_every_line_that_is_left_out_is_found(made: Made) -> None:
    program, lines = load_program(), made.accused.splitlines(keepends=True)
    for at in range(len(lines) - 1):
        assert is_found(program, b"".join(lines[:at] + lines[at + 1 :])), lines[at][:80]
    # Without its seal it is no bundle, and says so; ours takes it for a log.
    assert "without a seal" in judge(program, b"".join(lines[:-1]))[1]


def test_a_message_that_its_maker_left_out_before_sealing_is_found(made: Made) -> None:
    program = load_program()
    messages = [at for at, row in enumerate(rows_of(made.north)) if is_message(row)]
    for at in messages:
        assert is_found(program, reseal(made.north, lambda rows, at=at: rows.pop(at), made.keys["north"])), at  # type: ignore[misc]


def test_a_forged_receipt_is_found_although_the_maker_sealed_it(made: Made) -> None:
    program, mine = load_program(), made.keys["north"]
    head = parse_bundle(made.north).log.head

    def forge(rows: list[dict[str, Any]]) -> None:
        row = next(row["receipt"] for row in rows if "receipt" in row)
        frame = open_frame(row["raw"].encode(), line=head.line, sender=head.peer, key=made.keys["south"].public)
        assert isinstance(frame, Receipts)
        row["raw"] = seal_frame(frame, line=head.line, sender=head.peer, key=mine, sent_ms=1).decode()

    assert is_found(program, reseal(made.north, forge, mine))

    def stretch(rows: list[dict[str, Any]]) -> None:
        row = next(row["receipt"] for row in rows if "receipt" in row)
        row["serial"] += 1

    assert is_found(program, reseal(made.north, stretch, mine))


def test_swapped_and_foreign_keys_are_found_although_the_maker_sealed_them(made: Made) -> None:
    program, mine = load_program(), made.keys["north"]

    def swap(rows: list[dict[str, Any]]) -> None:
        keys = rows[0]["keys"]
        rows[0]["keys"] = {"north": keys["south"], "south": keys["north"]}

    def put_in(rows: list[dict[str, Any]]) -> None:
        rows[0]["later_keys"]["south"] = [{"key": mine.public.raw.hex(), "ordinary": 3, "urgent": 1}]

    def forget(rows: list[dict[str, Any]]) -> None:
        del rows[0]["later_keys"]

    for change in (swap, put_in, forget):
        assert is_found(program, reseal(made.north, change, mine)), change.__name__


def test_a_fork_that_is_none_is_found(made: Made) -> None:
    program, mine = load_program(), made.keys["north"]

    def accuse(rows: list[dict[str, Any]]) -> None:
        kept = next(row for row in rows if is_message(row) and row["direction"] == "in")
        raw = base64.b64encode(kept["raw"].encode()).decode()
        place = {name: kept[name] for name in ("direction", "chain", "serial")}
        rows.append({"fork": {**place, "at_ms": 1, "raw": raw}})

    assert is_found(program, reseal(made.north, accuse, mine))


def test_a_line_that_was_revoked_can_still_be_shown(loop: Loop, tmp_path: Path) -> None:
    pair = Pair(loop, tmp_path)
    try:
        pair.join()
        say(pair.north, "before")
        pair.until(lambda: is_receipted(pair.north))
        pair.north.act_by_two("/lines/south/revoke", "admin", "admin-2")
        text = fetch(pair.north)
        assert judge_ours(text)
        assert judge(load_program(), text)[0]
    finally:
        pair.close()


def rotate(pair: Pair, house: House) -> None:
    key = house.get("/lines/key").json()["key"]
    house.act_by_two("/lines/rotate", "admin", "admin-2", key=key)
    pair.until(lambda: house.node.lines.turns.ring.old is None)


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """A line that was revoked, after which north changed its key twice."""
    loop = Loop()
    pair = Pair(loop, tmp_path_factory.mktemp("ended"))
    try:
        pair.join()
        say(pair.north, "on the first line")
        pair.until(lambda: is_receipted(pair.north))
        for house in pair.houses:
            house.act_by_two(f"/lines/{peer_of(house)}/revoke", "admin", "admin-2")
        rotate(pair, pair.north)
        rotate(pair, pair.north)
        yield pair
    finally:
        pair.close()
        loop.close()


def test_a_revoked_line_is_sealed_by_whatever_key_came_after_it(ended: Pair) -> None:
    text = fetch(ended.north)
    assert judge_ours(text)
    assert judge(load_program(), text)[0]
    assert len(rows_of(text)[0]["successors"]) == 2
    assert "successors" not in rows_of(fetch(ended.south))[0]


def test_successor_that_the_key_before_it_did_not_sign_is_found(ended: Pair) -> None:
    program, text = load_program(), fetch(ended.north)
    mine = ended.north.node.identity.key

    def leave_out(rows: list[dict[str, Any]]) -> None:
        del rows[0]["successors"][0]

    def forge(rows: list[dict[str, Any]]) -> None:
        rows[0]["successors"][-1]["by_former"] = rows[0]["successors"][0]["by_former"]

    def say_nothing(rows: list[dict[str, Any]]) -> None:
        rows[0]["successors"][-1]["by_former"] = ""

    for change in (leave_out, forge, say_nothing):
        assert is_found(program, reseal(text, change, mine)), change.__name__
    said = prove(reseal(text, say_nothing, mine), file="bundle", known={})
    assert [finding.where for finding in said.findings] == ["successors"]


def test_a_line_that_a_new_pairing_replaced_keeps_its_log_and_its_bundle(ended: Pair) -> None:
    program, north = load_program(), ended.north
    (first,) = north.get("/log/south/lines", "auditor-1").json()
    assert first["revoked"] is not None and not first["is_at_work"]
    ended.join()
    say(north, "on the second line")
    ended.until(lambda: is_receipted(north))
    newest, former = north.get("/log/south/lines", "auditor-1").json()
    assert newest["is_at_work"] and former == first
    asked = {"now": north.get("/log/south/bundle", "auditor-1").content}
    asked["then"] = north.get(f"/log/south/bundle?line={former['line']}", "auditor-1").content
    for text in asked.values():
        assert judge_ours(text)
        assert judge(program, text)[0]
    lines = {name: rows_of(text)[0]["line"] for name, text in asked.items()}
    assert lines == {"now": newest["line"], "then": former["line"]}
    log = north.get(f"/log/south?line={former['line']}", "auditor-1").content
    assert rows_of(log)[0]["line"] == former["line"]
    assert north.get(f"/log/south?line={NO_LINE}", "auditor-1").json()["error"]["code"] == "no_line"


def sign_receipt(house: House, serial: int, hash_: str) -> bytes:
    """A receipt of the house's for whatever it likes."""
    (line,) = house.node.lines.by_peer.values()
    receipts = Receipts((Receipt(Chain.ORDINARY, serial, Sha256(hash_)),))
    return seal_frame(receipts, line=line.seat.line, sender=house.node.party, key=line.seat.key, sent_ms=1)


def out_hash(house: House, serial: int) -> str:
    (line,) = house.node.lines.by_peer.values()
    row = house.node.store.find_envelope(line.seat.line, "out", Chain.ORDINARY, serial)
    assert row is not None
    return row.hash


def hear(house: House, raw: bytes) -> None:
    """A frame that comes over the line."""
    (line,) = house.node.lines.by_peer.values()
    channel = line.driver.exchange.sending_channel
    assert channel is not None
    line.driver.tell(Received(channel, raw))


def test_receipts_for_what_was_never_sent_so_are_kept_and_prove_it(loop: Loop, tmp_path: Path) -> None:
    pair = Pair(loop, tmp_path)
    try:
        north, south = pair.houses
        pair.join()
        say(north, "what was said")
        pair.until(lambda: is_receipted(north))
        (line,) = north.node.lines.by_peer.values()
        last = line.seat.heads[Chain.ORDINARY].serial
        for serial in (last, last, last + 7):
            hear(north, sign_receipt(south, serial, "a" * 64))
        pair.until(lambda: fetch(north).count(b'{"false_receipt"') == 2)
        codes = [alert["code"] for alert in north.get("/alerts").json()]
        assert {"own_chain_differs", "receipt_beyond_head"} <= set(codes)
        text, program, mine = fetch(north), load_program(), north.node.identity.key
        assert judge_ours(text)
        is_good, said = judge(program, text)
        assert is_good
        assert f"south CLAIMS OTHER ordinary messages 1 to {last} of the other end" in said
        assert "FALSE RECEIPT: south" in "\n".join(prove(text, file="b", known={}).lines("b"))

        # Of a serial that was confirmed long since: the true one, and another than was sent.
        hear(north, sign_receipt(south, 1, out_hash(north, 1)))
        hear(north, sign_receipt(south, 1, "b" * 64))
        pair.until(lambda: fetch(north).count(b'{"false_receipt"') == 3)
        facts = [alert["facts"] for alert in north.get("/alerts").json() if alert["code"] == "own_chain_differs"]
        assert {"chain": "ordinary", "serial": "1"} in facts
        assert judge_ours(fetch(north)) and judge(program, fetch(north))[0]
        assert "b" * 64 in fetch(north).decode() and is_receipted(north)

        def accuse(rows: list[dict[str, Any]]) -> None:
            honest = next(row["receipt"] for row in rows if "receipt" in row)
            rows.append({"false_receipt": {**honest, "at_ms": 1}})

        assert is_found(program, reseal(text, accuse, mine))
    finally:
        pair.close()
