"""Lines: paired by two officers a side over a second channel, watched, tested, revoked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import msgspec
from msgspec import Meta

from tansiq.base.clock import parse_instant, write_instant
from tansiq.coordination.agreement import DEFAULT_ARTICLES
from tansiq.coordination.picture import OutageState, Picture
from tansiq.coordination.statements import Outage
from tansiq.node.kernel import Decision
from tansiq.node.lines.pairings import LineRow
from tansiq.node.node import LineView as Line
from tansiq.node.orders.health import announce_outage
from tansiq.node.orders.messages import clear_set_aside, send_test
from tansiq.node.refusals import UnknownThing
from tansiq.web.ask import Ask, Kept, Reply, Tried, decide
from tansiq.web.shapes import show_instant
from tansiq.wire.fields import Lang, Text
from tansiq.wire.http import Form, Write


class BeginForm(Write, frozen=True, kw_only=True):
    """Where the peer reaches our line; left out: as configured."""

    addresses: tuple[Text, ...] = ()


class CommitmentForm(Write, frozen=True, kw_only=True):
    """The peer's commitment."""

    commitment: Text


class OfferForm(Write, frozen=True, kw_only=True):
    """The peer's offer, as its officer sent it."""

    offer: str


class PhraseForm(Write, frozen=True, kw_only=True):
    """The words as they were heard."""

    phrase: tuple[Text, ...]


class TestForm(Write, frozen=True, kw_only=True):
    """A test by the machine, or by a person."""

    human: bool = False


class CommitmentView(msgspec.Struct, frozen=True):
    """The pairing, and the commitment to show the peer."""

    pairing: str
    commitment: str


class OfferView(msgspec.Struct, frozen=True):
    """Our own offer, shown only when the peer has committed itself."""

    offer: str


class RevealedView(msgspec.Struct, frozen=True, kw_only=True):
    """Who reads, who types; the phrase is shown to the reader only."""

    role: str
    phrase: tuple[str, ...] | None
    peer: str
    peer_name: str
    key_id: str
    certificate: str


class MatchedView(msgspec.Struct, frozen=True):
    """Whether the phrase was the same."""

    matched: bool
    tries_left: int


class PairedView(msgspec.Struct, frozen=True):
    """A line."""

    line: str
    peer: str


class OwnChainView(msgspec.Struct, frozen=True):
    """Serials of our own chain."""

    signed: int
    receipted: int
    waiting: int


class HeadsView(msgspec.Struct, frozen=True):
    """By chain."""

    urgent: int
    ordinary: int


class OutView(msgspec.Struct, frozen=True):
    """By chain."""

    urgent: OwnChainView
    ordinary: OwnChainView


class LineView(msgspec.Struct, frozen=True, kw_only=True, rename={"in_": "in"}):
    """A line as it stands."""

    peer: str
    name: str
    line: str
    state: str
    heard_real_ms: int | None
    """Real time at which the peer's last heartbeat came in this run of the node; null: none yet."""
    fresh_until: str | None
    """Until when what the peer concurred to is fresh, by the default time T."""
    offset_ms: int | None
    out: OutView
    in_: HeadsView
    set_aside: int
    last_test: str | None
    tests: TestsView
    outage: OutageView | None
    """The peer's, until it is over."""
    own_outage: OutageView | None
    path: PathView | None
    """None: never any but the usual address."""
    connections: int
    """Ready now: the one in use and its reserve."""
    addresses: tuple[str, ...]


class AddressesForm(Write, frozen=True, kw_only=True):
    """Where a peer is reached: the usual address first, then second paths."""

    addresses: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=8)]


class AddressesView(msgspec.Struct, frozen=True):
    """Where a peer is dialled from now on."""

    peer: str
    addresses: tuple[str, ...]


class OutageForm(Write, frozen=True, kw_only=True):
    """From when to when this node will be away."""

    starts: Text
    ends: Text
    text: Text = ""
    lang: Lang | None = None


class OutageView(msgspec.Struct, frozen=True, kw_only=True):
    """An announced outage."""

    party: str
    starts: str
    ends: str
    text: str
    text_lang: str
    is_now: bool


class TestsView(msgspec.Struct, frozen=True, kw_only=True):
    """When the line was last tested: by our machine, by theirs, by persons at both ends."""

    sent: str | None
    came: str | None
    persons: str | None


class PathView(msgspec.Struct, frozen=True, kw_only=True):
    """Which way last carried what was said: ``first`` and ``other`` address, ``courier``, ``voice``."""

    path: str
    detail: str
    at: str


class TestedView(msgspec.Struct, frozen=True):
    """The test that was sent."""

    peer: str
    nonce: str


class ClearedView(msgspec.Struct, frozen=True):
    """The message that no longer holds its line."""

    hash: str
    cleared: bool = True


def list_lines(ask: Ask[Form]) -> list[LineView]:
    """Every line and how it stands, by peer."""
    return [_show(line) for line in ask.node.line_views()]


async def begin_pairing(ask: Ask[BeginForm]) -> CommitmentView:
    """Make an offer and show what commits us to it."""
    return CommitmentView(*ask.node.pairings.begin(ask.form.addresses))


async def take_commitment(ask: Ask[CommitmentForm]) -> OfferView:
    """Take the peer's commitment and show our offer."""
    return OfferView(ask.node.pairings.take_commitment(ask.path["pairing"], ask.form.commitment))


async def take_offer(ask: Ask[OfferForm]) -> RevealedView:
    """Take the peer's offer and say who reads the phrase."""
    found = ask.node.pairings.take_offer(ask.path["pairing"], ask.form.offer)
    return RevealedView(
        role="reader" if found.reads else "hearer",
        phrase=found.phrase,
        peer=found.peer,
        peer_name=found.peer_name,
        key_id=found.key_id,
        certificate=found.certificate,
    )


async def type_phrase(ask: Ask[PhraseForm]) -> MatchedView:
    """Compare what the hearer typed."""
    heard = " ".join(ask.form.phrase)
    return MatchedView(*ask.node.pairings.type_phrase(ask.path["pairing"], heard, officer=ask.officer.name))


def confirm_pairing(ask: Ask[Write]) -> Decision[Kept]:
    """Pin the peer's keys, once both administrators are satisfied: the line begins."""
    pairing = ask.path["pairing"]
    if ask.is_trial:
        raise Tried(ask.node.pairings.check_confirmable(pairing))
    return _after(ask.node.pairings.confirm(pairing, ask.author), _show_paired)


def revoke_line(ask: Ask[Write]) -> Decision[Kept]:
    """Revoke a line: the trust in a party's keys ends, on open connections too."""
    if ask.is_trial:
        if ask.peer not in {line.peer for line in ask.node.line_views()}:
            raise UnknownThing("line", ask.peer)
        raise Tried(ask.peer)
    return _after(ask.node.pairings.revoke(ask.peer, ask.author), _show_paired)


def test_line(ask: Ask[TestForm]) -> Decision[Kept]:
    """Send a test, whatever the state of the line and of any agreement."""
    nonce = ask.form.id
    return decide(
        ask, lambda desk: send_test(desk, ask.peer, nonce, human=ask.form.human), lambda _: TestedView(ask.peer, nonce)
    )


def announce(ask: Ask[OutageForm]) -> Decision[Kept]:
    """Tell every peer from when to when this node will be away; no alert is raised within it."""
    form = ask.form
    starts_ms = parse_instant(form.starts, where="starts")
    ends_ms = parse_instant(form.ends, where="ends")
    outage = Outage(starts_ms, ends_ms, form.text, form.lang or ask.officer.lang)
    lines = ask.node.parties_with_lines()

    def show(picture: Picture) -> OutageView | None:
        return _show_outage(picture.outages.get(picture.own), ask.node.clock.now_ms(), is_kept=True)

    return decide(ask, lambda desk: announce_outage(desk, outage, lines), lambda _: show(ask.picture))


def set_addresses(ask: Ask[AddressesForm]) -> Decision[Kept]:
    """Change where a peer is dialled; its pinned certificate stays the proof that it is the peer."""
    return _after(
        ask.node.set_addresses(ask.peer, ask.form.addresses, ask.author),
        lambda row: AddressesView(row.peer, row.addresses),
    )


def clear_message(ask: Ask[Write]) -> Decision[Kept]:
    """Clear a message that could not be used, once an officer has looked at it; its line is free again."""
    return decide(ask, lambda desk: clear_set_aside(desk, ask.hash), lambda _: ClearedView(ask.hash))


def _show_outage(row: OutageState | None, now_ms: int, *, is_kept: bool = False) -> OutageView | None:
    if row is None or (row.ends_ms <= now_ms and not is_kept):
        return None
    return OutageView(
        party=row.party,
        starts=write_instant(row.starts_ms),
        ends=write_instant(row.ends_ms),
        text=row.text,
        text_lang=row.text_lang,
        is_now=row.covers(now_ms),
    )


def _after(decision: Decision[LineRow], show: Callable[[LineRow], object]) -> Decision[Kept]:
    """The same decision with its answer."""
    kept = Decision(Kept(Reply(msgspec.json.encode(show(decision.value)))), decision.entries)
    decision.when_settled(kept.settle)
    return kept


def _show_paired(row: LineRow) -> PairedView:
    return PairedView(row.line, row.peer)


def _show(line: Line) -> LineView:
    fresh_ms = None if line.fresh_until_ms is None else line.fresh_until_ms + DEFAULT_ARTICLES.freshness_ms
    return LineView(
        peer=line.peer,
        name=line.name,
        line=line.line,
        state=line.state,
        heard_real_ms=line.heard_real_ms,
        fresh_until=show_instant(fresh_ms),
        offset_ms=line.offset_ms,
        out=OutView(OwnChainView(*line.out["urgent"]), OwnChainView(*line.out["ordinary"])),
        in_=HeadsView(line.in_["urgent"], line.in_["ordinary"]),
        set_aside=line.set_aside,
        last_test=show_instant(line.last_test_ms),
        tests=TestsView(
            sent=show_instant(line.tests.sent_ms),
            came=show_instant(line.tests.came_ms),
            persons=show_instant(line.tests.human_ms),
        ),
        outage=_show_outage(line.outage, line.now_ms),
        own_outage=_show_outage(line.own_outage, line.now_ms),
        path=None
        if line.path is None
        else PathView(path=line.path.path, detail=line.path.detail, at=write_instant(line.path.at_ms)),
        connections=line.connections,
        addresses=line.addresses,
    )
