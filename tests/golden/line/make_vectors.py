"""Makes `vectors.json` without any of Tansiq's code: pairing, rotation of a key, the other frames, a sealed bundle.

As in `../ledger/make_vectors.py`, whose writing of JSON and whose signatures by OpenSSL are used. Run from this folder:
``python make_vectors.py > vectors.json``.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any
from uuid import UUID

_spec = importlib.util.spec_from_file_location("base", Path(__file__).resolve().parents[1] / "ledger/make_vectors.py")
assert _spec is not None and _spec.loader is not None
base = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(base)

AMMAN, HMEIMIM, NEWER = base.SEEDS["amman"], base.SEEDS["hmeimim"], b"\x07" * 32
PAIRING, ROTATION, BUNDLE = (f"application/vnd.tansiq.{name}.v1+json" for name in ("pairing", "rotation", "bundle"))
NOON_MS = 1_485_079_200_000
HASH = "ab" * 32


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def offer(party: str, seed: bytes) -> dict[str, Any]:
    certificate = f"certificate of {party}".encode()
    said = {
        "v": 1, "party": party, "name": party.title(), "addresses": [f"{party}.example:4801"], "made_ms": NOON_MS,
        "line_key": b64(base.public(seed)), "tls_cert_der": b64(certificate), "tls_cert_sha256": sha256(certificate),
        "nonce": b64(hashlib.sha256(party.encode()).digest()), "exercise": False,
    }  # fmt: skip
    return {
        "said": said,
        "hash": sha256(base.canonical(said)),
        "raw": base.wrap(PAIRING, base.canonical(said), seed).decode(),
    }


def pairing() -> dict[str, Any]:
    offers = [offer("amman", AMMAN), offer("hmeimim", HMEIMIM)]
    hashes = " ".join(each["hash"] for each in offers)
    line = hashlib.sha256(f"tansiq pairing line v1 {hashes}".encode()).digest()
    bits = int.from_bytes(hashlib.sha256(f"tansiq pairing phrase v1 {hashes}".encode()).digest()) >> (256 - 88)
    return {
        "offers": offers,
        "line": str(UUID(bytes=line[:16], version=4)),
        "words": [bits >> at & 2047 for at in range(77, -1, -11)],
    }


def rotation() -> dict[str, Any]:
    said = {
        "line": base.LINE, "from": "amman", "old_key": base.public(AMMAN).hex(), "new_key": base.public(NEWER).hex(),
        "from_serial": {"ordinary": 8, "urgent": 66},
    }  # fmt: skip
    payload = base.canonical(said)
    wrapper = json.loads(base.wrap(ROTATION, payload, NEWER))
    proof = base64.b64decode(wrapper["signatures"][0]["sig"]).hex()
    return {"said": said, "payload": payload.decode(), "by_new_key": proof}


def frames() -> list[dict[str, Any]]:
    heads = {"ordinary": {"serial": 2, "hash": HASH}, "urgent": {"serial": 0, "hash": "0" * 64}}
    header = {"v": 1, "line": base.LINE, "from": "amman", "sent_ms": NOON_MS}
    hello = {"party": "amman", "epoch": 3, "run": "0123456789abcdef", "held": heads, "heads": heads, "exercise": False,
             "version": "0.1.0", "recovering": False}  # fmt: skip
    beat = {"ping_ms": NOON_MS, "echo_ms": NOON_MS - 40, "echo_received_ms": NOON_MS - 20, "heads": heads,
            "processed": {"ordinary": 7, "urgent": 1}, "want_echo": False, "state": "cannot_write",
            "outage_until_ms": NOON_MS + 60_000}  # fmt: skip
    said: list[dict[str, Any]] = [
        {"frame": "hello", **hello},
        {"frame": "hello_refused", "reason": "stale_epoch", "highest_epoch": 9, "held": heads},
        {"frame": "heartbeat", **beat},
        {"frame": "gap_request", "chain": "ordinary", "after": 2},
        {"frame": "own_request", "chain": "urgent", "after": 0},
        {"frame": "own_entries", "chain": "ordinary", "entries": [b64(b"one wrapper"), b64(b"another")]},
    ]
    return [base.vector(base.FRAME, header | each, AMMAN) for each in said]


def bundle() -> dict[str, Any]:
    """A bundle of two lines: whose it is, and the seal."""
    keys = {"amman": base.public(AMMAN).hex(), "hmeimim": base.public(HMEIMIM).hex()}
    head = {"line": base.LINE, "party": "amman", "peer": "hmeimim", "keys": keys}
    before = json.dumps(head).encode() + b"\n"
    seal = {"v": 1, "line": base.LINE, "from": "amman", "author": "auditor", "made_ms": NOON_MS, "exercise": False,
            "lines": 1, "sha256": sha256(before)}  # fmt: skip
    signed = base.wrap(BUNDLE, base.canonical(seal), AMMAN).decode()
    return {"text": before.decode() + json.dumps({"seal": signed}) + "\n", "seal": seal}


def main() -> None:
    out = {"pairing": pairing(), "rotation": rotation(), "frames": frames(), "bundle": bundle()}
    print(json.dumps(out, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
