"""By webhook: a POST of JSON to one address, signed where a secret is given; the status of the answer is the proof."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import asdict, dataclass, field
from urllib.parse import urlsplit

import httpx
import msgspec

from tansiq.node.notify.notice import NotDelivered, Notice, Step, WayName

_TIMEOUT_S = 10.0


@dataclass(frozen=True)
class Webhook:
    """See the module's note. Redirections are not followed and no proxy of the surroundings is asked."""

    url: str = field(repr=False)
    """May itself be a secret: only its host is shown."""
    secret: str = field(default="", repr=False)
    name: WayName = WayName.WEBHOOK

    def recipients(self, step: Step) -> tuple[str, ...]:
        """The host, at every step."""
        return (urlsplit(self.url).hostname or "webhook",)

    async def send(self, notice: Notice, to: str) -> str:
        """Post it; gives the status of the answer."""
        body = msgspec.json.encode(asdict(notice))
        headers = {"content-type": "application/json", "idempotency-key": notice.id}
        if self.secret:
            headers["x-tansiq-signature"] = f"sha256={sign(self.secret, body)}"
        try:
            async with (
                httpx.AsyncClient(timeout=_TIMEOUT_S, trust_env=False) as client,
                client.stream("POST", self.url, content=body, headers=headers) as answer,
            ):
                if not answer.is_success:
                    raise NotDelivered(f"{to} answered {answer.status_code}")
                return f"HTTP {answer.status_code}"
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NotDelivered(f"{to} cannot be reached: {type(error).__name__}") from None


def sign(secret: str, body: bytes) -> str:
    """HMAC-SHA-256 of the body, hexadecimal: the receiver computes the same."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
