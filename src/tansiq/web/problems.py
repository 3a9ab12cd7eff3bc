"""Every error as one JSON shape and one status, by whose turn it is.

``{"error": {"code", "message", "where", "advice"}}``, with ``holds`` where holds are what stands in the way. An error
that nobody meant is ``internal`` and tells nothing of the inside.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, ClassVar

import msgspec
from litestar.exceptions import HTTPException

from tansiq.base.errors import (
    BadRequest,
    NotAllowed,
    NotFound,
    Stale,
    StoreFailed,
    TansiqError,
    Unreachable,
    Untrusted,
)
from tansiq.coordination.holds import Hold
from tansiq.node.refusals import HeldBack
from tansiq.node.staff.officers import NotSignedIn

log = logging.getLogger(__name__)


class NoRoute(NotFound):
    """There is nothing under this path."""

    code: ClassVar[str] = "no_route"


class NoMethod(BadRequest):
    """The path is there, but not for this method."""

    code: ClassVar[str] = "no_method"


class TooLarge(BadRequest):
    """A body is larger than anything the API takes."""

    code: ClassVar[str] = "request_too_large"


class Internal(TansiqError):
    """A fault in the program."""

    code: ClassVar[str] = "internal"

    def default_advice(self) -> str:
        """What a person can do."""
        return "Read whether it was done before trying again, and report it with the node's log; cease still works."


STATUS: tuple[tuple[type[TansiqError], HTTPStatus], ...] = (
    (NoMethod, HTTPStatus.METHOD_NOT_ALLOWED),
    (TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (NotSignedIn, HTTPStatus.UNAUTHORIZED),
    (NotFound, HTTPStatus.NOT_FOUND),
    (BadRequest, HTTPStatus.BAD_REQUEST),
    (NotAllowed, HTTPStatus.FORBIDDEN),
    (Stale, HTTPStatus.CONFLICT),
    (Untrusted, HTTPStatus.UNPROCESSABLE_ENTITY),
    (StoreFailed, HTTPStatus.INTERNAL_SERVER_ERROR),
    (Unreachable, HTTPStatus.SERVICE_UNAVAILABLE),
)
"""The first family that fits."""


class ErrorView(msgspec.Struct, frozen=True, omit_defaults=True):
    """What went wrong, for programs and for people."""

    code: str
    message: str
    where: str | None
    advice: str
    holds: tuple[Any, ...] = ()
    """Each as in the view of an item."""


class Problem(msgspec.Struct, frozen=True):
    """The one shape of every error."""

    error: ErrorView


def status_of(error: TansiqError) -> HTTPStatus:
    """The HTTP status of an error."""
    return next((status for family, status in STATUS if isinstance(error, family)), HTTPStatus.INTERNAL_SERVER_ERROR)


def describe(error: TansiqError, show_hold: Callable[[Hold], object]) -> Problem:
    """An error as it is answered."""
    holds = tuple(show_hold(hold) for hold in error.holds) if isinstance(error, HeldBack) else ()
    return Problem(ErrorView(error.code, error.message, error.where, error.advice(), holds))


def as_tansiq_error(error: Exception) -> TansiqError:
    """Whatever was raised, as one of ours; what nobody meant goes to the log with its trace and is told as internal."""
    match error:
        case TansiqError():
            return error
        case HTTPException(status_code=HTTPStatus.NOT_FOUND):
            return NoRoute("there is nothing here", where="path", advice="See /api/v1/openapi.json.")
        case HTTPException(status_code=HTTPStatus.METHOD_NOT_ALLOWED):
            return NoMethod("this path does not take this method", where="method", advice="See /api/v1/openapi.json.")
        case HTTPException(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE):
            return TooLarge("the body is too large", where="body", advice="Send it as several.")
        case HTTPException(status_code=code) if HTTPStatus.BAD_REQUEST <= code < HTTPStatus.INTERNAL_SERVER_ERROR:
            return BadRequest("the request cannot be read", where="request")
    log.error("a fault in the program", exc_info=error)
    return Internal("a fault in the program")
