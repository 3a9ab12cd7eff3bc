"""A request as the nouns see it, and how a write becomes one decision together with its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import msgspec

from tansiq.base.errors import BadRequest, StoreFailed
from tansiq.base.ids import (
    AgreementId,
    AreaId,
    CeaseId,
    ItemId,
    OfficerId,
    PartyId,
    Sha256,
    SheetId,
    check_sha256,
    check_slug,
    check_uuid,
)
from tansiq.coordination.picture import Picture
from tansiq.node.keeping.past import Past, PastReader
from tansiq.node.kernel import Author, Decision, Desk
from tansiq.node.lines.lines import settled
from tansiq.node.node import Node
from tansiq.node.staff.roles import Officer
from tansiq.store.contract import AnswerRow
from tansiq.web.standings import Standings
from tansiq.wire.http import Form

F_co = TypeVar("F_co", bound=Form, covariant=True)
T = TypeVar("T")
MOST_DIGITS = 15
DISK_PATIENCE_S: Final = 2.0


@dataclass(frozen=True, slots=True)
class Order:
    """What makes a write the same one again."""

    id: str
    officer: OfficerId
    place: str
    """Method and path."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes out."""

    body: bytes
    status: int = 200
    media: str = "application/json"


class _Stored(msgspec.Struct):
    place: str
    status: int
    body: msgspec.Raw


@dataclass(slots=True)
class Kept:
    """The answer to a write, filled in once the decision is made."""

    reply: Reply | None = None


class Tried(Exception):
    """Raised to undo a decision that was only to be tried."""

    def __init__(self, shown: object) -> None:
        super().__init__("tried")
        self.shown = shown


@dataclass(frozen=True, slots=True)
class Ask(Generic[F_co]):
    """One request by one officer."""

    node: Node
    standings: Standings
    reader: PastReader
    officer: Officer
    author: Author
    """The officer; for a step of two persons both."""
    form: F_co
    lang: str
    """In which the answer is rendered."""
    path: Mapping[str, str]
    query: Mapping[str, str]
    token: str
    order: Order | None
    """None for reads."""
    is_trial: bool = False
    """Judge it only; nothing is changed."""
    past: Past | None = None
    """What was known at an earlier instant; None: what is known now."""

    @property
    def picture(self) -> Picture:
        """What the node knows, in memory; or knew, where the request is about the past."""
        return self.node.kernel.picture if self.past is None else self.past.picture

    @property
    def now_ms(self) -> int:
        """By the node's clock; or the instant that the request is about."""
        return self.node.kernel.clock.now_ms() if self.past is None else self.past.at_ms

    @property
    def item(self) -> ItemId:
        """The item that the path names."""
        return ItemId(check_uuid(self.path["item"], where="item"))

    @property
    def agreement(self) -> AgreementId:
        """The agreement that the path names."""
        return AgreementId(check_uuid(self.path["agreement"], where="agreement"))

    @property
    def area(self) -> AreaId:
        """The area that the path names."""
        return AreaId(check_slug(self.path["area"], where="area"))

    @property
    def cease(self) -> CeaseId:
        """The cease that the path names."""
        return CeaseId(check_uuid(self.path["cease"], where="cease"))

    @property
    def sheet(self) -> SheetId:
        """The sheet that the path names."""
        return SheetId(check_uuid(self.path["sheet"], where="sheet"))

    @property
    def peer(self) -> PartyId:
        """The party that the path names."""
        return PartyId(check_slug(self.path["peer"], where="peer"))

    @property
    def hash(self) -> Sha256:
        """The message that the path names."""
        return Sha256(check_sha256(self.path["hash"], where="hash"))

    def number(self, name: str, default: int, *, most: int) -> int:
        """A whole number of the query, at most so large."""
        text = self.query.get(name)
        return min(parse_number(text, where=f"query.{name}"), most) if text else default


def parse_number(text: str, *, where: str) -> int:
    """A whole number, not negative.

    Raises:
        BadRequest.
    """
    if not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS:
        raise BadRequest(f"{text[:40]!r} is not a whole number", where=where)
    return int(text)


def decide(
    ask: Ask[Form],
    work: Callable[[Desk], T],
    show: Callable[[T], object],
) -> Decision[Kept]:
    """Take a decision whose answer is kept in the same transaction.

    Args:
        ask: the request.
        work: what the officer orders.
        show: the answer's body; called on the picture as it is after everything that follows by machine.

    Raises:
        Tried: only a trial was asked for; nothing is changed.
    """
    kept = Kept()

    def whole(desk: Desk) -> Kept:
        value = work(desk)
        desk.closing.append(lambda: _close(ask, desk, kept, show(value)))
        return kept

    return ask.node.kernel.run(whole, ask.author)


def _close(ask: Ask[Form], desk: Desk, kept: Kept, shown: object) -> None:
    if ask.is_trial:
        raise Tried(shown)
    kept.reply = Reply(msgspec.json.encode(shown))
    if ask.order is not None:
        desk.extras.answers.append(keep_answer(ask.order, kept.reply))


def keep_answer(order: Order, reply: Reply) -> AnswerRow:
    """An answer as the store keeps it."""
    stored = _Stored(order.place, reply.status, msgspec.Raw(reply.body))
    return AnswerRow(order.id, order.officer, msgspec.json.encode(stored))


def read_answer(row: AnswerRow) -> tuple[str, Reply]:
    """The place to which an answer was given, and the answer."""
    stored = msgspec.json.decode(row.answer, type=_Stored)
    return stored.place, Reply(bytes(stored.body), stored.status)


async def settle(decision: Decision[T]) -> T:
    """The decision's value once it is durable.

    Raises:
        StoreFailed: it is not durable and was forgotten.
    """
    await settled(decision)
    return decision.value


async def is_kept(decision: Decision[T]) -> bool:
    """Whether what stands all the same is on disk; one that refuses or hangs keeps nobody waiting for long."""
    if decision.is_done:
        return decision.error is None
    try:
        await asyncio.wait_for(settled(decision), DISK_PATIENCE_S)
    except (StoreFailed, TimeoutError):
        return False
    return True
