"""Body of ``agreement``: a step in an agreement's life.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| action | word | | offer, sign, suspend, resume, end, offer_change, sign_change | |
| agreement | UUID | | | |
| hash | SHA-256 | | of the terms; offer and sign, and these only | yes |
| terms | terms | | see `terms`; offer, and offer only | yes |
| change | area change | | see `terms`; offer_change and sign_change, and these only | yes |

Where there are three parties or more, one party's step may come before another's offer, since every line has an order
of its own. It is kept, and counts when the offer comes; a sheet's steps likewise.
"""

from __future__ import annotations

from tansiq.coordination.statements import AgreementAct, AgreementAction
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import AgreementUuid, Hash
from tansiq.wire.terms import AreaChangeV1, TermsV1, from_change, from_terms, is_terms_v1, to_change, to_terms

_WITH_HASH = {AgreementAction.OFFER, AgreementAction.SIGN}
_WITH_CHANGE = {AgreementAction.OFFER_CHANGE, AgreementAction.SIGN_CHANGE}


class AgreementV1(Shape, frozen=True):
    """Versions 1 and 2, which has more articles."""

    action: AgreementAction
    agreement: AgreementUuid
    hash: Hash | None = None
    terms: TermsV1 | None = None
    change: AreaChangeV1 | None = None


def is_v1(said: AgreementAct) -> bool:
    return said.terms is None or is_terms_v1(said.terms)


def to_body(said: AgreementAct) -> AgreementV1:
    return AgreementV1(
        action=said.action,
        agreement=said.agreement,
        hash=said.hash,
        terms=None if said.terms is None else to_terms(said.terms),
        change=None if said.change is None else to_change(said.change),
    )


def from_body(body: AgreementV1) -> AgreementAct:
    action = body.action
    hash_fits = (body.hash is not None) == (action in _WITH_HASH)
    check(hash_fits, "offer and sign, and these only, name a hash", where="$.hash")
    terms_fit = (body.terms is not None) == (action is AgreementAction.OFFER)
    check(terms_fit, "offer, and offer only, has terms", where="$.terms")
    change_fits = (body.change is not None) == (action in _WITH_CHANGE)
    check(change_fits, "offer_change and sign_change, and these only, have a change", where="$.change")
    terms = None if body.terms is None else from_terms(body.terms, "$.terms")
    change = None if body.change is None else from_change(body.change)
    check(terms is None or terms.id == body.agreement, "the terms are of another agreement", where="$.terms.id")
    is_own_change = change is None or change.agreement == body.agreement
    check(is_own_change, "the change is of another agreement", where="$.change.agreement")
    return AgreementAct(action, body.agreement, body.hash, terms, change)
