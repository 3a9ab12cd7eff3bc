"""A slice of the fuzzing: the true bytes it begins with, and each of them changed in a few places."""

from __future__ import annotations

import random

import pytest

from fuzz.seeds import seeds
from fuzz.targets import TARGETS, Broken, fuzz_gatekeeper
from tansiq.ledger.keys import PublicKey

CHANGES = 60


def change(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, left out, doubled or moved, as a fuzzer would."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(4):
            case 0:
                made[at : at + 1] = bytes((chance.randrange(256),))
            case 1:
                del made[at : at + chance.randint(1, 8)]
            case 2:
                made[at:at] = made[at : at + chance.randint(1, 8)]
            case _:
                made[at:at] = chance.choice((b"0", b"-1", b'"', b"{", b"}", b"null", b"9007199254740993", b"\xff\xfe"))
    return bytes(made)


@pytest.mark.parametrize("target", TARGETS)
def test_what_must_hold_holds_around_true_bytes(target: str) -> None:
    chance = random.Random(target)
    assert seeds(target)
    for seed in seeds(target):
        TARGETS[target](seed)
        for _ in range(CHANGES):
            TARGETS[target](change(seed, chance))


def test_a_gate_that_believes_any_signature_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PublicKey, "authenticate", lambda *_: None)
    with pytest.raises(Broken, match="did not sign"):
        for seed in seeds("gatekeeper"):
            fuzz_gatekeeper(seed)
