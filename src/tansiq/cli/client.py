"""A running node as a command sees it: its officers' API, with an officer's token."""

from __future__ import annotations

import os
import ssl
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, TypeVar

import httpx
import msgspec
from cyclopts import Parameter

from tansiq.cli.errors import BadInput, NodeRefused, NodeUnreachable

T = TypeVar("T")
DEFAULT_NODE: Final = "http://127.0.0.1:4802"
TIMEOUT_S: Final = 30.0


@Parameter(name="*")
@dataclass(frozen=True)
class At:
    """Which node, and as whom."""

    node: Annotated[str, Parameter(env_var="TANSIQ_NODE")] = DEFAULT_NODE
    """Address of the node's API for officers."""
    token_file: Annotated[Path | None, Parameter(env_var="TANSIQ_TOKEN_FILE")] = None
    """File with the token that `tansiq sign-in` wrote."""
    certificate: Annotated[Path | None, Parameter(env_var="TANSIQ_CERTIFICATE")] = None
    """Certificate of an HTTPS node, PEM, compared out of band."""
    json: Annotated[bool, Parameter(negative=())] = False
    """Print for programs."""


HERE: Final = At()


class _Fault(msgspec.Struct):
    code: str = ""
    message: str = ""
    where: str | None = None
    advice: str | None = None


class _Faulty(msgspec.Struct):
    error: _Fault = msgspec.field(default_factory=_Fault)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a node answered; not a refusal."""

    status: int
    content: bytes

    def read(self, kind: type[T]) -> T:
        """The answer as a value; unknown fields are left out."""
        try:
            return msgspec.json.decode(self.content, type=kind)
        except msgspec.DecodeError as error:
            raise NodeUnreachable(f"what answers there is no node: {error}", where="node") from error

    @property
    def value(self) -> object:
        """The answer as it came."""
        return self.read(object)


def get(at: At, path: str, query: Mapping[str, str] | None = None) -> Answer:
    """Read. Raises `NodeRefused`, `NodeUnreachable`."""
    return _send(at, "GET", path, query=query)


def post(at: At, path: str, body: Mapping[str, object]) -> Answer:
    """Write, under a fresh id. Raises `NodeRefused`, `NodeUnreachable`."""
    return _send(at, "POST", path, body={"id": str(uuid.uuid4()), **body})


def post_plain(at: At, path: str, body: Mapping[str, object]) -> Answer:
    """Write what carries no id: a sign-in."""
    return _send(at, "POST", path, body=body)


def write_token(path: Path, token: str) -> None:
    """Keep a token where only its owner reads it."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            os.fchmod(handle, 0o600)
            file.write(token + "\n")
    except OSError as error:
        raise BadInput(f"the token cannot be written: {error.strerror}", where=str(path)) from None


def _send(
    at: At,
    method: str,
    path: str,
    *,
    body: Mapping[str, object] | None = None,
    query: Mapping[str, str] | None = None,
) -> Answer:
    content = None if body is None else msgspec.json.encode(body)
    headers = {"content-type": "application/json"} if content is not None else {}
    if at.token_file is not None and path != "/session":
        headers["authorization"] = f"Bearer {_read_token(at.token_file)}"
    try:
        # No proxy of the surroundings is asked: a node is spoken to directly.
        with httpx.Client(verify=_context(at), trust_env=False, timeout=TIMEOUT_S) as client:
            url = f"{at.node.rstrip('/')}/api/v1{path}"
            response = client.request(method, url, content=content, headers=headers, params=query)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NodeUnreachable(f"no answer from {at.node}: {error or type(error).__name__}", where="--node") from None
    if response.is_success:
        return Answer(response.status_code, response.content)
    raise _refusal(response)


def _refusal(response: httpx.Response) -> NodeRefused:
    try:
        fault = msgspec.json.decode(response.content, type=_Faulty).error
    except (msgspec.DecodeError, UnicodeDecodeError):
        fault = _Fault()
    return NodeRefused(
        fault.message or f"the node answered {response.status_code}",
        status=response.status_code,
        refusal=fault.code or "refused",
        where=fault.where,
        advice=fault.advice,
    )


def _context(at: At) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=None if at.certificate is None else str(at.certificate))
    except (OSError, ssl.SSLError) as error:
        raise BadInput(f"not a certificate: {error}", where=str(at.certificate)) from None


def _read_token(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        advice = "Sign in first: tansiq sign-in OFFICER --token-file FILE."
        raise BadInput("the token cannot be read", where=str(path), advice=advice) from None
