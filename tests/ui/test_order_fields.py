"""What stands in an order's form before anything is typed: nothing that an officer has not chosen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.modules import Modules, bundle

pytestmark = pytest.mark.needs_browser
OPTIONS = [{"value": "south", "text": "Southern centre"}, {"value": "west", "text": "Western centre"}]


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Modules:
    return bundle(tmp_path_factory.mktemp("modules"), "orders/order.ts")


@pytest.mark.parametrize(
    ("many", "more", "chosen"), [(1, {}, "south"), (2, {}, ""), (1, {"isOptional": True}, ""), (0, {}, "")]
)
def test_only_what_must_be_chosen_and_has_one_answer_is_chosen(
    modules: Modules, many: int, more: dict[str, Any], chosen: str
) -> None:
    field = {"type": "choice", "name": "party", "options": OPTIONS[:many], **more}
    assert modules.run("m.emptyOf({ fields: [given] })", field) == {"party": chosen}
