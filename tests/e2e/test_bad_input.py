"""Bad input to real node processes: each with an error that says where and what to do, and nothing lost."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException

from tansiq.cli.main import main
from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain, seal
from tansiq.ledger.export import parse_log, verify_log
from tansiq.link.tls import make_client_context
from tansiq.scenario.client import Reply
from tansiq.scenario.doc import Json
from tansiq.store.sqlite import SqliteStore
from tests.e2e.hand import break_signature, take_over
from tests.e2e.pair import SCENARIO, Pair, make_item

PLACE = "item.volumes[0].footprint.circle.centre"
CORNERS = ["10.00 20.00", "10.00 20.05", "10.05 20.05", "10.05 20.00"]


def check_error(reply: Reply, *, where: str, words: str) -> None:
    """An officer's mistake: told where it is and what to do."""
    error = reply.body.at("error")
    assert reply.status in {400, 413}
    assert error.text("where") == where
    assert words in error.text("message")
    assert error.text("advice")


def list_decisions(pair: Pair) -> list[int]:
    """What north's record has but for officers who come and go."""
    return [entry.whole("number") for entry in pair.record("north") if entry.text("kind") != "local.act"]


def check_whole(pair: Pair, name: str = "north") -> None:
    """What stood before the mistake stands after it."""
    assert pair.get(name, f"/items/{pair.prepared.patrol}").text("name") == "Patrol over the valley"
    assert pair.get(name, "/picture/check").flag("equal")
    peer = "south" if name == "north" else "north"
    assert verify_log(parse_log(pair.log(name, peer))).findings == ()


# Files and orders


def test_broken_scenario_file_names_file_line_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(SCENARIO.read_text(encoding="utf-8").replace("do: submit", "do: submitt"), encoding="utf-8")
    line = next(n for n, text in enumerate(broken.read_text(encoding="utf-8").splitlines(), 1) if "submitt" in text)
    assert main(["demo", str(broken), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert f"{broken}:{line}:" in said
    assert "'submitt' is not a verb" in said
    assert "advice" in said
    assert not (tmp_path / "out").exists()


def test_bad_orders_name_their_field_and_change_nothing(joined: Pair) -> None:
    before = list_decisions(joined)

    def refuse(item: dict[str, Json], where: str, words: str) -> None:
        check_error(joined.try_post("north", "/items", item=item, datum="WGS84"), where=where, words=words)

    crossing: Json = {"polygon": {"vertices": [CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3]]}}
    refuse(make_item(footprint=crossing), "item.volumes[0].footprint.polygon.vertices", "crosses")
    refuse(make_item(end="2030-05-01T12:00:00Z"), "item.volumes[0]", "2030-05-01T12:00:00Z")
    late = make_item(end="9999-12-31T23:59:59-12:00")
    refuse(late, "item.volumes[0].end", "between 1970 and 9999")
    low: Json = {"value": 4000, "unit": "M", "reference": "AMSL"}
    refuse(make_item(lower=low), "item.volumes[0]", "below")
    check_error(joined.try_post("north", "/items", item=make_item()), where=PLACE, words="datum")
    check_error(
        joined.try_post("north", "/notes", to=["south"], text="x" * 70_000), where="text", words="length <= 2000"
    )
    beyond = joined.try_post("north", "/notes", to=["south"], text="x" * 2_000_000)
    assert (beyond.status, beyond.refusal) == (413, "request_too_large")
    assert list_decisions(joined) == before
    assert joined.state("north") == "coordinated"
    check_whole(joined)


# What a peer sends


def test_unknown_kind_is_set_aside_said_back_and_holds_the_line_until_an_officer_cleared_it(joined: Pair) -> None:
    hand = take_over(joined)
    hand.say("note", {"text": "before", "text_lang": "en"})
    sealed = hand.say("weather", {"text": "rain"})
    hand.say("note", {"text": "after", "text_lang": "en"})
    hand.wait_for_receipt()
    rejected = hand.wait_for("rejected")
    assert sealed.hash in rejected.body.decode()
    assert "weather" in rejected.body.decode()
    assert joined.line("north").whole("set_aside") == 1
    assert "set_aside" in joined.holds("north")
    (aside,) = joined.record("north", "local.set_aside")
    assert aside.text("body", "hash") == sealed.hash
    texts = [entry.text("body", "text") for entry in joined.record("north", "note")]
    assert texts[-2:] == ["before", "after"]
    kept = parse_log(joined.log("north", "south")).chains["in", Chain.ORDINARY]
    assert sealed.raw() in kept.values()
    joined.post("north", f"/set-aside/{sealed.hash}/clear")
    assert joined.line("north").whole("set_aside") == 0
    assert "set_aside" not in joined.holds("north")
    check_whole(joined)
    hand.close()


def test_oversized_message_is_set_aside_and_the_line_goes_on(joined: Pair) -> None:
    hand = take_over(joined)
    hand.send(hand.seal_oversized(100_000))
    joined.wait_until(lambda: bool(joined.record("north", "local.set_aside")))
    (aside,) = joined.record("north", "local.set_aside")
    assert aside.text("body", "code") == "too_large"
    hand.say("note", {"text": "after", "text_lang": "en"})
    hand.wait_for_receipt()
    assert joined.line("north").text("state") == "up"
    check_whole(joined)
    hand.close()


def test_message_beyond_all_measure_costs_the_connection_and_nothing_else(joined: Pair) -> None:
    hand = take_over(joined)
    hand.send(b"x" * 1_000_000)
    hand.close()
    hand.connect()
    hand.say("note", {"text": "after", "text_lang": "en"})
    hand.wait_for_receipt()
    check_whole(joined)
    hand.close()


def test_wrong_signature_is_set_aside_and_never_applied(joined: Pair) -> None:
    hand = take_over(joined)
    good = seal(hand.make("note", {"text": "true", "text_lang": "en"}), hand.key)
    hand.send(break_signature(good))
    joined.wait_until(lambda: bool(joined.record("north", "local.set_aside")))
    (aside,) = joined.record("north", "local.set_aside")
    assert aside.text("body", "code") == "bad_signature"
    assert aside.has("body", "unproven")
    assert not [note for note in joined.record("north", "note") if note.text("body", "text") == "true"]
    hand.send(good.raw())
    hand.heads[Chain.ORDINARY] = Head(hand.heads[Chain.ORDINARY].serial + 1, good.hash)
    hand.wait_for_receipt()
    assert [note for note in joined.record("north", "note") if note.text("body", "text") == "true"]
    check_whole(joined)
    hand.close()


def test_wrong_certificate_is_turned_away_and_told_to_the_officers(joined: Pair, tmp_path: Path) -> None:
    hand = take_over(joined)
    hand.close()
    stranger = tmp_path / "stranger"
    assert main(["node", "init", str(stranger), "--party", "south", "--name", "Stranger", "--exercise"]) == 0
    keys = stranger / "keys"
    right = hand.context
    north = (joined.folder / "north" / "keys" / "line.crt.der").read_bytes()
    hand.context = make_client_context(keys / "line.crt.pem", keys / "line.key.pem", north)
    with pytest.raises((OSError, WebSocketException, TimeoutError)):
        hand.connect()
    joined.wait_until(lambda: "wrong_certificate" in joined.alerts("north"))
    hand.close()
    hand.context = right
    hand.connect()
    hand.say("note", {"text": "after", "text_lang": "en"})
    hand.wait_for_receipt()
    check_whole(joined)
    hand.close()


def test_clock_ten_minutes_off_holds_what_depends_on_time_until_it_is_right(joined: Pair) -> None:
    joined.steer("north", "/clock", now_ms=joined.now_ms + 600_000)
    for name in ("north", "south"):
        joined.steer(name, "/beat")
    for name in ("north", "south"):
        joined.steer(name, "/judge")
    joined.wait_until(lambda: "clock_off" in joined.holds("north"))
    assert joined.state("north") != "coordinated"
    assert abs(joined.line("north").whole("offset_ms")) == pytest.approx(600_000, abs=2_000)
    joined.wait_until(lambda: "clock_off" in joined.holds("south"))
    joined.pass_time(600_000)
    assert "clock_off" not in joined.holds("north")
    assert joined.state("north") == "coordinated"
    check_whole(joined)


# The machine


def test_port_in_use_names_the_port_and_its_setting(joined: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    joined.stop("south")
    port = joined.processes["north"].line_address.rsplit(":", 1)[1]
    folder = joined.folder / "south"
    assert main(["node", "run", str(folder), "--line-port", port, "--port", "0", "--metrics-port", "0"]) == 2
    said = capsys.readouterr().err
    assert f"port {port}" in said
    assert "line.port" in said
    assert "advice" in said
    joined.start("south")
    joined.wait_for_line("south")
    check_whole(joined, "south")


def test_second_node_on_the_same_folder_is_refused_with_the_first_one_s_number(
    joined: Pair, capsys: pytest.CaptureFixture[str]
) -> None:
    running = joined.processes["north"].process
    assert running is not None
    assert main(["node", "run", str(joined.folder / "north"), "--port", "0"]) == 2
    said = capsys.readouterr().err
    assert str(running.pid) in said
    assert "advice" in said
    assert joined.line("north").text("state") == "up"
    check_whole(joined)


def test_node_that_may_write_nothing_says_so_and_still_stops(joined: Pair) -> None:
    process = joined.processes["north"].process
    assert process is not None
    _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1, hard))
    refused = joined.try_post("north", "/items", item=make_item(), datum="WGS84")
    assert refused.status == 500
    assert refused.body.text("error", "where")
    assert refused.body.text("error", "advice")
    ceased = joined.post("north", "/ceases", text="stop", lang="en")
    assert not ceased.flag("kept")
    check_comes_in(joined)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
    check_goes_on(joined)


@pytest.fixture
def small_disk(pair: Pair) -> Iterator[Path]:
    """North's folder on a disk of its own."""
    folder = pair.folder / "north"
    aside = pair.folder / "aside"
    folder.rename(aside)
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=80m", "tansiq-test", str(folder)], check=True)
    shutil.copytree(aside, folder, dirs_exist_ok=True)
    folder.chmod(0o700)
    try:
        yield folder
    finally:
        pair.close()
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.needs_root
def test_node_on_a_full_disk_says_so_and_still_stops(pair: Pair, small_disk: Path) -> None:
    pair.start_joined()
    fill = small_disk / "fill"
    with fill.open("wb", buffering=0) as ballast, pytest.raises(OSError):
        while True:
            ballast.write(b"x" * 65_536)
    for number in range(200):
        refused = pair.try_post("north", "/items", item=make_item(f"Patrol {number}"), datum="WGS84")
        if refused.is_error:
            break
    assert refused.status == 500
    assert refused.body.text("error", "advice")
    sent = pair.post("north", "/ceases", text="stop", lang="en").text("cease")
    pair.wait_until(lambda: sent in list_ceases(pair, "south"))
    check_comes_in(pair)
    fill.unlink()
    check_goes_on(pair)


def list_ceases(pair: Pair, name: str) -> set[str]:
    return {cease.text("cease") for cease in pair.get(name, "/ceases").list() if cease.flag("stands")}


def check_comes_in(pair: Pair) -> None:
    """A node that can write nothing else says so, and shows the cease that comes to it."""
    # It tries again every second, and for a moment of each try it does not know yet.
    pair.wait_until(lambda: pair.get("north", "/health").text("state") == "cannot_write")
    theirs = pair.post("south", "/ceases", text="stop", lang="en").text("cease")
    pair.wait_until(lambda: theirs in list_ceases(pair, "north"))


def check_goes_on(pair: Pair) -> None:
    """With room again the same order is done, and all that was said meanwhile is in the record."""

    def is_done() -> bool:
        return not pair.try_post("north", "/items", item=make_item("With room"), datum="WGS84").is_error

    pair.wait_until(is_done)
    pair.wait_until(lambda: len(pair.record("north", "cease")) >= 2)
    pair.wait_until(lambda: len(list_ceases(pair, "south")) >= 2)
    pair.rest()
    assert pair.get("north", "/health").text("state") == "ok"
    check_whole(pair)
    pair.stop("north")
    store = SqliteStore(pair.folder / "north", reserve_bytes=0)
    assert len({bytes(row.body) for row in store.record(0, 10_000, ("cease",))}) == 2
    store.close()
