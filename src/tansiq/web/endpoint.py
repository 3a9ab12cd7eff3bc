"""From an HTTP request to a route and back: sign-in, role, body, one decision, durability, one shape of error."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from tansiq.base.errors import BadRequest, TansiqError
from tansiq.coordination.holds import Hold
from tansiq.node.keeping.past import PastReader
from tansiq.node.node import Node
from tansiq.node.staff.officers import author_of
from tansiq.web.ask import Ask, Order, Reply, settle
from tansiq.web.auth import authenticate, choose_lang
from tansiq.web.idempotency import Answers
from tansiq.web.live import Live
from tansiq.web.problems import as_tansiq_error, describe, status_of
from tansiq.web.route import API, Follow, Route
from tansiq.web.shapes import show_hold
from tansiq.web.standings import Standings
from tansiq.web.two_person import open_step
from tansiq.wire.http import Form, Write, decode_form
from tansiq.words.catalogue import LANGUAGES

HttpRequest = Request[Any, Any, Any]


@dataclass(slots=True)
class Office:
    """What all routes of one node share."""

    node: Node
    standings: Standings
    live: Live
    past: PastReader
    answers: Answers = field(default_factory=Answers)


def make_handler(office: Office, route: Route) -> HTTPRouteHandler:
    """The handler of one route."""

    async def handle(request: HttpRequest) -> Response[bytes]:
        try:
            return to_response(await _serve(office, route, request))
        except Exception as error:
            return refuse(error, office.node, request)

    handle.__annotations__ = {"request": Request, "return": Response}
    path = API + route.path.replace("}", ":str}")
    if route.follow is not None:
        return HTTPRouteHandler(path, http_method="GET", status_code=200)(_make_stream(office, route, route.follow))
    return HTTPRouteHandler(path, http_method=route.method, status_code=200)(handle)


def _make_stream(office: Office, route: Route, follow: Follow) -> Callable[[HttpRequest], Awaitable[ASGIApp]]:
    """The handler of a route that goes on telling."""

    async def handle(request: HttpRequest) -> ASGIApp:
        try:
            ask = make_ask(office, route, _authorization_of(request), request.path_params)
            lang = choose_lang(request.query_params.get("lang"), ask.officer)
            return follow(replace(ask, lang=lang, query=_read_query(route, request.query_params)), office.live)
        except Exception as error:
            return refuse(error, office.node, request).to_asgi_response(app=None, request=request)

    handle.__annotations__ = {"request": Request, "return": ASGIApp}
    return handle


def to_response(reply: Reply) -> Response[bytes]:
    """An answer on its way out; nothing of it is ever cached."""
    headers = {"cache-control": "no-store"}
    return Response(reply.body, status_code=reply.status, media_type=reply.media, headers=headers)


def refuse(error: Exception, node: Node, request: HttpRequest) -> Response[bytes]:
    """An error as it is answered."""
    lang = request.query_params.get("lang") or ""
    return to_response(show_refusal(error, node, lang=lang, authorization=_authorization_of(request)))


def show_refusal(error: Exception, node: Node, *, lang: str, authorization: str) -> Reply:
    """What an error says, in the language asked for where that is one, else in the officer's."""
    found: TansiqError = as_tansiq_error(error)

    def show(hold: Hold) -> object:
        return show_hold(node, hold, lang if lang in LANGUAGES else _lang_of(node, authorization))

    return Reply(msgspec.json.encode(describe(found, show)), status_of(found))


def _lang_of(node: Node, authorization: str) -> str:
    officer = node.officers.find_session(authorization[len("bearer ") :].strip())
    return node.config.lang if officer is None else officer.lang


def _authorization_of(request: HttpRequest) -> str:
    return str(request.headers.get("authorization", ""))


def make_ask(office: Office, route: Route, authorization: str, path: Mapping[str, object]) -> Ask[Any]:
    """The request of an officer who may make it; its body is still to be read.

    Args:
        office: of the node.
        route: what is asked.
        authorization: the header as it came.
        path: what the path names.

    Raises:
        NotSignedIn, RoleNotAllowed, SecretMustChange, BlindOnly.
    """
    officer, token = authenticate(office.node, authorization, route.verb, shows_places=route.shows_places)
    return Ask(
        node=office.node,
        standings=office.standings,
        reader=office.past,
        officer=officer,
        author=author_of(officer),
        form=Form(),
        lang=officer.lang,
        path={name: str(value) for name, value in path.items()},
        query={},
        token=token,
        order=None,
    )


async def _serve(office: Office, route: Route, request: HttpRequest) -> Reply:
    if route.stops is not None:
        return await stop(office, route, _authorization_of(request), lambda: _body_or_nothing(request))
    ask = make_ask(office, route, _authorization_of(request), request.path_params)
    lang, query = choose_lang(request.query_params.get("lang"), ask.officer), _read_query(route, request.query_params)
    if route.read is not None:
        return await _read(route, replace(ask, lang=lang, query=query))
    body = await request.body()
    form = decode_form(body, route.form)
    if not isinstance(form, Write):
        raise AssertionError(f"{route.name} changes something and takes no id")
    order = Order(form.id, ask.officer.name, f"{route.method} {request.url.path}")
    ask = replace(ask, form=form, lang=lang, query=query, order=order)
    # What is kept in memory only does not wait for the store to be asked.
    reads = None if route.act is not None else office.node.store
    return await office.answers.once(order, reads, lambda: _write(route, ask, body))


async def _body_or_nothing(request: HttpRequest) -> bytes:
    try:
        return await request.body()
    except HTTPException:
        return b""


async def stop(office: Office, route: Route, authorization: str, read: Callable[[], Awaitable[bytes]]) -> Reply:
    """Cease and distress: no fault of the body, its size or the query stands before it.

    Args:
        office: of the node.
        route: which of the two.
        authorization: the header as it came.
        read: reads the body; gives nothing where it is too long or broken off.

    Raises:
        NotSignedIn: nothing else keeps it from being carried out.
    """
    office.node.lines.press()
    ask = make_ask(office, route, authorization, {})
    if route.stops is None or route.act is None:
        raise AssertionError(f"{route.name} stops nothing")
    form = route.stops(await read(), office.node.kernel.new_id)
    return Reply(msgspec.json.encode(await route.act(replace(ask, form=form))))


async def _read(route: Route, ask: Ask[Form]) -> Reply:
    if route.read is None:
        raise AssertionError(f"{route.name} has no reading")
    body = route.read(ask)
    if inspect.isawaitable(body):
        body = await body
    return body if isinstance(body, Reply) else Reply(msgspec.json.encode(body))


async def _write(route: Route, ask: Ask[Form], body: bytes) -> Reply:
    if route.act is not None:
        return Reply(msgspec.json.encode(await route.act(ask)))
    if route.decide is None:
        raise AssertionError(f"{route.name} changes nothing")
    if route.released_as is not None and route.needs_two(ask):
        return await open_step(ask, route, body)
    kept = await settle(route.decide(ask))
    if kept.reply is None:
        raise AssertionError(f"{route.name} gave no answer")
    return kept.reply


def _read_query(route: Route, given: Mapping[str, str]) -> dict[str, str]:
    for name in given:
        if name != "lang" and name not in route.query:
            known = ", ".join(("lang", *route.query))
            raise BadRequest(f"{name[:40]!r} is not taken here", where=f"query.{name[:40]}", advice=f"Known: {known}.")
    return dict(given.items())
