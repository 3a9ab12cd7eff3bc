"""Reading out and taking down: what the commands ask of a node, what they print, how they end."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tansiq.base.ids import Sha256
from tansiq.cli.main import main
from tansiq.coordination.statements import Element
from tansiq.wire.voice import write_parts
from tests.cli.stub import Stub, serve_stub

ITEM = "0b0f2f6e-3a52-4a53-9d6a-7d3c2b1a0f01"
REVISION = Sha256("a" * 64)
FORM = write_parts(REVISION, [Element("place", "363705100 375157200"), Element("count", "2")])


@pytest.fixture
def node() -> Iterator[Stub]:
    with serve_stub() as stub:
        stub.answer("GET /health", {"party": "south"})
        stub.answer(f"GET /items/{ITEM}", {"hash": REVISION})
        yield stub


def run(node: Stub, *arguments: str) -> int:
    return main([*arguments, "--node", node.url])


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def element(name: str, sent: str, heard: str | None) -> dict[str, object]:
    return {"name": name, "sent_text": sent, "read_back_text": heard, "same": sent == heard}


def test_the_form_to_read_out_is_printed(node: Stub, capsys: pytest.CaptureFixture[str]) -> None:
    node.answer(f"GET /items/{ITEM}/voice", {"revision": REVISION, "text": FORM})
    assert run(node, "voice", "show", ITEM) == 0
    assert capsys.readouterr().out.strip() == FORM


def test_what_was_typed_from_hearing_goes_out_as_our_readback(
    node: Stub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [element("place", "36.3705100 37.5157200", "36.3705100 37.5157200"), element("count", "2", "2")]
    others = {"party": "east", "by": "o", "elements": [element("count", "2", "3")]}
    ours = {"party": "south", "by": "o", "elements": rows}
    node.answer(f"POST /items/{ITEM}/readback", {"hash": REVISION, "readbacks": [others, ours]})
    type_in(monkeypatch, FORM.lower())
    assert run(node, "voice", "read-back", ITEM) == 0
    body = next(asked.body for asked in node.asked if asked.body and "voice" in asked.body)
    assert (body["revision"], body["voice"]) == (REVISION, FORM.lower())
    assert "DIFFERS" not in capsys.readouterr().out


def test_an_element_that_differs_is_shown_with_both_values_and_ends_with_one(
    node: Stub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    node.answer(f"POST /items/{ITEM}/voice", {"same": False, "elements": [element("level", "3000 m AMSL", "FL100")]})
    type_in(monkeypatch, FORM)
    assert run(node, "voice", "compare", ITEM) == 1
    out = capsys.readouterr().out
    assert all(part in out for part in ("level", "3000 m AMSL", "FL100", "DIFFERS"))


def test_a_misheard_word_is_named_and_nothing_is_sent(
    node: Stub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, FORM.replace("37.5157200", "37.5175200"))
    assert run(node, "voice", "read-back", ITEM) == 2
    assert not node.asked
    assert "word 2 of place" in capsys.readouterr().err


def test_any_lines_are_written_and_checked_without_a_node(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voice", "write", "message: Crews called, leaving", "to: south"]) == 0
    typed = tmp_path / "typed"
    typed.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["voice", "check", str(typed)]) == 0
    assert capsys.readouterr().out.splitlines() == ["message: CREWS CALLED, LEAVING", "to: SOUTH"]


@pytest.mark.parametrize("line", ["message", ": words", "message: "])
def test_a_line_without_name_or_words_is_bad_input(line: str) -> None:
    assert main(["voice", "write", line]) == 2


OWED = [
    {"kind": "resume_agreed", "chain": "urgent", "serial": 4, "text": "signed: RESUME x 4 y / z"},
    {"kind": "notify", "chain": "ordinary", "serial": 9, "text": None},
]


def test_what_is_not_receipted_is_printed_to_read_out_and_what_goes_by_file_is_named(
    node: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    node.answer("GET /lines/north/voice", OWED)
    assert run(node, "line", "read-out", "north") == 0
    printed = capsys.readouterr()
    assert printed.out.strip() == OWED[0]["text"]
    assert "notify (ordinary 9)" in printed.err


@pytest.mark.parametrize(
    ("outcome", "said", "code"),
    [("taken", "proved by its signature", 0), ("known", "Known already", 0), ("set_aside", "Set aside", 1)],
)
def test_what_came_of_a_signed_message_is_told(
    node: Stub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], outcome: str, said: str, code: int
) -> None:
    answer = {"kind": "doubt", "outcome": outcome, "chain": "ordinary", "serial": 5}
    node.answer("POST /lines/north/voice", answer)
    type_in(monkeypatch, "signed: WITHDRAW x 5 y / z\n\nsigned: CANNOT x 6 y / z\n")
    assert run(node, "line", "take-down", "north") == code
    assert capsys.readouterr().out.count(said) == 2
    assert [asked.body["text"].split()[1] for asked in node.asked if asked.body] == ["WITHDRAW", "CANNOT"]


def test_more_than_four_elements_are_read_out_in_parts() -> None:
    elements = [Element(name, "1") for name in ("a", "b", "c", "d", "e")]
    parts = write_parts(REVISION, elements).split("\n\n")
    assert [len(part.splitlines()) for part in parts] == [5, 2]
    assert all(part.startswith("revision: ") for part in parts)
