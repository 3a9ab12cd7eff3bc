"""Body of ``answer``: a party's answer to one exact revision. None of the verdicts is a permission.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| revision | SHA-256 | | what is answered | |
| verdict | word | | concur, cannot, counter | |
| knew_yours | integer | serial | highest ordinary serial of the owner's that was processed | |
| reason | word | | for cannot, and for cannot only; the undisclosed one is always not_disclosed | yes |
| counter | item | | for counter, and for counter only: what would be concurred to | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import Answer, CannotReason, Verdict
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import Hash, Whole
from tansiq.wire.shapes import ItemV1, from_item, is_item_v1, to_item


class AnswerV1(Shape, frozen=True):
    """Versions 1 and 2, in which altitudes of a counter may be by QNH and QFE."""

    revision: Hash
    verdict: Verdict
    knew_yours: Whole
    reason: CannotReason | None = None
    counter: ItemV1 | None = None


def is_v1(said: Answer) -> bool:
    return said.counter is None or is_item_v1(said.counter)


def to_body(said: Answer) -> AnswerV1:
    return AnswerV1(
        revision=said.revision,
        verdict=said.verdict,
        knew_yours=said.knew_yours,
        reason=said.reason,
        counter=None if said.counter is None else to_item(said.counter),
    )


def from_body(body: AnswerV1) -> Answer:
    reason_fits = body.reason is None or body.verdict is Verdict.CANNOT
    check(reason_fits, f"{body.verdict} has no reason", where="$.reason")
    counter_fits = (body.counter is not None) == (body.verdict is Verdict.COUNTER)
    check(counter_fits, "counter, and counter only, has an item", where="$.counter")
    return Answer(
        revision=body.revision,
        verdict=body.verdict,
        knew_yours=body.knew_yours,
        reason=body.reason,
        counter=None if body.counter is None else from_item(body.counter, "$.counter"),
    )
