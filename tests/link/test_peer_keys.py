"""Which of a peer's keys opens its frames while it changes from one to the next."""

from __future__ import annotations

import pytest

from tansiq.base.ids import LineId, PartyId
from tansiq.ledger.envelope import Chain
from tansiq.ledger.errors import BadSignature
from tansiq.ledger.frames import GapRequest, seal_frame
from tansiq.ledger.keys import SigningKey
from tansiq.link.peer_keys import PeerKeys

LINE = LineId("3f0c1c52-7f7e-4d0e-9a54-0d6b1f6f2a11")
SOUTH = PartyId("south")
OLD, NEW, OTHER = SigningKey(b"o" * 32), SigningKey(b"n" * 32), SigningKey(b"x" * 32)
FRAME = GapRequest(Chain.URGENT, 3)


def made_by(key: SigningKey) -> bytes:
    return seal_frame(FRAME, line=LINE, sender=SOUTH, key=key, sent_ms=1)


def test_old_key_opens_frames_until_the_new_one_has_signed() -> None:
    keys = PeerKeys(line=LINE, peer=SOUTH, key=OLD.public)
    keys.change(NEW.public)
    assert keys.open(made_by(OLD), 1) == FRAME
    assert keys.open(made_by(NEW), 1) == FRAME
    with pytest.raises(BadSignature):
        keys.open(made_by(OLD), 1)


def test_a_late_frame_over_another_connection_is_left_aside_without_alarm() -> None:
    keys = PeerKeys(line=LINE, peer=SOUTH, key=OLD.public)
    keys.change(NEW.public)
    keys.open(made_by(NEW), 1)
    assert keys.open(made_by(OLD), 2) is None
    keys.open(made_by(NEW), 2)
    with pytest.raises(BadSignature):
        keys.open(made_by(OLD), 2)


def test_after_a_restart_both_open_unless_the_new_one_is_known_to_be_in_use() -> None:
    assert PeerKeys(line=LINE, peer=SOUTH, key=NEW.public, former=OLD.public).open(made_by(OLD), 1) == FRAME
    with pytest.raises(BadSignature):
        PeerKeys(line=LINE, peer=SOUTH, key=NEW.public).open(made_by(OLD), 1)


def test_a_key_that_was_never_the_peers_opens_nothing() -> None:
    keys = PeerKeys(line=LINE, peer=SOUTH, key=NEW.public, former=OLD.public)
    with pytest.raises(BadSignature):
        keys.open(made_by(OTHER), 1)


def test_of_two_changes_the_first_key_is_forgotten() -> None:
    keys = PeerKeys(line=LINE, peer=SOUTH, key=OTHER.public)
    keys.change(OLD.public)
    keys.open(made_by(OLD), 1)
    keys.change(NEW.public)
    assert keys.open(made_by(OLD), 1) == FRAME
    with pytest.raises(BadSignature):
        keys.open(made_by(OTHER), 1)
