"""Makes `vectors.json` without any of Tansiq's code: the standard library's JSON, and OpenSSL for the signatures.

The values hold only ASCII names, so the standard library's sorted keys are in the order of RFC 8785; numbers are whole
and texts hold nothing that the two escape differently. Run from this folder: ``python make_vectors.py > vectors.json``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

SEEDS = {"amman": bytes(range(32)), "hmeimim": bytes(range(32, 64))}
LINE = "3f0c1c52-7f7e-4d0e-9a54-0d6b1f6f2a11"
ENVELOPE = "application/vnd.tansiq.envelope.v1+json"
FRAME = "application/vnd.tansiq.frame.v1+json"
PKCS8 = bytes.fromhex("302e020100300506032b657004220420")
"""What stands before the 32 bytes of an Ed25519 seed in a PKCS#8 file (RFC 8410, section 7)."""


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def openssl(seed: bytes, *args: str, data: bytes = b"") -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        key, signed = Path(folder, "key.der"), Path(folder, "data")
        key.write_bytes(PKCS8 + seed)
        signed.write_bytes(data)
        full = ["openssl", *(a.format(key=key, data=signed) for a in args)]
        return subprocess.run(full, check=True, capture_output=True).stdout


def public(seed: bytes) -> bytes:
    return openssl(seed, "pkey", "-inform", "DER", "-in", "{key}", "-pubout", "-outform", "DER")[-32:]


def wrap(kind: str, payload: bytes, seed: bytes) -> bytes:
    covered = f"DSSEv1 {len(kind)} {kind} {len(payload)} ".encode() + payload
    signature = openssl(
        seed, "pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", "{key}", "-in", "{data}", data=covered
    )
    key_id = hashlib.sha256(public(seed)).hexdigest()[:32]
    return canonical(
        {
            "payload": base64.b64encode(payload).decode(),
            "payloadType": kind,
            "signatures": [{"keyid": key_id, "sig": base64.b64encode(signature).decode()}],
        }
    )


def message(number: int, kind: str, prev: str, serial: int, body: object, **more: object) -> dict[str, Any]:
    urgent = kind in ("cease", "cease_executed", "distress", "resume_agreed")
    return {
        "v": 1,
        "line": LINE,
        "chain": "urgent" if urgent else "ordinary",
        "from": "amman",
        "to": ["hmeimim"],
        "serial": serial,
        "prev": prev,
        "id": f"{number:08x}-0000-4000-8000-000000000000",
        "kind": kind,
        "kind_version": 1,
        "precedence": "FLASH" if urgent else "PRIORITY",
        "sent_ms": 1_485_079_200_000 + number,
        "author": "smith",
        "lang": "en",
        "body": body,
    } | more


def vector(kind: str, said: dict[str, Any], seed: bytes) -> dict[str, Any]:
    payload = canonical(said)
    return {
        "said": said,
        "payload": payload.decode(),
        "hash": hashlib.sha256(payload).hexdigest(),
        "body_hash": hashlib.sha256(canonical(said["body"])).hexdigest() if "body" in said else None,
        "raw": wrap(kind, payload, seed).decode(),
    }


def main() -> None:
    amman = SEEDS["amman"]
    body = {"words": "9 km south of the airfield", "lat_e7": 353_708_000, "lon_e7": -1, "list": [1, True, None, {}]}
    first = vector(ENVELOPE, message(1, "notify", "0" * 64, 1, body, answer_by_ms=1_485_079_800_000), amman)
    arabic = {"text": "منطقة الباب", "back\\slash": 'quote " / slash', "big": 2**53 - 1}
    second = vector(
        ENVELOPE,
        message(2, "answer", first["hash"], 2, arabic, lang="ar", in_reply_to=first["hash"], releaser="jones"),
        amman,
    )
    cease = vector(ENVELOPE, message(3, "cease", "0" * 64, 1, {"all": True}, exercise=True), amman)
    header = {"v": 1, "line": LINE, "from": "amman", "sent_ms": 1_485_079_200_009}
    head = {"serial": 2, "hash": second["hash"]}
    receipts = header | {"frame": "receipts", "receipts": [{"chain": "ordinary"} | head]}
    heartbeat = header | {
        "frame": "heartbeat",
        "ping_ms": 1_485_079_200_009,
        "heads": {"ordinary": head, "urgent": {"serial": 0, "hash": "0" * 64}},
        "processed": {"ordinary": 7, "urgent": 0},
        "want_echo": True,
        "state": "ok",
    }
    out = {
        "keys": {party: {"seed": seed.hex(), "public": public(seed).hex()} for party, seed in SEEDS.items()},
        "envelopes": [first, second, cease],
        "frames": [vector(FRAME, frame, amman) for frame in (receipts, heartbeat)],
    }
    print(json.dumps(out, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
