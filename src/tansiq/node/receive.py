"""Take a peer's message into the record, with everything that follows from it, or set it aside and say so.

What comes here has passed the gatekeeper: it is the peer's and has its place on the chain. Its body is judged now.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from tansiq.airspace.item import MAX_TEXT, Item
from tansiq.base.errors import BadRequest
from tansiq.base.ids import CeaseId, MessageId, PartyId, Sha256
from tansiq.coordination.entry import Entry, Sent
from tansiq.coordination.noted import LocalAct, LocalCease, LocalSetAside
from tansiq.coordination.picture import Picture
from tansiq.coordination.statements import (
    AgreementAct,
    Amend,
    Cancel,
    Cease,
    CeaseCause,
    Correctable,
    Correction,
    Held,
    Note,
    Notify,
    Protest,
    Query,
    Rejected,
    Release,
    Reply,
    Said,
    SheetAct,
    StatusReport,
)
from tansiq.ledger.canonical import digest
from tansiq.ledger.envelope import Chain, Envelope, Sealed
from tansiq.ledger.terms import Term
from tansiq.ledger.verdicts import SetAside
from tansiq.node.keeping.rows import OUTBOX, sent_of
from tansiq.node.kernel import MACHINE_AUTHOR, Desk
from tansiq.node.lines.line_keys import LineKeys, to_setting
from tansiq.node.lines.peer_rotation import judge_rotation
from tansiq.node.lines.seat import Seat
from tansiq.node.orders.agreements import hash_terms
from tansiq.node.orders.sheets import hash_sheet
from tansiq.store.contract import SET_ASIDE_KEPT_BYTES, EnvelopeRow, SetAsideRow, SignedRow
from tansiq.wire.kinds import decode
from tansiq.wire.values import encode_value
from tansiq.words.stop_words import asks_to_stop


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message that the gatekeeper accepted."""

    seat: Seat
    sealed: Sealed
    envelope: Envelope


def take_in(desk: Desk, incoming: Incoming) -> LineKeys | None:
    """Put an accepted message into the record and the picture; gives the line's keys where it changes the peer's.

    1. Read the body; what cannot be read is set aside, and a cease that cannot be read still stops.
    2. Judge that its sender may say it; what it may not say, a key that did not prove itself too, is set aside.
    3. Keep envelope and entry together, and with them the peer's new key.
    4. Look into prose for a word to stop, and into nothing else (the one exception to not reading it).
    """
    envelope = incoming.envelope
    try:
        # 1
        statement = decode(envelope.kind, envelope.kind_version, envelope.body)
        # 2
        check_sender(desk.picture, envelope.sender, statement)
        term = judge_rotation(incoming.seat.keys.peer, envelope, statement)
    except BadRequest as error:
        _set_aside_accepted(desk, incoming, error)
        return None
    # 3
    entry = desk.receive(_entry(desk, incoming, statement))
    desk.extras.envelopes.append(_row(incoming, entry.number))
    desk.extras.is_urgent |= envelope.chain is Chain.URGENT
    keys = None if term is None else _take_key(desk, incoming.seat, term)
    # 4
    prose = _prose_of(statement)
    if prose is not None and asks_to_stop(prose.text) is not None:
        stop_all_shared(desk, envelope.sender, CeaseCause.PROSE, incoming.sealed.hash,
                        text=prose.text, lang=prose.text_lang)  # fmt: skip
    return keys


def _prose_of(statement: Said) -> Note | Query | Reply | None:
    """What one person writes to another; accounts of what is over are not searched."""
    said = statement.replacing if isinstance(statement, Correction) else statement
    return said if isinstance(said, Note | Query | Reply) else None


def _take_key(desk: Desk, seat: Seat, term: Term) -> LineKeys:
    keys = replace(seat.keys, peer=(*seat.keys.peer, term), is_peer_settled=False)
    desk.extras.meta.update(to_setting(seat.line, keys))
    desk.note(LocalAct("peer_key_changed", (("peer", seat.peer), ("key", term.key.key_id))), author=MACHINE_AUTHOR)
    return keys


def check_sender(picture: Picture, sender: PartyId, statement: Said) -> None:
    """Raise where a party says what is another's to say, or names a hash that is not that of what it sends."""
    match statement:
        case Notify(item=item) | Amend(item=item):
            if item.owner != sender:
                raise NotTheirs(f"{sender} tells of an item of {item.owner}", where="item.owner")
            _check_owner(picture, sender, item.id)
            _check_kind(picture, item)
        case Cancel(item=id_) | Release(item=id_) | StatusReport(item=id_) | Held(item=id_):
            _check_owner(picture, sender, id_)
        case Correction(message=id_, replacing=new):
            _check_correction(picture, sender, id_, new)
        case AgreementAct(terms=terms, hash=hash_) if terms is not None:
            if hash_ != hash_terms(terms):
                raise HashDiffers("the hash is not that of the terms", where="hash")
            if not {sender, picture.own} <= set(terms.parties):
                raise NotTheirs("an agreement is offered by one of its parties to another", where="terms.parties")
        case SheetAct(content=content, hash=hash_) if content is not None:
            if hash_ != hash_sheet(content):
                raise HashDiffers("the hash is not that of the sheet", where="hash")


_PROSE_KINDS = frozenset({"note", "query", "reply", "correction"})
_NOT_READ = frozenset({"malformed", "too_large"})
"""Refused before the signature was looked at: its sender, known by the connection, is told why all the same."""


class NotTheirs(BadRequest):
    """A party says what only another may say."""

    code = "not_theirs"


class KindDiffers(BadRequest):
    """A later revision is not of the same kind of item."""

    code = "kind_differs"


class HashDiffers(BadRequest):
    """What is to be signed is not what its hash says."""

    code = "hash_differs"


def _check_owner(picture: Picture, sender: PartyId, id_: str) -> None:
    state = picture.items.get(id_)
    if state is not None and state.owner != sender:
        raise NotTheirs(f"item {id_} is {state.owner}'s", where="item")


def _check_correction(picture: Picture, sender: PartyId, id_: MessageId, new: Correctable) -> None:
    """Only what the sender said itself, and only by the same kind; what has no row here is judged by who reads it."""
    for rows, form in ((picture.queries, Query), (picture.protests, Protest)):
        known = rows.get(id_)
        if known is not None and known.party != sender:
            raise NotTheirs(f"message {id_} is {known.party}'s", where="message")
        if known is not None and not isinstance(new, form):
            raise KindDiffers(f"message {id_} is of another kind", where="message")


def _check_kind(picture: Picture, item: Item) -> None:
    """What was a movement cannot become something that nobody answers, nor the other way round."""
    state = picture.items.get(item.id)
    if state is not None and picture.revisions[state.current].item.kind is not item.kind:
        raise KindDiffers(f"item {item.id} is a {picture.revisions[state.current].item.kind}", where="item.kind")


def set_aside(desk: Desk, seat: Seat, verdict: SetAside, *, may_keep: bool) -> None:
    """Keep what the gatekeeper did not let in, tell the peer and the officer, and stop where it says stop.

    Args:
        desk: the decision; urgent where the verdict says cease.
        seat: the line.
        verdict: the gatekeeper's.
        may_keep: whether the day's room for such bytes is left; without it only hash and size are kept.
    """
    hash_ = digest(verdict.raw)
    if hash_ in desk.picture.set_asides:
        return
    kept = verdict.raw[:SET_ASIDE_KEPT_BYTES] if may_keep else b""
    desk.extras.set_aside.append(
        SetAsideRow(hash_, seat.line, seat.peer, desk.now_ms, len(verdict.raw), verdict.reason_code, kept)
    )
    text = _why(verdict.message, verdict.where)
    _note_aside(desk, LocalSetAside(seat.peer, hash_, verdict.reason_code, text, unproven=verdict.unproven),
                kind=verdict.detail.kind)  # fmt: skip
    if verdict.cease:
        stop_all_shared(desk, seat.peer, CeaseCause.BROKEN, hash_, unproven=verdict.unproven)


def _why(message: str, where: str | None) -> str:
    """A refusal and its place, cut to what a message may carry: both may repeat what came."""
    return (message if where is None else f"{message} ({where})")[:MAX_TEXT]


def stop_all_shared(
    desk: Desk,
    party: PartyId,
    cause: CeaseCause,
    source: Sha256,
    *,
    text: str = "",
    lang: str = "en",
    unproven: bool = False,
) -> None:
    """A broken or prose cease stops all activities that the two parties share (the line's rule on what cannot be read).

    The id follows from the message, so that the same bytes again change nothing; our own cease by that id tells the
    sender what its message did here, and both ends resume it by name.
    """
    id_ = cease_id(source)
    if id_ in desk.picture.ceases:
        return
    desk.note(LocalCease(id_, party, cause, text, lang, unproven), author=MACHINE_AUTHOR)
    if not unproven and desk.has_line(party):
        desk.say(party, Cease(id_, (), cause, (party,)), author=MACHINE_AUTHOR)
    desk.extras.is_urgent = True


def cease_id(source: Sha256) -> CeaseId:
    """A version-4-shaped UUID that follows from a message's hash."""
    return CeaseId(str(uuid.UUID(bytes=bytes.fromhex(source)[:16], version=4)))


def _set_aside_accepted(desk: Desk, incoming: Incoming, error: BadRequest) -> None:
    """The message has its place on the chain and takes no effect; its line is held until an officer clears it."""
    seat, envelope, hash_ = incoming.seat, incoming.envelope, incoming.sealed.hash
    raw = incoming.sealed.raw()
    desk.extras.envelopes.append(_row(incoming, None))
    desk.extras.set_aside.append(
        SetAsideRow(hash_, seat.line, seat.peer, desk.now_ms, len(raw), error.code, raw[:SET_ASIDE_KEPT_BYTES])
    )
    text = _why(error.message, error.where)
    aside = LocalSetAside(seat.peer, hash_, error.code, text, envelope.chain.value, envelope.serial)
    _note_aside(desk, aside, kind=envelope.kind)
    if envelope.kind in {"cease", "distress"} or asks_to_stop(_readable(envelope)) is not None:
        stop_all_shared(desk, seat.peer, CeaseCause.BROKEN, hash_, lang=envelope.lang)


def _readable(envelope: Envelope) -> str:
    return envelope.body.decode("utf-8", "replace") if envelope.kind in _PROSE_KINDS else ""


def _note_aside(desk: Desk, aside: LocalSetAside, *, kind: str | None) -> None:
    desk.note(aside, author=MACHINE_AUTHOR)
    # A rejected never answers a rejected, nor what another may have signed.
    may_answer = not aside.unproven or aside.code in _NOT_READ
    if kind != "rejected" and may_answer and desk.has_line(aside.party):
        desk.say(aside.party, Rejected(aside.hash, aside.code, aside.text), author=MACHINE_AUTHOR)


def _entry(desk: Desk, incoming: Incoming, statement: Said) -> Entry:
    envelope = incoming.envelope
    return Entry(
        number=desk.take_number(),
        at_ms=desk.now_ms,
        source=envelope.sender,
        author=envelope.author,
        lang=envelope.lang,
        statement=statement,
        content=envelope.body_hash,
        to=desk.own if envelope.sender != desk.own else incoming.seat.peer,
        sent=sent_of(envelope, incoming.sealed.hash),
        releaser=envelope.releaser,
    )


def take_back(desk: Desk, incoming: Incoming) -> Entry:
    """Put a message of our own, given back by the peer after our record was lost, into the record again.

    A record may have been put back to a moment when the message was decided and not yet signed. It waits there still,
    and is not said a second time: a concur that was withdrawn since would be given anew.
    """
    envelope = incoming.envelope
    waiting = next((entry for entry in incoming.seat.waiting if entry.sent and entry.sent.id == envelope.id), None)
    if waiting is not None:
        sent = sent_of(envelope, incoming.sealed.hash)
        desk.extras.envelopes.append(_row(incoming, waiting.number))
        desk.extras.signed.append(SignedRow(waiting.number, encode_value(sent, Sent)))
        desk.extras.meta[f"{OUTBOX}{waiting.number}"] = None
        return replace(waiting, sent=sent)
    statement = decode(envelope.kind, envelope.kind_version, envelope.body)
    entry = desk.receive(_entry(desk, incoming, statement))
    desk.extras.envelopes.append(_row(incoming, entry.number))
    return entry


def _row(incoming: Incoming, number: int | None) -> EnvelopeRow:
    envelope = incoming.envelope
    return EnvelopeRow(
        incoming.seat.line,
        "in" if envelope.sender == incoming.seat.peer else "out",
        envelope.chain,
        envelope.serial,
        incoming.sealed.hash,
        incoming.sealed.raw(),
        number,
    )
