"""Where a fuzzer begins: true bytes of every kind, from the golden files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tansiq.wire.kinds import KINDS

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden"
_KIND_NAMES = sorted(KINDS)


def seeds(target: str) -> list[bytes]:
    """The first inputs of a target."""
    vectors = json.loads((GOLDEN / "ledger" / "vectors.json").read_text(encoding="utf-8"))
    payloads = [each["payload"].encode() for each in vectors["envelopes"]]
    raws = [each["raw"].encode() for each in (*vectors["envelopes"], *vectors["frames"])]
    frames = [each["payload"].encode() for each in vectors["frames"]]
    match target:
        case "gatekeeper":
            dressed = [how + payload for how in (b"P", b"S", b"O", b"F") for payload in payloads]
            forked = payloads[0].replace(b"airfield", b"airport.")
            together = [b"P" + b"\xff\xfeP".join(payloads), b"P" + payloads[0] + b"\xff\xfeP" + forked]
            return [*raws, *dressed, *together, "stop now, قف, стоп, dur".encode()]
        case "envelope":
            return [*payloads, *raws]
        case "frame":
            return [*raws, *(how + payload for how in (b"P", b"S") for payload in frames)]
        case "body":
            return _bodies()
        case "log":
            return _logs(vectors, raws)
        case _:
            return [*raws, b"\xff\xfe".join(raws)]


def _bodies() -> list[bytes]:
    found = []
    for path in sorted((GOLDEN / "wire").glob("*.json")):
        kept = json.loads(path.read_text(encoding="utf-8"))
        body = json.dumps(kept["body"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        versions = sorted(KINDS[kept["kind"]].layouts)
        found.append(bytes((_KIND_NAMES.index(kept["kind"]), versions.index(kept["version"]))) + body)
    return found


def _logs(vectors: dict[str, Any], raws: list[bytes]) -> list[bytes]:
    said = vectors["envelopes"][0]["said"]
    keys = {party: key["public"] for party, key in vectors["keys"].items()}
    rows: list[object] = [{"line": said["line"], "party": "amman", "peer": "hmeimim", "keys": keys}]
    for raw, each in zip(raws, vectors["envelopes"], strict=False):
        place = {"chain": each["said"]["chain"], "serial": each["said"]["serial"]}
        rows.append({"direction": "out", **place, "raw": raw.decode()})
    evidence = [
        {"given": {"chain": "ordinary", "serial": 1, "hash": "0" * 64, "raw": raws[3].decode()}},
        {"offset": {"at_ms": 1, "offset_ms": 2, "rtt_ms": 3, "raw": raws[4].decode()}},
        {"set_aside": {"hash": "0" * 64, "at_ms": 1, "size_bytes": 3, "reason": "malformed", "raw": "YWJj"}},
        {"fork": {"direction": "out", "chain": "ordinary", "serial": 1, "at_ms": 1, "raw": "YWJj"}},
        {"seal": raws[0].decode()},
    ]
    return [b"".join(json.dumps(row).encode() + b"\n" for row in lines) for lines in (rows, [*rows, *evidence])]
