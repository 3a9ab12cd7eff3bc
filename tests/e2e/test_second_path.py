"""A line that is cut goes on by file and by voice, with real processes and the commands that officers use."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

from tansiq.cli.main import main
from tests.e2e.pair import Pair, make_item


def run(pair: Pair, name: str, *words: str) -> tuple[int, str]:
    """A command against a running node, as its first watch officer."""
    client = pair.processes[name].client
    if "watch-1" not in client.tokens:
        pair.run(client.sign_in("watch-1"))
    token = pair.folder / f"{name}.token"
    token.write_text(client.tokens["watch-1"])
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main([*words, "--node", client.base.removesuffix("/api/v1"), "--token-file", str(token)])
    return code, out.getvalue()


def test_cease_and_messages_of_a_cut_line_go_by_file_and_receipts_come_back(joined: Pair, tmp_path: Path) -> None:
    joined.kill("south")
    item = joined.post("north", "/items", item=make_item("While away"), datum="WGS84").text("item")
    cease = joined.post("north", "/ceases", items=[joined.prepared.patrol], to=["south"]).text("cease")
    there, back = tmp_path / "there.jsonl", tmp_path / "back.jsonl"
    assert run(joined, "north", "line", "export", "south", str(there))[0] == 0
    assert run(joined, "north", "line", "export", "south", str(there))[0] == 2  # it is there already
    joined.kill("north")
    joined.start("south")
    code, told = run(joined, "south", "line", "import", str(there))
    assert code == 0, told
    assert joined.get("south", f"/items/{item}").text("name") == "While away"
    assert "cease_stands" in joined.holds("south", joined.prepared.patrol)
    assert [row.text("cease") for row in joined.get("south", "/ceases").list()] == [cease]
    assert run(joined, "south", "line", "import", str(there))[0] == 0
    assert joined.line("south").text("path", "path") == "courier"
    assert run(joined, "south", "line", "export", "north", str(back))[0] == 0
    joined.kill("south")
    joined.start("north")
    code, told = run(joined, "north", "line", "import", str(back))
    assert code == 0 and "receipts" in told
    joined.start("south")
    joined.wait_for_line("north")
    joined.settle()
    assert joined.get("north", "/picture/check").flag("equal") and joined.get("south", "/picture/check").flag("equal")


def test_file_for_another_is_refused_with_its_reason(joined: Pair, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run(joined, "north", "line", "export", "south", str(out), "--from", "1")[0] == 0
    rows = out.read_text().splitlines()
    head = json.loads(rows[0])
    reply = joined.try_post("north", "/lines/south/courier", rows=rows)
    assert (reply.status, reply.refusal) == (400, "courier_party")
    reply = joined.try_post("south", "/lines/north/courier", rows=[json.dumps(head | {"exercise": False}), *rows[1:]])
    assert (reply.status, reply.refusal) == (400, "courier_exercise")


def test_stop_is_read_out_and_typed(joined: Pair, tmp_path: Path) -> None:
    cease = joined.post("north", "/ceases", to=["south"]).text("cease")
    joined.rest()
    code, form = run(joined, "north", "line", "read-out", "south", cease)
    assert code == 0 and form.startswith("stop: ")
    typed = tmp_path / "typed.txt"
    typed.write_text(form)
    code, told = run(joined, "south", "line", "take-down", "north", str(typed))
    assert code == 0 and cease in told
    assert len(joined.get("south", "/ceases").list()) == 1


def test_cease_is_resumed_over_a_line_that_is_down_by_what_both_read_out(joined: Pair, tmp_path: Path) -> None:
    cease = joined.post("north", "/ceases", to=["south"]).text("cease")
    joined.rest()
    joined.kill("south")
    waiting = joined.post("north", f"/ceases/{cease}/resume", "commander-1").text("pending")
    joined.post("north", f"/pending/{waiting}/release", "commander-2")
    code, form = run(joined, "north", "line", "read-out", "south")
    assert code == 0 and form.startswith("signed: RESUME ")
    joined.kill("north")
    joined.start("south")
    typed = tmp_path / "typed.txt"
    typed.write_text(form.replace("NORTH", "SOUTH", 1))
    assert run(joined, "south", "line", "take-down", "north", str(typed))[0] == 2
    typed.write_text(form.lower())
    code, told = run(joined, "south", "line", "take-down", "north", str(typed))
    assert code == 0 and "resume_agreed" in told
    [row] = joined.get("south", "/ceases").list()
    assert row.texts("resumed_by") == ("north",) and row.flag("stands")
