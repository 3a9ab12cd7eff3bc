"""A change of key: proved by the new key, good on one line and for one party, reaching forward only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tansiq.base.ids import LineId
from tansiq.ledger.envelope import Chain
from tansiq.ledger.errors import BadSignature, Malformed
from tansiq.ledger.rotation import Rotation, authenticate_rotation, prove_rotation
from tests.ledger.builders import AMMAN, AMMAN_KEY, HMEIMIM, HMEIMIM_KEY, LINE, STRANGER_KEY

CHANGE = Rotation(line=LINE, sender=AMMAN, old=AMMAN_KEY.public, new=STRANGER_KEY.public, ordinary=2, urgent=1)
PROOF = prove_rotation(CHANGE, STRANGER_KEY)


def test_a_rotation_gives_the_new_key_and_its_first_serials() -> None:
    term = authenticate_rotation(CHANGE, PROOF, serial=1)
    assert term.key == STRANGER_KEY.public
    assert dict(term.since) == {Chain.ORDINARY: 2, Chain.URGENT: 1}


@pytest.mark.parametrize(
    "changed",
    [
        replace(CHANGE, new=HMEIMIM_KEY.public),
        replace(CHANGE, old=HMEIMIM_KEY.public),
        replace(CHANGE, ordinary=3),
        replace(CHANGE, urgent=2),
        replace(CHANGE, line=LineId("3f0c1c52-7f7e-4d0e-9a54-0d6b1f6f2a12")),
        replace(CHANGE, sender=HMEIMIM),
    ],
)
def test_a_proof_is_good_for_one_change_on_one_line_by_one_party(changed: Rotation) -> None:
    with pytest.raises(BadSignature):
        authenticate_rotation(changed, PROOF, serial=1)


@pytest.mark.parametrize("proof", [b"", PROOF[:-1], PROOF + b"\0", bytes(64), prove_rotation(CHANGE, AMMAN_KEY)])
def test_a_key_that_did_not_prove_itself_is_refused(proof: bytes) -> None:
    with pytest.raises(BadSignature):
        authenticate_rotation(CHANGE, proof, serial=1)


def test_a_change_belongs_to_the_old_key_itself() -> None:
    with pytest.raises(Malformed):
        authenticate_rotation(CHANGE, PROOF, serial=2)


def test_a_change_to_the_same_key_is_none() -> None:
    same = replace(CHANGE, new=AMMAN_KEY.public)
    with pytest.raises(Malformed):
        authenticate_rotation(same, prove_rotation(same, AMMAN_KEY), serial=1)
