"""Commands on the log of a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tansiq.base.ids import PartyId, Sha256
from tansiq.cli.main import main
from tansiq.ledger.envelope import Chain, encode_body
from tansiq.ledger.export import Direction, LogEntry, LogHead, write_log
from tansiq.ledger.offer import line_of_offers
from tests.ledger.builders import AMMAN, AMMAN_KEY, HMEIMIM, HMEIMIM_KEY, Writer

OFFERS = (Sha256("a" * 64), Sha256("b" * 64))
LINE = line_of_offers(*OFFERS)
KEYS = {AMMAN: AMMAN_KEY.public, HMEIMIM: HMEIMIM_KEY.public}


@pytest.fixture
def ends(tmp_path: Path) -> tuple[Path, Path]:
    writer = Writer()
    pairing = {"reason": "pairing", "line_key": AMMAN_KEY.public.raw.hex(), "epoch": 1, "offers": list(OFFERS)}
    sealed = [
        writer.write("key_change", line=LINE, body=encode_body(pairing)),
        writer.write("note", line=LINE),
        writer.write("note", line=LINE),
    ]
    places: list[tuple[PartyId, Direction, str]] = [(AMMAN, "out", "a"), (HMEIMIM, "in", "b")]
    for party, direction, name in places:
        entries = [LogEntry(direction, Chain.ORDINARY, i, each.raw()) for i, each in enumerate(sealed, start=1)]
        head = LogHead(LINE, party, HMEIMIM if party == AMMAN else AMMAN, KEYS)
        (tmp_path / name).write_bytes(b"".join(write_log(head, entries, [])))
    return tmp_path / "a", tmp_path / "b"


def change_one_byte(path: Path) -> None:
    """Changes one character of the last envelope's signed bytes."""
    content = bytearray(path.read_bytes())
    at = content.rindex(b'payload\\":\\"') + 60
    content[at] = ord("A") if content[at] != ord("A") else ord("B")
    path.write_bytes(content)


def test_two_ends_are_proved_identical(ends: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "compare", *map(str, ends)]) == 0
    assert "identical" in capsys.readouterr().out
    assert main(["log", "verify", *map(str, ends)]) == 0


def test_one_changed_byte_is_shown_with_chain_serial_and_offset(
    ends: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    change_one_byte(ends[1])
    assert main(["log", "compare", *map(str, ends)]) == 1
    out = capsys.readouterr().out
    assert "FIRST DIFFERENCE: ordinary 3" in out
    assert out.count("sent:") == out.count("received:") == 1
    assert main(["log", "compare", *map(str, ends), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    difference = found["difference"]
    assert (found["identical"], found["proved"], difference["serial"]) == (False, False, 3)
    assert difference["sent"][difference["byte"]] != difference["received"][difference["byte"]]
    assert difference["sent"][: difference["byte"]] == difference["received"][: difference["byte"]]


def test_verify_names_what_is_wrong(ends: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    change_one_byte(ends[0])
    assert main(["log", "verify", str(ends[0])]) == 1
    assert "out ordinary 3" in capsys.readouterr().out


def test_the_same_change_at_both_ends_is_not_called_proved(
    ends: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for end in ends:
        change_one_byte(end)
    assert main(["log", "compare", *map(str, ends)]) == 1
    assert "does not prove itself" in capsys.readouterr().out


def test_a_log_is_shown_in_order(ends: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "show", str(ends[0]), "--json"]) == 0
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["kind"], row["serial"]) for row in shown] == [("key_change", 1), ("note", 2), ("note", 3)]
    assert main(["log", "show", str(ends[0])]) == 0


def test_files_that_are_no_logs_are_bad_input(
    ends: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "c").write_text("hello")
    assert main(["log", "verify", str(tmp_path / "c")]) == 2
    assert main(["log", "verify", str(tmp_path / "missing")]) == 2
    assert main(["log", "compare", str(ends[0]), str(ends[0])]) == 2
    assert main(["log", "verify"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_key_known_from_elsewhere_is_compared(ends: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "verify", str(ends[0]), "--key", f"amman={AMMAN_KEY.public.key_id}"]) == 0
    assert main(["log", "verify", str(ends[0]), "--key", f"amman={HMEIMIM_KEY.public.key_id}"]) == 1
    assert f"not with {HMEIMIM_KEY.public.key_id}" in capsys.readouterr().out
    assert main(["log", "verify", str(ends[0]), "--key", "amman"]) == 2


def test_keys_that_the_pairing_does_not_name_are_found(
    ends: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    other = line_of_offers(*reversed(OFFERS))
    for change in ((AMMAN_KEY.public.raw.hex(), HMEIMIM_KEY.public.raw.hex()), (LINE, other)):
        (ends[0]).write_text(ends[0].read_text().replace(*change))
        assert main(["log", "verify", str(ends[0])]) == 1
        assert "the " in capsys.readouterr().out
