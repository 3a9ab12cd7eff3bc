"""Body of ``test``: a test of the line, by the machine or by a person.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| nonce | text | | tells one test from another | |
| human | boolean | | a person made it | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Test
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Text


class TestV1(Shape, frozen=True):
    """Version 1."""

    __test__ = False  # not a test case, whatever a test runner makes of the name

    nonce: Text
    human: bool


def to_body(said: Test) -> TestV1:
    return TestV1(said.nonce, said.human)


def from_body(body: TestV1) -> Test:
    return Test(body.nonce, body.human)
