"""Old backups, nothing but keys, and two copies at once, with real processes: nobody signs one serial twice."""

from __future__ import annotations

import shutil
from pathlib import Path

from tansiq.cli.main import main
from tansiq.ledger.envelope import Chain
from tansiq.ledger.export import compare_logs, parse_log, verify_log
from tests.e2e.pair import Pair, make_item


def submit(pair: Pair, name: str, title: str) -> str:
    return pair.post(name, "/items", item=make_item(title), datum="WGS84").text("item")


def list_items(pair: Pair, name: str) -> set[str]:
    return {item.text("item") for item in pair.get(name, "/items").list()}


def shared_side(pair: Pair, name: str) -> dict[str, object]:
    """What a node knows that went over the line: items and their answers, agreements, ceases."""
    items = pair.get(name, "/items").list()
    return {
        "items": sorted((item.text("item"), item.text("revision"), item.text("owner")) for item in items),
        "agreements": sorted(
            (row.text("agreement"), row.text("status")) for row in pair.get(name, "/agreements").list()
        ),
        "states": sorted(pair.state(name, item.text("item")) for item in items),
        "ceases": sorted(row.text("cease") for row in pair.get(name, "/ceases").list()),
    }


def check_logs(pair: Pair) -> int:
    """Both ends' logs prove themselves and are the same; gives north's ordinary messages."""
    north, south = parse_log(pair.log("north", "south")), parse_log(pair.log("south", "north"))
    assert verify_log(north).findings == verify_log(south).findings == ()
    compared = compare_logs(north, south)
    assert compared.difference is None
    assert "forked" not in {entry.text("body", "code") for entry in pair.record("south", "local.set_aside")}
    return len(north.chains["out", Chain.ORDINARY])


def test_old_backup_put_back_gets_its_messages_from_the_peer_and_signs_none_twice(joined: Pair, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    assert main(["node", "backup", str(joined.folder / "north"), str(backup)]) == 0
    later = submit(joined, "north", "After the backup")
    joined.rest()
    joined.stop("north")
    assert main(["node", "restore", str(joined.folder / "north"), str(backup)]) == 0
    joined.start("north")
    joined.wait_for_line("north")
    joined.wait_until(lambda: joined.state("north", later) != "")
    before = check_logs(joined)
    new = submit(joined, "north", "After the restore")
    joined.settle()
    assert joined.get("south", f"/items/{new}").text("name") == "After the restore"
    assert check_logs(joined) > before
    assert joined.get("north", "/picture/check").flag("equal")


def test_node_with_nothing_but_its_exported_keys_gets_its_record_back(joined: Pair, tmp_path: Path) -> None:
    before = {name: shared_side(joined, name) for name in ("north", "south")}
    assert before["north"]["agreements"] and before["north"]["items"]
    passphrase, exported = tmp_path / "passphrase", tmp_path / "keys.bin"
    passphrase.write_text("a long passphrase of the test\n")
    north = joined.folder / "north"
    words = ["--passphrase-file", str(passphrase)]
    assert main(["node", "keys", "export", str(north), str(exported), *words]) == 0
    joined.kill("north")
    shutil.rmtree(north)
    assert main(["node", "keys", "import", str(north), str(exported), *words]) == 0
    shutil.copy(joined.prepared.folder / "north" / "ports.json", north)  # the peer dials the address of the pairing
    joined.start("north")
    joined.wait_for_line("north")
    joined.wait_until(
        lambda: joined.prepared.patrol in {item.text("item") for item in joined.get("north", "/items").list()}
    )
    joined.settle()
    after = {name: shared_side(joined, name) for name in ("north", "south")}
    assert after == before
    new = submit(joined, "north", "After the loss")
    joined.settle()
    assert joined.get("south", f"/items/{new}").text("name") == "After the loss"
    check_logs(joined)
    assert joined.get("north", "/picture/check").flag("equal")


def test_of_two_copies_of_one_folder_only_one_speaks(joined: Pair, tmp_path: Path) -> None:
    joined.stop("north")
    copy = tmp_path / "copy"
    shutil.copytree(joined.folder / "north", copy)
    (copy / "ports.json").unlink()
    joined.add("twin", copy, "north")
    joined.start("north")
    joined.wait_for_line("north")
    joined.start("twin")
    joined.wait_until(lambda: bool(joined.alerts("twin") & {"second_run", "stale_epoch"}))
    ours, theirs = submit(joined, "north", "By the original"), submit(joined, "twin", "By the copy")
    joined.wait_until(lambda: bool(joined.holds("south", ours)))
    assert ours in list_items(joined, "south")
    assert theirs not in list_items(joined, "south")
    assert joined.line("twin").text("state") in {"refused", "checking", "silent"}
    check_logs(joined)
