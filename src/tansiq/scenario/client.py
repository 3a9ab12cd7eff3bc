"""One centre's HTTP API as its officers use it, and its control port as the exercise clock uses it.

Tokens are kept by officer; an expired or forgotten one is renewed once, by signing in again. Only loopback is spoken
to, so no proxy of the surroundings is asked.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

import httpx

from tansiq.scenario.doc import Doc, Json
from tansiq.scenario.errors import CentreFailed, CentreRefused

REQUEST_S = 30.0
CONTROL_HEADER = "X-Control-Token"


def new_id() -> str:
    """A fresh UUID v4, as every write carries one."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Reply:
    """A centre's answer, refused or not."""

    status: int
    body: Doc

    @property
    def is_error(self) -> bool:
        """Whether the centre refused."""
        return self.status >= HTTPStatus.BAD_REQUEST

    @property
    def refusal(self) -> str:
        """The error's stable code; empty where there is none."""
        return self.body.text("error", "code") if self.is_error else ""


@dataclass
class CentreClient:
    """The officers' API of one centre."""

    party: str
    http: httpx.AsyncClient
    base: str = ""
    """Such as ``http://127.0.0.1:4802/api/v1``; changes when a node is started again."""
    control: str = ""
    control_token: str = ""
    secrets: dict[str, str] = field(default_factory=dict)
    """Each officer's own secret, in memory only."""
    tokens: dict[str, str] = field(default_factory=dict)

    async def sign_in(self, officer: str) -> Doc:
        """Open a session; the token is kept."""
        reply = await self._send("POST", "/session", body={"officer": officer, "secret": self.secrets[officer]})
        body = self._accept(reply, f"sign-in of {officer}")
        self.tokens[officer] = body.text("token")
        return body

    async def ask(self, method: str, path: str, officer: str, body: Mapping[str, Json] | None = None) -> Reply:
        """A request by an officer, refused or not; a write gets its id here."""
        if officer not in self.tokens:
            await self.sign_in(officer)
        sent = None if body is None else {"id": new_id(), **body}
        reply = await self._send(method, path, body=sent, officer=officer)
        if reply.status == HTTPStatus.UNAUTHORIZED:
            await self.sign_in(officer)
            reply = await self._send(method, path, body=sent, officer=officer)
        return reply

    async def get(self, path: str, officer: str) -> Doc:
        """Read; raises `CentreRefused`."""
        return self._accept(await self.ask("GET", path, officer), f"GET {path}")

    async def post(self, path: str, officer: str, body: Mapping[str, Json]) -> Doc:
        """Write; raises `CentreRefused`."""
        return self._accept(await self.ask("POST", path, officer, body), f"POST {path}")

    async def get_lines(self, path: str, officer: str) -> str:
        """Read an answer that is a text of JSON lines."""
        if officer not in self.tokens:
            await self.sign_in(officer)
        response = await self._request("GET", self.base + path, headers=self._headers(officer))
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            self._accept(_read(response), f"GET {path}")
        return response.text

    async def steer(self, path: str, body: Mapping[str, Json] | None = None) -> Doc:
        """A request at the control port: a write where there is a body, else a read."""
        method = "GET" if body is None else "POST"
        response = await self._request(
            method, self.control + path, headers={CONTROL_HEADER: self.control_token}, body=body
        )
        return self._accept(_read(response), f"control {path}")

    async def _send(
        self, method: str, path: str, *, body: Mapping[str, Json] | None = None, officer: str | None = None
    ) -> Reply:
        headers = self._headers(officer) if officer else {}
        return _read(await self._request(method, self.base + path, headers=headers, body=body))

    def _headers(self, officer: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[officer]}"}

    async def _request(
        self, method: str, url: str, *, headers: Mapping[str, str], body: Mapping[str, Json] | None = None
    ) -> httpx.Response:
        try:
            return await self._try(method, url, headers, body)
        except httpx.HTTPError as error:
            raise CentreFailed(f"{method} {url} had no answer ({error!r})", party=self.party, log=None) from error

    async def _try(
        self, method: str, url: str, headers: Mapping[str, str], body: Mapping[str, Json] | None
    ) -> httpx.Response:
        """Ask, and once more where a kept connection was closed at that instant: each write has its id."""
        try:
            return await self.http.request(method, url, headers=dict(headers), json=body, timeout=REQUEST_S)
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            return await self.http.request(method, url, headers=dict(headers), json=body, timeout=REQUEST_S)

    def _accept(self, reply: Reply, request: str) -> Doc:
        if not reply.is_error:
            return reply.body
        message = reply.body.text("error", "message")
        if where := reply.body.text("error", "where"):
            message = f"{message} ({where})"
        raise CentreRefused(
            party=self.party, request=request, status=reply.status, refusal=reply.refusal, message=message
        )


def _read(response: httpx.Response) -> Reply:
    try:
        return Reply(response.status_code, Doc(response.json() if response.content else None))
    except ValueError:
        return Reply(response.status_code, Doc({"error": {"code": "not_json", "message": response.text[:200]}}))
