"""A short message that is signed, read out by voice and typed from hearing; the check words are those of `voice`.

What the hearer's node knows already is not read out; it makes the exact bytes again, and the signature says whether
they are the sender's. So a word that slips through its check words changes nothing: no signature goes with it.

    signed: WITHDRAW … 17 …
    way: NORTH … TO … SOUTH … / …
    name: 3F2A91BC … 77E0C1D2 … 4A5B6C7D … 8899AABB … / …
    at: 2030-05-01 … 12:00:00.250 … / …
    by: WATCH-1 … / …
    rank: IMMEDIATE … EN … / …
    item: 0B0F2F6E … / …
    revision: 5D41402A … / …
    seal: 16 words of eight digits / …
    before: 8 words of eight digits / …

| line | meaning |
|---|---|
| ``signed`` | CANNOT, WITHDRAW, READBACK or RESUME, and the serial on its chain |
| ``way`` | who says it, and to whom |
| ``name`` | the message's id |
| ``at`` | when it was said, UTC |
| ``by``, ``second`` | the officer, and the second person where there is one |
| ``rank`` | precedence, and the language of what was typed |
| ``until`` | by when an answer is due, where one is |
| ``reply`` | eight words: hash of the message that it answers, where it names one |
| ``item``, ``revision``, ``cease`` | the first eight digits of what the hearer has |
| ``reason``, ``knew`` | of CANNOT: why, and the highest serial of the hearer's that was processed |
| ``text``, ``tongue`` | of WITHDRAW: as typed, where anything was |
| an element's name | of READBACK: as it was read back |
| ``seal`` | the signature |
| ``before`` | hash of the message before it on the chain: read out only where the hearer's node asks for it |

A text is said in words where small letters, or capitals after the word CAPITALS, give it back exactly; else in DIGITS.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar, Final

from tansiq.base.ids import CeaseId, ItemId, LineId, MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination.agreement import READBACK_ELEMENTS
from tansiq.coordination.statements import (
    Answer,
    CannotReason,
    Doubt,
    Element,
    Readback,
    ResumeAgreed,
    Said,
    Verdict,
)
from tansiq.ledger.envelope import NO_PREVIOUS, Chain, Envelope, Precedence, Sealed, decode_envelope, encode_envelope
from tansiq.ledger.errors import Unsealable
from tansiq.wire.errors import BadBody
from tansiq.wire.exact import (
    HASH_DIGITS,
    read_digits,
    read_instant,
    read_text,
    read_uuid,
    say_digits,
    say_instant,
    say_text,
)
from tansiq.wire.kinds import decode, encode, get_kind, kind_of
from tansiq.wire.voice import BadVoice, NotSpeakable, VoiceIncomplete, VoiceLine, VoiceMistake, parse_voice, write_voice

_TO: Final = "TO"
_GROUP: Final = 8
_SEAL_DIGITS: Final = 128
_SPOKEN: Final[dict[str, type[Said]]] = {
    "CANNOT": Answer,
    "WITHDRAW": Doubt,
    "READBACK": Readback,
    "RESUME": ResumeAgreed,
}
"""What may be read out, and as what. A concur may not: without heartbeats it is never fresh, and lifts nothing."""


class VoiceUnproven(BadVoice):
    """The signature that was read out does not go with what was typed."""

    code: ClassVar[str] = "voice_unproven"
    remedy: ClassVar[str] = "Ask the speaker to read the whole form again; nothing was taken."


class NotKnownHere(BadVoice):
    """A message by voice names something that this node does not have, or needs what comes before it."""

    code: ClassVar[str] = "voice_not_known"
    remedy: ClassVar[str] = "Let what comes first be read out first, or ask for a courier file."


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearer:
    """What the hearer's node has, by which it fills in what is not read out."""

    line: LineId
    own: PartyId
    peer: PartyId
    exercise: bool
    items: Collection[str]
    revisions: Collection[str]
    ceases: Collection[str]
    find_hash: Callable[[Chain, int], Sha256 | None]
    """Of the peer's message at a place."""


def is_signed(text: str) -> bool:
    """Whether what was typed begins as a signed message does."""
    return text.lstrip().partition(":")[0].strip().lower() == "signed"


def write_aloud(sealed: Sealed) -> str:
    """The form to read out of a message of ours.

    Raises:
        NotSpeakable: it is of no kind that is read out, or too long for it.
    """
    envelope = decode_envelope(sealed.payload)
    said = decode(envelope.kind, envelope.kind_version, envelope.body)
    word = _word_of(said)
    if word is None or len(envelope.to) != 1 or envelope.lang != envelope.lang.lower():
        raise NotSpeakable(f"{envelope.kind} is not read out by voice: it goes by file", line="signed")
    lines = [
        VoiceLine("signed", f"{word} {envelope.serial}"),
        VoiceLine("way", f"{envelope.sender} {_TO} {envelope.to[0]}"),
        VoiceLine("name", say_digits(envelope.id.replace("-", ""))),
        VoiceLine("at", say_instant(envelope.sent_ms)),
        VoiceLine("by", say_text(envelope.author)),
        VoiceLine("rank", f"{envelope.precedence} {envelope.lang}"),
    ]
    if envelope.releaser is not None:
        lines.append(VoiceLine("second", say_text(envelope.releaser)))
    if envelope.answer_by_ms is not None:
        lines.append(VoiceLine("until", say_instant(envelope.answer_by_ms)))
    if envelope.in_reply_to is not None:
        lines.append(VoiceLine("reply", say_digits(envelope.in_reply_to)))
    lines += _say_body(said)
    lines.append(VoiceLine("seal", say_digits(sealed.signature.hex())))
    if envelope.serial > 1:
        lines.append(VoiceLine("before", say_digits(envelope.prev)))
    return write_voice(lines)


def parse_aloud(text: str, hearer: Hearer) -> Sealed:
    """The signed message as it was typed from hearing; its signature is not judged here.

    Raises:
        BadVoice: a word is mistaken, a line is missing, or the hearer lacks what it names.
    """
    lines = _Lines({line.name: line for line in parse_voice(text)})
    word, serial = _read_head(lines.take("signed"))
    _check_way(lines.take("way"), hearer)
    rank, lang = _two(lines.take("rank"), "a precedence and a language")
    if rank not in set(Precedence):
        raise VoiceMistake(f"{rank!r} is no precedence", line="rank", position=1, word=rank)
    before, releaser, until, reply = (lines.find(name) for name in ("before", "second", "until", "reply"))
    signature = bytes.fromhex(read_digits(lines.take("seal"), _SEAL_DIGITS))
    fields = (lines.take("name"), lines.take("at"), lines.take("by"))
    said = _read_body(word, lines, hearer)
    lines.check_empty()
    try:
        kind, version, body = encode(said)
        envelope = Envelope(
            line=hearer.line,
            chain=get_kind(kind_of(said)).chain,
            sender=hearer.peer,
            to=(hearer.own,),
            serial=serial,
            prev=_find_before(before, get_kind(kind_of(said)).chain, serial, hearer),
            id=MessageId(read_uuid(fields[0])),
            kind=kind,
            kind_version=version,
            precedence=Precedence(rank),
            sent_ms=read_instant(fields[1]),
            author=OfficerId(read_text(fields[2])),
            lang=lang.lower(),
            body=body,
            answer_by_ms=None if until is None else read_instant(until),
            in_reply_to=None if reply is None else Sha256(read_digits(reply, HASH_DIGITS)),
            releaser=None if releaser is None else OfficerId(read_text(releaser)),
            exercise=hearer.exercise,
        )
        return Sealed(encode_envelope(envelope), signature, "")
    except (Unsealable, BadBody) as error:
        raise VoiceUnproven(f"no message is made so: {error.message}", line="signed") from error


class _Lines:
    """Lines as typed, each taken once."""

    def __init__(self, lines: dict[str, VoiceLine]) -> None:
        self._lines = lines

    def take(self, name: str) -> VoiceLine:
        line = self.find(name)
        if line is None:
            raise VoiceIncomplete(f"the line {name} was not read", line=name)
        return line

    def find(self, name: str) -> VoiceLine | None:
        return self._lines.pop(name, None)

    def take_elements(self) -> tuple[Element, ...]:
        """In the order in which they were read."""
        names = [name for name in self._lines if name in READBACK_ELEMENTS]
        if not names:
            raise VoiceIncomplete("no element was read back", line="signed")
        return tuple(Element(name, read_text(self.take(name), element=name)) for name in names)

    def check_empty(self) -> None:
        for name in self._lines:
            raise VoiceIncomplete(f"the line {name} belongs to no such message", line=name)


def _word_of(said: Said) -> str | None:
    if isinstance(said, Answer) and said.verdict is not Verdict.CANNOT:
        return None
    if isinstance(said, Readback) and any(element.name not in READBACK_ELEMENTS for element in said.elements):
        return None
    return next((word for word, statement in _SPOKEN.items() if isinstance(said, statement)), None)


def _say_body(said: Said) -> list[VoiceLine]:
    match said:
        case Answer():
            reason = [] if said.reason is None else [VoiceLine("reason", said.reason.value.replace("_", "-"))]
            return [_short("revision", said.revision), *reason, VoiceLine("knew", str(said.knew_yours))]
        case Doubt():
            revision = [] if said.revision is None else [_short("revision", said.revision)]
            text = [VoiceLine("text", say_text(said.text))] if said.text else []
            tongue = [] if said.text_lang == "en" else [VoiceLine("tongue", say_text(said.text_lang))]
            return [_short("item", said.item), *revision, *text, *tongue]
        case Readback():
            elements = [VoiceLine(each.name, say_text(each.value, element=each.name)) for each in said.elements]
            return [_short("revision", said.revision), *elements]
        case ResumeAgreed():
            return [_short("cease", said.cease)]
    raise AssertionError(said)


def _read_body(word: str, lines: _Lines, hearer: Hearer) -> Said:
    if word == "RESUME":
        return ResumeAgreed(CeaseId(_find(lines.take("cease"), hearer.ceases)))
    if word == "WITHDRAW":
        item, revision = lines.take("item"), lines.find("revision")
        text, tongue = lines.find("text"), lines.find("tongue")
        return Doubt(
            ItemId(_find(item, hearer.items)),
            None if revision is None else Sha256(_find(revision, hearer.revisions)),
            "" if text is None else read_text(text),
            "en" if tongue is None else read_text(tongue),
        )
    about = Sha256(_find(lines.take("revision"), hearer.revisions))
    if word == "READBACK":
        return Readback(about, lines.take_elements())
    reason = lines.find("reason")
    return Answer(
        about, Verdict.CANNOT, _read_number(lines.take("knew"), 1), None if reason is None else _read_reason(reason)
    )


def _read_head(line: VoiceLine) -> tuple[str, int]:
    word, _ = _two(line, "a word and a serial")
    if word not in _SPOKEN:
        raise VoiceMistake(f"{word!r} is none of {', '.join(_SPOKEN)}", line=line.name, position=1, word=word)
    return word, _read_number(line, 2)


def _read_number(line: VoiceLine, position: int) -> int:
    word = line.text.split()[position - 1]
    if not word.isascii() or not word.isdigit() or len(word) > 15:
        raise VoiceMistake(f"{word!r} is no number", line=line.name, position=position, word=word)
    return int(word)


def _read_reason(line: VoiceLine) -> CannotReason:
    try:
        return CannotReason(line.text.lower().replace("-", "_"))
    except ValueError:
        raise VoiceMistake(f"{line.text!r} is no reason", line=line.name, position=1, word=line.text) from None


def _check_way(line: VoiceLine, hearer: Hearer) -> None:
    if line.text.lower() != f"{hearer.peer} {_TO} {hearer.own}".lower():
        raise NotKnownHere(f"this is said {line.text[:80].lower()}; here {hearer.own} hears {hearer.peer}", line="way")


def _two(line: VoiceLine, want: str) -> tuple[str, str]:
    words = line.text.split()
    if len(words) != 2:
        raise VoiceIncomplete(f"the line {line.name} has {want}", line=line.name)
    return words[0], words[1]


def _short(name: str, id_: str) -> VoiceLine:
    return VoiceLine(name, id_[:_GROUP])


def _find(line: VoiceLine, known: Collection[str]) -> str:
    digits = line.text.lower()
    found = [id_ for id_ in known if len(digits) == _GROUP and id_.startswith(digits)]
    if len(found) == 1:
        return found[0]
    fault = "two of these are known here" if found else "none of these is known here"
    raise NotKnownHere(f"{line.name} {digits[:40]}: {fault}", line=line.name, position=1, word=line.text)


def _find_before(line: VoiceLine | None, chain: Chain, serial: int, hearer: Hearer) -> Sha256:
    if serial <= 1:
        return NO_PREVIOUS
    if line is not None:
        return Sha256(read_digits(line, HASH_DIGITS))
    found = hearer.find_hash(chain, serial - 1)
    if found is None:
        raise NotKnownHere(f"{chain} {serial - 1} is not here: the line before is needed too", line="before")
    return found
