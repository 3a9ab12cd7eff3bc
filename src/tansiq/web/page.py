"""The watch floor's page as it was built: files served from memory, never cached under a name that can change.

The page runs nothing that did not come from here, and no other site frames it or reads from it. An exercise node on
this machine alone lets pages of this machine frame it, so that several centres can be shown side by side.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar, Final

from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler

from tansiq.base.data import get_path
from tansiq.base.errors import NotFound
from tansiq.node.node import Node

_INDEX: Final = "index.html"
_HASHED: Final = "assets/"
"""Below this folder a name changes with what the file holds."""
_ELSEWHERE: Final = {"tour.html"}
"""Served by the player of a scenario, not by a node."""
_PACKED: Final = {"br": ".br", "gzip": ".gz"}
"""Content codings and the suffix of the file beside the plain one, best first."""
_MEDIA: Final = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".ftl": "text/plain",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".bin": "application/octet-stream",
}
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)
_THIS_MACHINE: Final = "'self' http://127.0.0.1:* http://localhost:*"


class PageNotBuilt(NotFound):
    """The page of the watch floor was not built."""

    code: ClassVar[str] = "page_not_built"

    def default_advice(self) -> str:
        """How it is built."""
        return "From a checkout: ./run page, then start the node again. The API under /api/v1 works without it."


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file of the page."""

    path: str
    """Below the page's folder, with ``/``."""
    media: str
    body: bytes
    packed: Mapping[str, bytes] = field(default_factory=dict)
    """By content coding."""

    @property
    def tag(self) -> str:
        """Its entity tag."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    @property
    def caching(self) -> str:
        """How long a browser may keep it."""
        return "public, max-age=31536000, immutable" if self.path.startswith(_HASHED) else "no-cache"


def load_page(folder: Path | None = None) -> tuple[PageFile, ...]:
    """Every file of the built page; none where it was not built."""
    root = folder or Path(get_path("web", "page"))
    found = sorted(
        path for path in root.rglob("*") if path.is_file() and path.suffix in _MEDIA and path.name not in _ELSEWHERE
    )
    if not (root / _INDEX).is_file():
        return ()
    return tuple(_load(root, path) for path in found)


def make_page(node: Node, files: tuple[PageFile, ...]) -> list[HTTPRouteHandler]:
    """The routes of the page: its files and nothing else below ``/``."""
    headers = _headers(node)
    if not files:
        return [_missing(headers)]
    return [_serve(file, headers) for file in files]


def may_be_framed(node: Node) -> bool:
    """Whether pages of this machine may show this one inside them: an exercise, open to this machine alone."""
    return node.exercise and node.config.officers.is_loopback


def _headers(node: Node) -> dict[str, str]:
    around = _THIS_MACHINE if may_be_framed(node) else "'none'"
    return {
        "content-security-policy": _POLICY.format(ancestors=around),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), payment=()",
    }


def _load(root: Path, path: Path) -> PageFile:
    beside = {coding: path.with_name(path.name + suffix) for coding, suffix in _PACKED.items()}
    return PageFile(
        path=path.relative_to(root).as_posix(),
        media=_MEDIA[path.suffix],
        body=path.read_bytes(),
        packed={coding: file.read_bytes() for coding, file in beside.items() if file.is_file()},
    )


def _serve(file: PageFile, headers: Mapping[str, str]) -> HTTPRouteHandler:
    kept = {**headers, "cache-control": file.caching, "etag": file.tag, "vary": "accept-encoding"}

    async def show(request: Request[Any, Any, Any]) -> Response[bytes]:
        if request.headers.get("if-none-match") == file.tag:
            return Response(b"", status_code=HTTPStatus.NOT_MODIFIED, headers=kept)
        taken = _codings(request.headers.get("accept-encoding", ""))
        coding = next((name for name in file.packed if name in taken), None)
        if coding is None:
            return Response(file.body, media_type=file.media, headers=kept)
        return Response(file.packed[coding], media_type=file.media, headers={**kept, "content-encoding": coding})

    show.__annotations__ = {"request": Request, "return": Response}
    paths = ["/", f"/{_INDEX}"] if file.path == _INDEX else [f"/{file.path}"]
    return HTTPRouteHandler(paths, http_method="GET", status_code=200)(show)


def _missing(headers: Mapping[str, str]) -> HTTPRouteHandler:
    async def show() -> Response[str]:
        error = PageNotBuilt("the page of the watch floor was not built")
        text = f"{error.code}: {error.message}.\n{error.advice()}\n"
        kept = {**headers, "cache-control": "no-store"}
        return Response(text, status_code=HTTPStatus.NOT_FOUND, media_type="text/plain", headers=kept)

    show.__annotations__ = {"return": Response}
    return HTTPRouteHandler("/", http_method="GET", status_code=200)(show)


def _codings(header: str) -> set[str]:
    """Content codings that a request takes; one with a weight of nothing is not taken."""
    named = (part.strip().split(";") for part in header.split(","))
    return {name.strip() for name, *weights in named if not any(_is_nothing(weight) for weight in weights)}


def _is_nothing(weight: str) -> bool:
    key, _, value = weight.partition("=")
    return key.strip() == "q" and not value.strip(" 0.")
