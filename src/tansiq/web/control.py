"""The control port of an exercise node: the player's hand on the clock. Loopback only, behind a token of its own.

Only ever imported for an exercise node; a real node has neither this port nor this code in its process.
"""

from __future__ import annotations

import hmac
from typing import Any, ClassVar

import msgspec
from litestar import Litestar, Request, Response, get, post

from tansiq.base.errors import BadRequest, NotAllowed
from tansiq.node.control import NodeControl
from tansiq.node.node import Node
from tansiq.node.staff.officers import NotSignedIn
from tansiq.web.ask import Reply
from tansiq.web.endpoint import HttpRequest, refuse, to_response
from tansiq.wire.fields import Whole
from tansiq.wire.http import Form, decode_form

HEADER = "x-control-token"


class NotAnExercise(NotAllowed):
    """A real node's clock is the world's."""

    code: ClassVar[str] = "not_an_exercise"


class ClockForm(Form, frozen=True, kw_only=True):
    """Where the clock moves to; never back."""

    now_ms: Whole


def create_control_app(node: Node, token: str) -> Litestar:
    """The control port's application.

    Args:
        node: made for an exercise.
        token: what every request shows.

    Raises:
        NotAnExercise.
    """
    if not node.exercise or node.control is None:
        raise NotAnExercise("a real node has no control port", where="exercise")
    control: NodeControl = node.control

    def check(request: Request[Any, Any, Any]) -> None:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), token.encode()):
            raise NotSignedIn("the control token is missing or wrong", where=f"header.{HEADER}")

    @post("/clock", status_code=200)
    async def move_clock(request: Request[Any, Any, Any]) -> Response[bytes]:
        check(request)
        form = decode_form(await request.body(), ClockForm)
        if form.now_ms < node.clock.now_ms():
            raise BadRequest("the clock never goes back", where="now_ms")
        control.move_clock(form.now_ms)
        return _answer({"now_ms": node.clock.now_ms()})

    @post("/beat", status_code=200)
    async def beat(request: Request[Any, Any, Any]) -> Response[bytes]:
        check(request)
        return _answer({"heard": await control.beat()})

    @post("/judge", status_code=200)
    async def judge(request: Request[Any, Any, Any]) -> Response[bytes]:
        check(request)
        await control.judge()
        return _answer({"now_ms": node.clock.now_ms()})

    @get("/quiet", status_code=200)
    async def quiet(request: Request[Any, Any, Any]) -> Response[bytes]:
        check(request)
        is_quiet, waiting = control.quiet()
        return _answer({"quiet": is_quiet, "waiting": waiting})

    def problem(request: HttpRequest, error: Exception) -> Response[bytes]:
        return refuse(error, node, request)

    return Litestar(
        [move_clock, beat, judge, quiet],
        exception_handlers={Exception: problem},
        openapi_config=None,
        logging_config=None,
    )


def _answer(body: object) -> Response[bytes]:
    return to_response(Reply(msgspec.json.encode(body)))
