from __future__ import annotations

import json
from typing import Any

import pytest

from tansiq.base.ids import LineId
from tansiq.ledger.envelope import Chain, Envelope, encode_body
from tansiq.ledger.errors import BadSignature, Malformed
from tansiq.ledger.rotation import authenticate_rotation, rotation_body
from tests.ledger.builders import AMMAN, AMMAN_KEY, HMEIMIM, HMEIMIM_KEY, LINE, STRANGER_KEY, make_envelope

FROM = {Chain.ORDINARY: 2, Chain.URGENT: 1}


def make_change(**changes: Any) -> Envelope:
    body = rotation_body(line=LINE, sender=AMMAN, old=AMMAN_KEY.public, new=STRANGER_KEY, from_serial=FROM)
    return make_envelope("key_change", body=encode_body(body | changes))


def test_a_rotation_names_the_new_key_and_its_first_serials() -> None:
    rotation = authenticate_rotation(make_change(), AMMAN_KEY.public)
    assert rotation.key == STRANGER_KEY.public
    assert dict(rotation.from_serial) == FROM


def test_a_key_that_did_not_prove_itself_is_refused() -> None:
    with pytest.raises(BadSignature):
        authenticate_rotation(make_change(new_key=HMEIMIM_KEY.public.raw.hex()), AMMAN_KEY.public)
    with pytest.raises(BadSignature):
        authenticate_rotation(make_change(from_serial={"ordinary": 3, "urgent": 1}), AMMAN_KEY.public)
    with pytest.raises(BadSignature):
        authenticate_rotation(make_change(), HMEIMIM_KEY.public)


def test_a_proof_is_good_on_one_line_and_for_one_party() -> None:
    body = make_change().body
    other_line = make_envelope("key_change", line=LineId("3f0c1c52-7f7e-4d0e-9a54-0d6b1f6f2a12"), body=body)
    other_party = make_envelope("key_change", sender=HMEIMIM, to=(AMMAN,), body=body)
    for envelope in (other_line, other_party):
        with pytest.raises(BadSignature):
            authenticate_rotation(envelope, AMMAN_KEY.public)


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "pairing"},
        {"new_key": "ab"},
        {"new_key": "not hexadecimal"},
        {"proof": 3},
        {"from_serial": {"ordinary": 2}},
        {"from_serial": {"ordinary": 1, "urgent": 1}},
        {"more": 1},
    ],
)
def test_a_body_that_is_no_rotation_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        authenticate_rotation(make_change(**changes), AMMAN_KEY.public)


def test_the_body_can_be_signed() -> None:
    assert json.loads(make_change().body)["reason"] == "rotation"
