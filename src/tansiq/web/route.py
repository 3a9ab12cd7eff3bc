"""What one row of the table of routes says."""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, cast

from litestar.types import ASGIApp

from tansiq.node.kernel import Decision
from tansiq.node.staff.roles import Verb
from tansiq.web.ask import Ask, Kept
from tansiq.web.live import Live
from tansiq.wire.http import Form, Write

API = "/api/v1"

Read = Callable[[Ask[Any]], object]
"""Gives the body, or an awaitable of it."""
Decide = Callable[[Ask[Any]], Decision[Kept]]
"""Takes one decision."""
Follow = Callable[[Ask[Any], Live], ASGIApp]
"""Opens a stream."""
Act = Callable[[Ask[Any]], Awaitable[object]]
"""Does what is no single decision, and gives the body once it is durable."""
ReadStop = Callable[[bytes, Callable[[], str]], Form]
"""Makes a form of any body; the id is new where none can be read."""


def _always(_: Ask[Any]) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route: exactly one of ``read``, ``follow``, ``decide`` and ``act`` carries it out."""

    method: Literal["GET", "POST"]
    path: str
    """Below `API`, with names in braces."""
    verb: Verb | None
    """What the role must allow; None: any signed-in officer."""
    answer: object
    """Type of the answer's body."""
    form: type[Form] = Form
    """Type of the request's body."""
    query: tuple[str, ...] = ()
    """Names that may stand in the query beside ``lang``."""
    read: Read | None = None
    follow: Follow | None = None
    decide: Decide | None = None
    act: Act | None = None
    released_as: Verb | None = None
    """The verb under which a second person releases it; None: one person is enough."""
    needs_two: Callable[[Ask[Any]], bool] = _always
    shows_places: bool = False
    media: str = "application/json"
    stops: ReadStop | None = None
    """It is cease or distress: this reads whatever body came, nothing in the request stands before it, and the same id
    again is seen by its own work."""

    @property
    def always_two(self) -> bool:
        """Whether it takes two persons whatever it is about."""
        return self.needs_two is _always

    @property
    def what(self) -> str:
        """What it does, in a sentence: the first line of the function's docstring."""
        done_by = cast("Callable[..., object]", self.read or self.follow or self.decide or self.act)
        return (inspect.getdoc(done_by) or "").split("\n\n", maxsplit=1)[0].replace("\n", " ")

    @property
    def name(self) -> str:
        """Method and path, as the documents name it."""
        return f"{self.method} {API}{self.path}"

    @property
    def names_in_path(self) -> tuple[str, ...]:
        """What the path takes."""
        return tuple(re.findall(r"{(\w+)}", self.path))


def reads(
    path: str, verb: Verb | None, do: Read, answer: object, *, query: tuple[str, ...] = (), shows_places: bool = False,
    media: str = "application/json",
) -> Route:  # fmt: skip
    """A route that changes nothing."""
    return Route(
        method="GET",
        path=path,
        verb=verb,
        read=do,
        answer=answer,
        query=query,
        shows_places=shows_places,
        media=media,
    )


def follows(path: str, verb: Verb, do: Follow, answer: object, *, query: tuple[str, ...], media: str) -> Route:
    """A route that tells of changes for as long as the asker listens."""
    return Route(method="GET", path=path, verb=verb, follow=do, answer=answer, query=query, media=media)


def decides(
    path: str, verb: Verb, do: Decide, answer: object, *, form: type[Form] = Write, released_as: Verb | None = None,
    needs_two: Callable[[Ask[Any]], bool] = _always, shows_places: bool = False,
) -> Route:  # fmt: skip
    """A route that takes one decision."""
    return Route(
        method="POST",
        path=path,
        verb=verb,
        decide=do,
        answer=answer,
        form=form,
        released_as=released_as,
        needs_two=needs_two,
        shows_places=shows_places,
    )


def acts(path: str, verb: Verb | None, do: Act, answer: object, *, form: type[Form] = Write) -> Route:
    """A route whose answer is kept in memory only."""
    return Route(method="POST", path=path, verb=verb, act=do, answer=answer, form=form)
