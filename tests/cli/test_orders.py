"""Commands to a running node: what they ask of it, what they print, how they end."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tansiq.cli.main import main
from tests.cli.stub import Stub, serve_stub

ITEM = "0b0f2f6e-3a52-4a53-9d6a-7d3c2b1a0f01"


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


def test_cease_needs_nothing_but_the_word(node: Stub, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    node.answer("POST /ceases", {"cease": "c1", "suspended": [1, 2], "told": ["south", "east"]})
    assert run(node, token, "cease") == 0
    asked = node.asked[0]
    assert uuid.UUID(asked.body.pop("id")).version == 4
    assert asked.body == {"items": [], "text": "", "lang": "en", "to": []}
    assert asked.token == "Bearer a-token"
    out = capsys.readouterr().out
    assert "south, east" in out
    assert "2" in out


def test_cease_says_which_own_flights_are_inside(node: Stub, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    node.answer("POST /ceases", {"cease": "c1", "suspended": [1], "told": ["south"]})
    node.answer("GET /ceases/c1/inside", {"flights": [], "text": "Survey 1: inside; out in 12 min"})
    assert run(node, token, "cease") == 0
    assert "out in 12 min" in capsys.readouterr().out


def test_own_flights_inside_an_item_or_a_cease_are_shown_by_either_id(
    node: Stub, token: str, capsys: pytest.CaptureFixture[str]
) -> None:
    node.answer("GET /ceases/c1/inside", {"flights": [], "text": "of the cease"})
    node.answer(f"GET /ceases/{ITEM}/inside", {"error": {"code": "unknown", "message": "no cease"}}, 404)
    node.answer(f"GET /items/{ITEM}/inside", {"flights": [], "text": "of the item"})
    for subject, text in (("c1", "of the cease"), (ITEM, "of the item")):
        assert run(node, token, "inside", subject) == 0
        assert text in capsys.readouterr().out


def test_cease_may_name_items_and_parties(node: Stub, token: str) -> None:
    node.answer("POST /ceases", {"cease": "c1"})
    assert run(node, token, "cease", ITEM, "--to", "south", "--to", "east", "--text", "stop", "--lang", "ru") == 0
    body = node.asked[0].body
    assert (body["items"], body["to"], body["text"], body["lang"]) == ([ITEM], ["south", "east"], "stop", "ru")


def test_a_refusal_prints_message_where_and_advice_and_ends_with_one(
    node: Stub, token: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fault = {"code": "conflict", "message": "it meets a site", "where": "item", "advice": "Answer cannot."}
    node.answer(f"POST /items/{ITEM}/answer", {"error": fault}, 409)
    assert run(node, token, "answer", ITEM, "concur", "--revision", "a" * 64) == 1
    err = capsys.readouterr().err
    assert "error: it meets a site (conflict)" in err
    assert "where: item" in err
    assert "advice: Answer cannot." in err
    assert "Traceback" not in err


def test_a_bad_request_ends_with_two(node: Stub, token: str) -> None:
    node.answer("POST /ceases/x/take", {"error": {"code": "bad_id", "message": "no", "advice": "mend"}}, 400)
    assert run(node, token, "take", "x") == 2


def test_submit_sends_the_file_and_shows_what_holds(
    node: Stub, token: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    body = {"item": {"kind": "activity"}, "datum": "WGS84"}
    (tmp_path / "item.json").write_text(json.dumps(body))
    hold = {"code": "no_answer", "what": "south has not answered", "lifts": "its concur"}
    node.answer("POST /items", {"item": ITEM, "state": "submitted", "concerned": ["south"], "holds": [hold]})
    assert run(node, token, "submit", str(tmp_path / "item.json")) == 0
    assert {name: node.asked[0].body[name] for name in body} == body
    assert "south has not answered" in capsys.readouterr().out


def test_a_file_that_is_no_json_is_bad_input(
    node: Stub, token: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "item.json").write_text("[]")
    assert run(node, token, "submit", str(tmp_path / "item.json")) == 2
    assert run(node, token, "submit", str(tmp_path / "missing.json")) == 2
    assert node.asked == []
    assert "item.json" in capsys.readouterr().err


def test_programs_get_the_answer_as_it_came(node: Stub, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    node.answer("POST /ceases/c1/resume", {"pending": "p1", "what": "resume"}, 202)
    assert run(node, token, "resume", "c1", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"pending": "p1", "what": "resume"}


def test_a_second_person_is_named_as_the_next_step(node: Stub, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    node.answer("POST /ceases/c1/resume", {"pending": "p1", "what": "resume"}, 202)
    assert run(node, token, "resume", "c1") == 0
    assert "tansiq release p1" in capsys.readouterr().out
    node.answer("POST /pending/p1/release", {"resumed": True})
    assert run(node, token, "release", "p1") == 0


def test_sign_in_keeps_the_token_for_its_owner_only(
    node: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session = {"token": "t1", "officer": "anna", "role": "watch", "party": "north", "must_change": True}
    node.answer("POST /session", session)
    node.answer("POST /session/secret", {"done": True})
    monkeypatch.setattr("sys.stdin", io.StringIO("one-time\nmy own secret\n"))
    path = tmp_path / "t"
    assert run(node, str(path), "sign-in", "anna") == 0
    assert path.read_text() == "t1\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert node.asked[0].token == ""
    assert (node.asked[1].token, node.asked[1].body["old"]) == ("Bearer t1", "one-time")
    said = capsys.readouterr()
    assert "one-time" not in said.out + said.err


def test_line_status_ends_with_one_when_a_line_is_not_up(
    node: Stub, token: str, capsys: pytest.CaptureFixture[str]
) -> None:
    node.answer("GET /lines", [{"peer": "south", "name": "South", "state": "up", "offset_ms": -1200}])
    node.answer("GET /lines", [{"peer": "south", "state": "silent"}])
    assert run(node, token, "line", "status") == 0
    assert "-1.2 s" in capsys.readouterr().out
    assert run(node, token, "line", "status") == 1


def test_a_hearer_pairs_by_typing_the_phrase(
    node: Stub, token: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    node.answer("POST /lines/pairings", {"pairing": "p", "commitment": "c" * 64})
    node.answer("POST /lines/pairings/p/commitment", {"offer": "our offer"})
    node.answer("POST /lines/pairings/p/offer", {"role": "hearer", "peer": "south", "peer_name": "South"})
    node.answer("POST /lines/pairings/p/phrase", {"matched": False, "tries_left": 2})
    node.answer("POST /lines/pairings/p/phrase", {"matched": True, "tries_left": 2})
    node.answer("POST /lines/pairings/p/confirm", {"pending": "q", "what": "pair"}, 202)
    monkeypatch.setattr("sys.stdin", io.StringIO("d\ntheir offer\nwrong words\none two, three\n"))
    assert run(node, token, "line", "pair", "--address", "127.0.0.1:4801") == 0
    sent = [asked.body for asked in node.asked]
    assert sent[0]["addresses"] == ["127.0.0.1:4801"]
    assert (sent[1]["commitment"], sent[2]["offer"]) == ("d", "their offer")
    assert sent[4]["phrase"] == ["one", "two", "three"]
    assert "tansiq release q" in capsys.readouterr().out


def test_a_reader_who_hears_no_match_does_not_confirm(node: Stub, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    node.answer("POST /lines/pairings", {"pairing": "p", "commitment": "c" * 64})
    node.answer("POST /lines/pairings/p/commitment", {"offer": "our offer"})
    revealed = {"role": "reader", "peer": "south", "peer_name": "South", "phrase": ["word"] * 8}
    node.answer("POST /lines/pairings/p/offer", revealed)
    monkeypatch.setattr("sys.stdin", io.StringIO("d\ntheir offer\nno\n"))
    assert run(node, token, "line", "pair") == 1
    assert not any(asked.path.endswith("/confirm") for asked in node.asked)


def test_picture_check_ends_with_one_where_the_pictures_differ(
    node: Stub, token: str, capsys: pytest.CaptureFixture[str]
) -> None:
    node.answer("GET /picture/check", {"equal": False, "first_difference": {"table": "items", "key": "k"}})
    assert run(node, token, "picture", "check") == 1
    assert "items k" in capsys.readouterr().out


def test_no_node_at_the_address_is_said_so(capsys: pytest.CaptureFixture[str], token: str) -> None:
    assert main(["pending", "--node", "http://127.0.0.1:1", "--token-file", token]) == 1
    assert "--node" in capsys.readouterr().err


def test_what_is_no_node_is_said_so(node: Stub, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    node.answer("GET /pending", b"<html>")
    assert run(node, token, "pending") == 1
    assert "no node" in capsys.readouterr().err


def test_a_missing_token_says_to_sign_in(node: Stub, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(node, str(tmp_path / "none"), "pending") == 2
    assert "sign-in" in capsys.readouterr().err


def test_text_from_a_node_is_never_taken_as_markup(node: Stub, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    node.answer("GET /pending", [{"pending": "p", "what": "[red]x[/red]", "by": "anna"}])
    assert run(node, token, "pending") == 0
    assert "[red]x[/red]" in capsys.readouterr().out


PAST = "known_at=2017-02-08T20%3A11%3A00Z&lang=ru"
THEN = {
    "known_at": "2017-02-08T20:11:00Z", "number": 41, "agreements": [],
    "items": [{"owner": "north", "kind": "activity", "name": "Survey", "revision": 3, "state": "held",
               "holds": [{"what": "No answer yet", "whose": "South"}]}],
    "ceases": [{"by": "south", "at": "2017-02-08T20:10:00Z", "stands": True}],
    "alerts": [{"at": "2017-02-08T20:09:00Z", "text": "Conflict", "taken": "watch-1"}],
}  # fmt: skip


def test_replay_shows_what_was_known_then(node: Stub, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    entry = {"number": 41, "at": "2017-02-08T20:10:59Z", "author": "watch-1", "kind": "answer", "text": "Concurs"}
    node.answer(f"GET /picture?{PAST}", THEN)
    node.answer(f"GET /record?{PAST}&limit=5", {"entries": [entry], "last": 41, "earlier": 41})
    assert run(node, token, "replay", "2017-02-08T20:11:00Z", "--last", "5", "--lang", "ru") == 0
    shown = capsys.readouterr().out
    assert "As known at 2017-02-08T20:11:00Z: 41 entries" in shown
    for part in ("Survey", "held", "No answer yet", "cease by south", "taken by watch-1", "answer: Concurs"):
        assert part in shown


def test_replay_gives_programs_both_answers(node: Stub, token: str, capsys: pytest.CaptureFixture[str]) -> None:
    node.answer(f"GET /picture?{PAST}", THEN)
    node.answer(f"GET /record?{PAST}&limit=20", {"entries": [], "last": 41, "earlier": None})
    assert run(node, token, "replay", "2017-02-08T20:11:00Z", "--lang", "ru", "--json") == 0
    assert json.loads(capsys.readouterr().out)["picture"] == THEN
