from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.errors import BadRequest, TansiqError
from tansiq.base.ids import OfficerId, PartyId, Sha256, check_uuid
from tansiq.ledger.dsse import write_wrapper
from tansiq.ledger.errors import BadSignature, Malformed, Unsealable
from tansiq.ledger.keys import SigningKey
from tansiq.ledger.offer import (
    PAIRING_TYPE,
    VALID_MS,
    Offer,
    commitment,
    encode_offer,
    line_id,
    open_offer,
    pairing_body,
    phrase,
    seal_offer,
)
from tansiq.ledger.pairing import Pairing, PairingOutOfOrder, PairingRefused, Step
from tests.ledger.builders import AMMAN, AMMAN_KEY, HMEIMIM, HMEIMIM_KEY, STRANGER_KEY

WORDS = tuple(f"word{number}" for number in range(2048))
NOW_MS = 1_485_079_200_000
IVANOV, SMITH = OfficerId("ivanov"), OfficerId("smith")


def make_offer(party: PartyId = AMMAN, key: SigningKey = AMMAN_KEY, **changes: Any) -> Offer:
    certificate = b"certificate of " + party.encode()
    offer = Offer(
        party=party,
        name=party.title(),
        addresses=(f"{party}.example:4801",),
        line_key=key.public.raw,
        tls_cert_sha256=Sha256(hashlib.sha256(certificate).hexdigest()),
        tls_cert_der=certificate,
        nonce=hashlib.sha256(party.encode()).digest(),
        made_ms=NOW_MS,
        exercise=False,
    )
    return replace(offer, **changes)


AMMAN_OFFER = make_offer()
HMEIMIM_OFFER = make_offer(HMEIMIM, HMEIMIM_KEY)


def meet(a: Pairing, b: Pairing) -> None:
    """Carry commitments and then offers both ways."""
    a.receive_commitment(b.own_commitment)
    b.receive_commitment(a.own_commitment)
    a.receive_offer(seal_offer(b.own, HMEIMIM_KEY), now_ms=NOW_MS)
    b.receive_offer(seal_offer(a.own, AMMAN_KEY), now_ms=NOW_MS)


def make_met() -> tuple[Pairing, Pairing]:
    """Amman reads, Hmeimim types."""
    reader, hearer = Pairing(AMMAN_OFFER, WORDS), Pairing(HMEIMIM_OFFER, WORDS)
    meet(reader, hearer)
    return reader, hearer


def test_two_officers_pair_two_nodes() -> None:
    reader, hearer = make_met()
    assert (reader.reads, hearer.reads) == (True, False)
    assert hearer.type_phrase(" ".join(reader.phrase), officer=IVANOV, now_ms=NOW_MS)
    reader.confirm_heard(officer=SMITH, now_ms=NOW_MS)
    assert reader.step is hearer.step is Step.CONFIRMED_HERE
    reader.receive_confirmation(hearer.seal_confirmation(HMEIMIM_KEY))
    hearer.receive_confirmation(reader.seal_confirmation(AMMAN_KEY))
    mine, yours = reader.get_paired(), hearer.get_paired()
    assert mine.line == yours.line
    assert (mine.own, mine.peer) == (yours.peer, yours.own)
    assert (mine.own_officer, mine.peer_officer) == (SMITH, IVANOV)


def test_nothing_is_trusted_before_both_ends_confirm() -> None:
    reader, hearer = make_met()
    hearer.type_phrase(" ".join(reader.phrase), officer=IVANOV, now_ms=NOW_MS)
    reader.receive_confirmation(hearer.seal_confirmation(HMEIMIM_KEY))
    for end in (reader, hearer):
        with pytest.raises(PairingOutOfOrder):
            end.get_paired()
    reader.confirm_heard(officer=SMITH, now_ms=NOW_MS)
    assert reader.get_paired().peer == HMEIMIM_OFFER
    with pytest.raises(PairingOutOfOrder):
        hearer.get_paired()


def test_a_man_in_the_middle_changes_the_phrase() -> None:
    false_amman = make_offer(AMMAN, STRANGER_KEY, tls_cert_der=b"false")
    false_amman = replace(false_amman, tls_cert_sha256=Sha256(hashlib.sha256(b"false").hexdigest()))
    reader, hearer = Pairing(AMMAN_OFFER, WORDS), Pairing(HMEIMIM_OFFER, WORDS)
    reader.receive_commitment(hearer.own_commitment)
    reader.receive_offer(seal_offer(HMEIMIM_OFFER, HMEIMIM_KEY), now_ms=NOW_MS)
    hearer.receive_commitment(commitment(false_amman))
    hearer.receive_offer(seal_offer(false_amman, STRANGER_KEY), now_ms=NOW_MS)
    heard = " ".join(reader.phrase)
    assert not hearer.type_phrase(heard, officer=IVANOV, now_ms=NOW_MS)
    assert not hearer.type_phrase(heard, officer=IVANOV, now_ms=NOW_MS)
    with pytest.raises(PairingRefused):
        hearer.type_phrase(heard, officer=IVANOV, now_ms=NOW_MS)
    assert hearer.step is Step.ENDED
    with pytest.raises(TansiqError):
        hearer.type_phrase(heard, officer=IVANOV, now_ms=NOW_MS)
    with pytest.raises(TansiqError):
        hearer.seal_confirmation(HMEIMIM_KEY)


@pytest.mark.parametrize(
    "changes", [{"name": "x"}, {"addresses": ()}, {"nonce": b"n" * 32}, {"made_ms": NOW_MS + 1}, {"exercise": True}]
)
def test_any_changed_field_changes_phrase_and_line(changes: dict[str, Any]) -> None:
    changed = replace(HMEIMIM_OFFER, **changes)
    assert phrase(AMMAN_OFFER, changed, WORDS) != phrase(AMMAN_OFFER, HMEIMIM_OFFER, WORDS)
    assert line_id(AMMAN_OFFER, changed) != line_id(AMMAN_OFFER, HMEIMIM_OFFER)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_both_ends_make_the_same_phrase_and_line(one: bytes, other: bytes) -> None:
    a, b = replace(AMMAN_OFFER, nonce=one), replace(HMEIMIM_OFFER, nonce=other)
    assert phrase(a, b, WORDS) == phrase(b, a, WORDS)
    assert len(phrase(a, b, WORDS)) == 8
    assert line_id(a, b) == line_id(b, a)
    check_uuid(line_id(a, b), where="line")
    assert pairing_body(a, b, epoch=1, officers={}) == pairing_body(b, a, epoch=1, officers={})


def test_the_eight_words_carry_the_first_88_bits_of_the_hash() -> None:
    both = f"tansiq pairing phrase v1 {commitment(AMMAN_OFFER)} {commitment(HMEIMIM_OFFER)}"
    bits = f"{int(hashlib.sha256(both.encode()).hexdigest(), 16):0256b}"
    assert phrase(AMMAN_OFFER, HMEIMIM_OFFER, WORDS) == tuple(
        f"word{int(bits[at : at + 11], 2)}" for at in range(0, 88, 11)
    )


def test_a_list_with_a_word_twice_is_refused() -> None:
    with pytest.raises(BadRequest):
        phrase(AMMAN_OFFER, HMEIMIM_OFFER, (*WORDS[:-1], WORDS[0]))


def test_how_the_phrase_is_typed_does_not_matter() -> None:
    reader, hearer = make_met()
    typed = ",\n".join(reader.phrase).upper() + " "
    assert hearer.type_phrase(typed, officer=IVANOV, now_ms=NOW_MS)


def test_words_in_another_order_or_one_too_few_do_not_match() -> None:
    reader, hearer = make_met()
    assert not hearer.type_phrase(" ".join(reversed(reader.phrase)), officer=IVANOV, now_ms=NOW_MS)
    assert not hearer.type_phrase(" ".join(reader.phrase[:-1]), officer=IVANOV, now_ms=NOW_MS)
    assert hearer.type_phrase(" ".join(reader.phrase), officer=IVANOV, now_ms=NOW_MS)


def test_each_officer_does_only_his_part() -> None:
    reader, hearer = make_met()
    with pytest.raises(PairingOutOfOrder):
        reader.type_phrase(" ".join(reader.phrase), officer=SMITH, now_ms=NOW_MS)
    with pytest.raises(PairingOutOfOrder):
        hearer.confirm_heard(officer=IVANOV, now_ms=NOW_MS)
    with pytest.raises(PairingOutOfOrder):
        _ = hearer.phrase


def test_no_offer_is_taken_before_its_commitment() -> None:
    with pytest.raises(PairingOutOfOrder):
        Pairing(AMMAN_OFFER, WORDS).receive_offer(seal_offer(HMEIMIM_OFFER, HMEIMIM_KEY), now_ms=NOW_MS)


def test_an_offer_other_than_the_one_committed_to_ends_the_pairing() -> None:
    end = Pairing(AMMAN_OFFER, WORDS)
    end.receive_commitment(commitment(HMEIMIM_OFFER))
    with pytest.raises(PairingRefused):
        end.receive_offer(seal_offer(replace(HMEIMIM_OFFER, nonce=b"n" * 32), HMEIMIM_KEY), now_ms=NOW_MS)
    assert end.step is Step.ENDED


def test_a_second_commitment_is_refused_and_the_first_again_is_harmless() -> None:
    end = Pairing(AMMAN_OFFER, WORDS)
    end.receive_commitment(commitment(HMEIMIM_OFFER))
    end.receive_commitment(commitment(HMEIMIM_OFFER))
    with pytest.raises(PairingOutOfOrder):
        end.receive_commitment(Sha256("a" * 64))


def test_our_own_commitment_thrown_back_is_refused() -> None:
    end = Pairing(AMMAN_OFFER, WORDS)
    with pytest.raises(PairingRefused):
        end.receive_commitment(end.own_commitment)


@pytest.mark.parametrize(
    ("offer", "key"),
    [
        (make_offer(AMMAN, HMEIMIM_KEY), HMEIMIM_KEY),
        (make_offer(HMEIMIM, AMMAN_KEY), AMMAN_KEY),
        (replace(HMEIMIM_OFFER, exercise=True), HMEIMIM_KEY),
        (replace(HMEIMIM_OFFER, made_ms=NOW_MS - VALID_MS), HMEIMIM_KEY),
        (replace(HMEIMIM_OFFER, made_ms=NOW_MS + VALID_MS), HMEIMIM_KEY),
    ],
    ids=["same party", "our own key", "exercise", "expired", "from the future"],
)
def test_an_offer_that_must_not_pair_ends_the_pairing(offer: Offer, key: SigningKey) -> None:
    end = Pairing(AMMAN_OFFER, WORDS)
    end.receive_commitment(commitment(offer))
    with pytest.raises(PairingRefused):
        end.receive_offer(seal_offer(offer, key), now_ms=NOW_MS)
    assert end.step is Step.ENDED


def test_a_phrase_typed_after_a_day_is_too_late() -> None:
    reader, hearer = make_met()
    assert not hearer.type_phrase("", officer=IVANOV, now_ms=NOW_MS + VALID_MS - 1)
    with pytest.raises(PairingRefused):
        hearer.type_phrase(" ".join(reader.phrase), officer=IVANOV, now_ms=NOW_MS + VALID_MS)


@given(st.builds(replace, st.just(AMMAN_OFFER), name=st.text(min_size=1, max_size=80).filter(str.isprintable)))
def test_an_offer_comes_back_as_it_went(offer: Offer) -> None:
    assert open_offer(seal_offer(offer, AMMAN_KEY)) == offer


def test_an_offer_signed_by_another_key_than_it_names_is_refused() -> None:
    with pytest.raises(Unsealable):
        seal_offer(AMMAN_OFFER, STRANGER_KEY)
    payload = encode_offer(AMMAN_OFFER)
    raw = write_wrapper(
        payload=payload, payload_type=PAIRING_TYPE, signature=STRANGER_KEY.sign(PAIRING_TYPE, payload), key_id="k"
    )
    with pytest.raises(BadSignature):
        open_offer(raw)


@pytest.mark.parametrize(
    "changes",
    [
        {"party": "Amman"},
        {"name": ""},
        {"addresses": ("x",) * 9},
        {"line_key": b"short"},
        {"nonce": b"short"},
        {"tls_cert_der": b"another"},
        {"made_ms": -1},
    ],
)
def test_an_offer_with_a_wrong_field_is_refused(changes: dict[str, Any]) -> None:
    payload = encode_offer(replace(AMMAN_OFFER, **changes))
    signature = AMMAN_KEY.sign(PAIRING_TYPE, payload)
    with pytest.raises(Malformed) as caught:
        open_offer(write_wrapper(payload=payload, payload_type=PAIRING_TYPE, signature=signature, key_id="k"))
    assert caught.value.where is not None


def test_a_confirmation_of_another_key_or_another_pairing_is_refused() -> None:
    reader, hearer = make_met()
    hearer.type_phrase(" ".join(reader.phrase), officer=IVANOV, now_ms=NOW_MS)
    with pytest.raises(BadSignature):
        reader.receive_confirmation(hearer.seal_confirmation(STRANGER_KEY))
    earlier, its_hearer = Pairing(AMMAN_OFFER, WORDS), Pairing(replace(HMEIMIM_OFFER, nonce=b"e" * 32), WORDS)
    meet(earlier, its_hearer)
    its_hearer.type_phrase(" ".join(earlier.phrase), officer=IVANOV, now_ms=NOW_MS)
    with pytest.raises(Malformed):
        reader.receive_confirmation(its_hearer.seal_confirmation(HMEIMIM_KEY))
    with pytest.raises(Malformed):
        reader.receive_confirmation(seal_offer(HMEIMIM_OFFER, HMEIMIM_KEY))
    reader.receive_confirmation(hearer.seal_confirmation(HMEIMIM_KEY))


def test_entry_one_names_offers_keys_epoch_and_officers() -> None:
    body = pairing_body(HMEIMIM_OFFER, AMMAN_OFFER, epoch=3, officers={HMEIMIM: IVANOV, AMMAN: SMITH})
    assert body == {
        "reason": "pairing",
        "epoch": 3,
        "offers": {"amman": commitment(AMMAN_OFFER), "hmeimim": commitment(HMEIMIM_OFFER)},
        "keys": {
            offer.party: {"line_key": offer.line_key.hex(), "tls_cert_sha256": offer.tls_cert_sha256}
            for offer in (AMMAN_OFFER, HMEIMIM_OFFER)
        },
        "officers": {"amman": "smith", "hmeimim": "ivanov"},
    }
