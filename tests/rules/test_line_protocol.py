"""The page of the line protocol says what the code does: payload types, fields, frames, kinds, limits, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from tansiq.ledger import bundle, envelope, frames, offer, rotation
from tansiq.ledger.envelope import URGENT_KINDS, Envelope, Precedence
from tansiq.ledger.frames import _KINDS as FRAMES
from tansiq.link import sending
from tansiq.link.pulse import MISSED_TO_DEGRADED, MISSED_TO_SILENT
from tansiq.node.lines.key_turns import EARLY_URGENT
from tansiq.wire.kinds import KINDS
from tests.rules.source import DOCS
from tools.kinds_page import PAGE, render_page

TEXT = (DOCS / "line-protocol.md").read_text(encoding="utf-8")
KIB = 1024


def rows_under(heading: str) -> Iterator[list[str]]:
    """The cells of every row of every table below a heading of the page, up to the next heading of its rank."""
    mark = heading.split(" ")[0]
    body = TEXT.split(f"\n{heading}\n", 1)[1].split(f"\n{mark} ", 1)[0]
    for line in body.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.lstrip().startswith("|") and not set(line) <= set("|- "):
            yield cells


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_payload_type_stands_there_with_its_longest_payload() -> None:
    told = {quoted(row[0])[0]: row[2] for row in rows_under("## Bytes") if quoted(row[0])}
    assert told == {
        envelope.PAYLOAD_TYPE: f"{envelope.MAX_ENVELOPE_BYTES // KIB} KiB",
        frames.FRAME_TYPE: f"{frames.MAX_FRAME_BYTES // KIB} KiB",
        offer.PAIRING_TYPE: f"{offer.MAX_OFFER_BYTES // KIB} KiB",
        rotation.ROTATION_TYPE: "",
        bundle.BUNDLE_TYPE: "4 KiB",
    }


def test_the_fields_of_an_envelope_are_those_of_the_code() -> None:
    rows = [row for row in rows_under("## Envelope") if quoted(row[0])]
    told = {name for row in rows for name in quoted(row[0])}
    coded = {"from" if name == "sender" else name for name in Envelope.__dataclass_fields__} | {"v"}
    assert told == coded
    optional = {name for row in rows if "left out" in row[1] for name in quoted(row[0])}
    assert optional == {"answer_by_ms", "in_reply_to", "releaser", "exercise"}
    assert f"1 to {envelope.MAX_RECIPIENTS} parties" in TEXT
    assert ", ".join(Precedence) in TEXT


def test_every_kind_stands_there_on_its_chain() -> None:
    said = TEXT.split("**Kinds.** Urgent:", 1)[1].split("The layout of", 1)[0]
    urgent, ordinary = said.split("Ordinary:")
    assert set(quoted(urgent)) == set(URGENT_KINDS)
    assert set(quoted(ordinary)) == set(KINDS) - URGENT_KINDS


def test_the_frames_and_their_fields_are_those_of_the_code() -> None:
    told: dict[str, set[str]] = {}
    frame = ""
    for row in rows_under("## Frames"):
        frame = quoted(row[0])[0] if quoted(row[0]) else frame
        if frame:
            told.setdefault(frame, set()).update(quoted(row[1]))
    assert told == {name: {field.name for field in msgspec.structs.fields(kind)} if issubclass(kind, msgspec.Struct)
                    else set(kind.__dataclass_fields__) for name, kind in FRAMES.items()}  # fmt: skip
    reasons = frames.RefusedReason.__args__  # type: ignore[attr-defined]
    assert all(f"`{reason}`" in TEXT for reason in reasons)


def test_the_fields_of_an_offer_are_those_of_the_code() -> None:
    told = {name for row in rows_under("## Pairing") for name in quoted(row[0])}
    assert told == {*offer.Offer.__dataclass_fields__, "v"}


def test_limits_and_times_are_those_of_the_code() -> None:
    assert f"at most {sending.BULK_UNSENT_BYTES // KIB} KiB wait unsent in a socket" in " ".join(TEXT.split())
    assert f"at most {sending.IN_FLIGHT_BYTES // KIB} KiB without a receipt" in " ".join(TEXT.split())
    assert f"lies {EARLY_URGENT} ahead" in TEXT
    assert (MISSED_TO_DEGRADED, MISSED_TO_SILENT) == (1.5, 3)
    assert "One and a half periods without a heartbeat are `degraded`, three are `silent`" in " ".join(TEXT.split())
    assert f"none further once {frames.OWN_ENTRIES_BYTES // KIB} KiB" in TEXT


def test_the_page_of_bodies_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_page(), "./run kinds-page"


def test_every_kind_has_its_layout_on_the_page_of_bodies() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name, kind in KINDS.items():
        section = text.split(f"## `{name}`\n", 1)[1].split("\n## ", 1)[0]
        assert "| field | type |" in section, name
        versions = [int(number) for number in re.findall(r"versions? ([\d, ]+)\n", section)[0].split(",")]
        assert versions == sorted(kind.layouts), name
