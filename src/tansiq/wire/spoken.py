"""A stop that is read out by voice and typed from hearing; the check words are those of `voice`.

    stop: 3F2A91BC … 77E0C1D2 … 4A5B6C7D … 8899AABB … / …
    way: NORTH … TO … SOUTH … / …
    at: 2030-05-01 … 12:00:00 … / …
    items: ALL … / …

| line | meaning |
|---|---|
| ``stop`` | the cease's id in four words of eight digits: by it both ends resume, and the signed one is known again |
| ``way`` | who stops, and whom |
| ``at`` | when it was decided, UTC |
| ``items`` | four words an item, or ALL: everything that the two parties share |
| ``text`` | as typed, left out where it is empty or cannot be read out |
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tansiq.base.clock import parse_instant, write_instant
from tansiq.base.errors import BadRequest
from tansiq.base.ids import CeaseId, ItemId, PartyId
from tansiq.coordination.statements import Cease
from tansiq.wire.voice import NotSpeakable, VoiceIncomplete, VoiceLine, VoiceMistake, parse_voice, write_voice

_ALL: Final = "ALL"
_TO: Final = "TO"
_WORDS_AN_ID: Final = 4
_LINES: Final = ("stop", "way", "at", "items")
_GROUP: Final = re.compile(r"[0-9A-F]{8}")


@dataclass(frozen=True, slots=True)
class SpokenCease:
    """What was read out."""

    cease: CeaseId
    sender: PartyId
    to: PartyId
    at_ms: int
    items: tuple[ItemId, ...]
    """Empty: everything that the two parties share."""
    text: str = ""


def write_spoken(said: Cease, *, sender: PartyId, to: PartyId, at_ms: int) -> str:
    """The form to read out."""
    lines = [
        VoiceLine("stop", " ".join(_groups(said.cease))),
        VoiceLine("way", f"{sender} {_TO} {to}"),
        VoiceLine("at", write_instant(at_ms // 1000 * 1000).replace("T", " ").removesuffix("Z")),
        VoiceLine("items", " ".join(word for item in said.items for word in _groups(item)) or _ALL),
    ]
    whole = write_voice(lines)
    if not said.text.strip():
        return whole
    try:
        return whole + "\n" + write_voice([VoiceLine("text", said.text)])
    except NotSpeakable:
        return whole


def parse_spoken(text: str) -> SpokenCease:
    """A stop as typed from hearing.

    Raises:
        BadVoice: a word is mistaken or a line is missing, naming which.
    """
    lines = {line.name: line for line in parse_voice(text)}
    for name in _LINES:
        if name not in lines:
            raise VoiceIncomplete(f"the line {name} was not read", line=name)
    way = lines["way"].text.split()
    if len(way) != 3 or way[1] != _TO:
        raise VoiceIncomplete("the line way names two parties with TO between them", line="way")
    ids = _ids(lines["stop"])
    if len(ids) != 1:
        raise VoiceIncomplete("the line stop has four words of eight digits", line="stop")
    items = () if lines["items"].text == _ALL else tuple(_ids(lines["items"]))
    try:
        at_ms = parse_instant(lines["at"].text.replace(" ", "T") + "Z", where="voice.at")
    except BadRequest as error:
        raise VoiceIncomplete("the line at has a date and a time", line="at") from error
    return SpokenCease(
        CeaseId(ids[0]),
        PartyId(way[0].lower()),
        PartyId(way[2].lower()),
        at_ms,
        tuple(ItemId(item) for item in items),
        lines["text"].text if "text" in lines else "",
    )


def _groups(id_: str) -> Iterable[str]:
    digits = id_.replace("-", "").upper()
    return (digits[at : at + 8] for at in range(0, 32, 8))


def _ids(line: VoiceLine) -> list[str]:
    words = line.text.split()
    if not words or len(words) % _WORDS_AN_ID:
        raise VoiceIncomplete(f"the line {line.name} has four words for each id", line=line.name)
    for position, word in enumerate(words, start=1):
        if not _GROUP.fullmatch(word):
            raise VoiceMistake(f"{word!r} is not eight digits of 0-9 and A-F", line=line.name, position=position)
    return [str(uuid.UUID("".join(words[at : at + _WORDS_AN_ID]))) for at in range(0, len(words), _WORDS_AN_ID)]
