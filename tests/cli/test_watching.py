"""Commands of the officer on watch: what they ask of a node, what they print, how they end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tansiq.cli.main import main
from tests.cli.stub import Stub, serve_stub

ITEM = "0b0f2f6e-3a52-4a53-9d6a-7d3c2b1a0f01"
AT = "2017-02-08T20:11:00Z"


@pytest.fixture
def node() -> Iterator[Stub]:
    with serve_stub() as stub:
        yield stub


@pytest.fixture
def token(tmp_path: Path) -> str:
    path = tmp_path / "token"
    path.write_text("a-token\n")
    return str(path)


def run(node: Stub, token: str, *arguments: str) -> int:
    return main([*arguments, "--node", node.url, "--token-file", token])


def test_distress_by_telephone_is_sent_in_the_callers_words(node: Stub, token: str) -> None:
    node.answer("POST /distresses", {"cease": "d1", "told": ["south"]})
    told = ("--text", "a bus", "--place", "5 km east", "--caller", "clinic", "--number", "+90")
    assert run(node, token, "distress", *told) == 0
    body = node.asked[0].body
    assert (body["text"], body["place"], body["caller"], body["number"]) == ("a bus", "5 km east", "clinic", "+90")


def test_reach_names_first_whom_it_has_not_reached_and_ends_with_one(
    node: Stub, token: str, capsys: pytest.CaptureFixture[str]
) -> None:
    unit = {"unit": "crew-1", "name": "Crew 1", "lowest": "read"}
    missed = {"party": "south", "unit": "crew-1", "name": "Crew 1", "item": ITEM}
    answer = {"item": ITEM, "needed": "loaded", "parties": [{"party": "south", "receipt": True, "units": [unit]}],
              "not_reached": [missed]}  # fmt: skip
    node.answer(f"GET /items/{ITEM}/reach", answer)
    assert run(node, token, "reach", ITEM) == 1
    out = capsys.readouterr().out
    assert out.startswith("NOT REACHED")
    assert "on disk (machine)" in out


def test_reach_of_all_ends_with_zero(node: Stub, token: str) -> None:
    node.answer(f"GET /items/{ITEM}/reach", {"item": ITEM, "needed": "loaded", "parties": [], "not_reached": []})
    assert run(node, token, "reach", ITEM) == 0


def test_units_are_read_from_a_file(node: Stub, token: str, tmp_path: Path) -> None:
    file = tmp_path / "units.json"
    file.write_text(json.dumps({"units": [{"unit": "wing", "name": "Wing"}], "to": ["south"]}))
    node.answer("POST /units", [{"party": "north", "units": [{"unit": "wing", "name": "Wing"}]}])
    assert run(node, token, "units", str(file)) == 0
    assert node.asked[0].body["to"] == ["south"]
    assert run(node, token, "units", str(tmp_path / "nothing.json")) == 2


def test_duties_say_what_is_overdue_and_who_has_it(node: Stub, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    duty = {"subject": ITEM, "text": "answer – South", "due": AT, "overdue": True, "taken": None}
    node.answer("GET /duties", [duty])
    assert run(node, token, "duties") == 0
    out = capsys.readouterr().out
    assert "OVERDUE" in out
    assert "nobody has it" in out


def test_handover_prints_what_the_other_officer_types(
    node: Stub, token: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = {"handover": "h1", "by": "aydin", "at": AT, "hash": "a" * 64, "open": [{"text": "answer", "subject": ITEM}]}
    node.answer("POST /handovers", made)
    assert run(node, token, "hand-over") == 0
    assert f"tansiq accept h1 --hash {'a' * 64}" in capsys.readouterr().out
    node.answer("POST /handovers/h1/accept", made | {"accepted": "volkov"})
    assert run(node, token, "accept", "h1", "--hash", "a" * 64) == 0


def test_calls_that_failed_end_with_one(node: Stub, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    call = {"way": "mail", "to": "w@b", "step": "escalate", "delivered": False, "proof": "550 no", "at": AT}
    node.answer("GET /notifiers", {"ways": [], "calls": [call]})
    assert run(node, token, "notify") == 1
    assert "NOT DELIVERED (550 no)" in capsys.readouterr().out


def test_report_on_a_cease_has_both_times(node: Stub, token: str) -> None:
    node.answer("POST /ceases/c1/executed", {"cease": "c1"})
    assert run(node, token, "executed", "c1", "--taken", AT, "--executed", "2017-02-08T20:16:00Z") == 0
    body = node.asked[0].body
    assert (body["taken"], body["executed"]) == (AT, "2017-02-08T20:16:00Z")
