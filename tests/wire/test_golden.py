"""Each version of each body stays as it was first written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tansiq.wire.errors import BadBody
from tansiq.wire.kinds import KINDS, decode, encode
from tests.wire.samples import CORRECTED_INCIDENT, DISTRESS_CHECK, OUTAGE, ROTATION, SAMPLES, SECOND, SITUATION, UNITS

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "wire"
FIRST = SAMPLES | {
    "status_area": SITUATION,
    "status_node": OUTAGE,
    "status_distress": DISTRESS_CHECK,
    "status_units": UNITS,
    "key_change_rotation": ROTATION,
    "correction_incident": CORRECTED_INCIDENT,
}
STATEMENTS = {f"{name}.v1": said for name, said in FIRST.items()} | {
    f"{name}.v2": said for name, said in SECOND.items()
}


def read_golden(name: str) -> tuple[str, int, bytes, str]:
    kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert name.endswith(f".v{kept['version']}")
    # As any other language would write it: keys in order, no spaces, text as it is.
    body = json.dumps(kept["body"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return kept["kind"], kept["version"], body, kept["sha256"]


def test_there_is_a_golden_body_of_every_version_of_every_kind() -> None:
    assert set(SAMPLES) == set(KINDS)
    assert {(name, 2) for name in SECOND} == {
        (kind.name, version) for kind in KINDS.values() for version in kind.layouts if version > 1
    }
    assert {path.name for path in FOLDER.glob("*.json")} == {f"{name}.json" for name in STATEMENTS}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_is_written_as_it_was_first_written(name: str) -> None:
    kind, version, body, sha256 = read_golden(name)
    assert hashlib.sha256(body).hexdigest() == sha256
    assert encode(STATEMENTS[name]) == (kind, version, body)


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_golden_body_is_read_as_what_it_states(name: str) -> None:
    kind, version, body, _ = read_golden(name)
    assert decode(kind, version, body) == STATEMENTS[name]


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_body_under_another_version_than_its_own_is_refused(name: str) -> None:
    kind, version, body, _ = read_golden(name)
    for other in set(KINDS[kind].layouts) - {version}:
        with pytest.raises(BadBody, match=rf"is written in version {version}, not {other}|matching regex"):
            decode(kind, other, body)
