"""Version 1 of each body stays as it was first written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tansiq.wire.kinds import KINDS, decode, encode
from tests.wire.samples import CORRECTED_INCIDENT, DISTRESS_CHECK, ROTATION, SAMPLES, SITUATION

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "wire"
STATEMENTS = SAMPLES | {
    "status_area": SITUATION,
    "status_distress": DISTRESS_CHECK,
    "key_change_rotation": ROTATION,
    "correction_incident": CORRECTED_INCIDENT,
}


def read_golden(name: str) -> tuple[str, bytes, str]:
    kept = json.loads((FOLDER / f"{name}.v1.json").read_text(encoding="utf-8"))
    assert kept["version"] == 1
    # As any other language would write it: keys in order, no spaces, text as it is.
    body = json.dumps(kept["body"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return kept["kind"], body, kept["sha256"]


def test_there_is_a_golden_body_of_every_kind() -> None:
    assert set(SAMPLES) == set(KINDS)
    assert {path.name for path in FOLDER.glob("*.json")} == {f"{name}.v1.json" for name in STATEMENTS}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_is_written_as_it_was_first_written(name: str) -> None:
    kind, body, sha256 = read_golden(name)
    assert hashlib.sha256(body).hexdigest() == sha256
    assert encode(STATEMENTS[name]) == (kind, 1, body)


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_golden_body_is_read_as_what_it_states(name: str) -> None:
    kind, body, _ = read_golden(name)
    assert decode(kind, 1, body) == STATEMENTS[name]
