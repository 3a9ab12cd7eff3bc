"""Cease and distress before the framework: what stops is answered as soon as a request for it begins.

Same officers, same errors, same answers as every other route; only what a framework does for any request (finding the
route, building the request, its answer and what lies between) is not waited for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast
from urllib.parse import parse_qs

from litestar import Litestar
from litestar.enums import ScopeType
from litestar.types import HTTPDisconnectEvent, HTTPRequestEvent, HTTPScope, Receive, Scope, Send
from litestar.types.asgi_types import LifeSpanReceive, LifeSpanScope, LifeSpanSend

from tansiq.base.units import MIB
from tansiq.web.ask import Reply
from tansiq.web.endpoint import Office, show_refusal, stop
from tansiq.web.route import API, Route

MOST_BODY_BYTES: Final = MIB


class OfficersApp(Litestar):
    """The officers' API; what stops passes by all that is between."""

    def __init__(self, office: Office, routes: Sequence[Route], **settings: Any) -> None:
        """As `Litestar`, which has a handler of every route, these among them: it takes what is written otherwise."""
        super().__init__(**settings)
        self._office = office
        self._stops = {API + route.path: route for route in routes if route.stops is not None}

    async def __call__(
        self, scope: Scope | LifeSpanScope, receive: Receive | LifeSpanReceive, send: Send | LifeSpanSend
    ) -> None:
        """Answer."""
        route = self._find(scope)
        if route is None:
            await super().__call__(scope, receive, send)
        else:
            reply = await self._stop(route, cast("HTTPScope", scope), cast("Receive", receive))
            await _send(reply, cast("Send", send))

    def _find(self, scope: Scope | LifeSpanScope) -> Route | None:
        if scope["type"] == ScopeType.HTTP:
            asked = cast("HTTPScope", scope)
            return self._stops.get(asked["path"]) if asked["method"] == "POST" else None
        return None

    async def _stop(self, route: Route, scope: HTTPScope, receive: Receive) -> Reply:
        given = next((value for name, value in scope["headers"] if name == b"authorization"), b"").decode("latin-1")
        try:
            return await stop(self._office, route, given, lambda: _read(receive))
        except Exception as error:
            lang = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
            return show_refusal(error, self._office.node, lang=lang, authorization=given)


async def _read(receive: Receive) -> bytes:
    """The body; nothing where it is too long or was broken off."""
    body = b""
    while True:
        event = cast("HTTPRequestEvent | HTTPDisconnectEvent", await receive())
        if event["type"] == "http.disconnect":
            return b""
        body += event["body"]
        if len(body) > MOST_BODY_BYTES:
            return b""
        if not event.get("more_body"):
            return body


async def _send(reply: Reply, send: Send) -> None:
    headers = [
        (b"content-type", reply.media.encode()),
        (b"cache-control", b"no-store"),
        (b"content-length", str(len(reply.body)).encode()),
    ]
    await send({"type": "http.response.start", "status": int(reply.status), "headers": headers})
    await send({"type": "http.response.body", "body": reply.body, "more_body": False})
