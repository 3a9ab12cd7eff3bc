"""The steps of a cease at each end, reckoned without a browser: when each falls due, and what nobody can tell."""

from __future__ import annotations

from typing import Any

import pytest

from tansiq.base.clock import write_instant
from tests.ui.modules import Modules, bundle

pytestmark = pytest.mark.needs_browser
AT_MS = 1_486_595_460_000
AFTER_S = {"console": 4, "answer": 20, "escalate": 60, "second_path": 90, "commander": 120, "report": 240}


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Modules:
    return bundle(tmp_path_factory.mktemp("ladder"), "cease/ladder.ts")


def make_cease(by: str, **changes: object) -> dict[str, object]:
    end = "north" if by == "south" else "south"
    clocks = {step: write_instant(AT_MS + after * 1000) for step, after in AFTER_S.items()}
    plain = {"cease": "c1", "kind": "cease", "by": by, "at": write_instant(AT_MS), "stands": True, "taken": None}
    shown = {"ends": ["north", "south"], "clocks": {end: clocks}, "taken_there": {}, "executed": [], "calls": []}
    return {**plain, **shown, "escalation": [], **changes}


def climb(modules: Modules, cease: dict[str, object], after_s: int, *, on_disk: bool = True) -> dict[str, Any]:
    """Rungs of the one ladder, as seen at south."""
    sent: dict[str, object] = {"kind": "cease", "to": "north", "body": {"cease": "c1"}, "chain": "urgent", "serial": 3}
    sent["received_receipt"] = None
    line = {"peer": "north", "out": {"urgent": {"signed": 3, "receipted": 3 if on_disk else 2, "waiting": 0}}}
    known = {"own": "south", "nowMs": AT_MS + after_s * 1000, "entries": [sent], "lines": [line]}
    (ladder,) = modules.run("m.climb(given.cease, given.known)", {"cease": cease, "known": known})
    return {rung["step"]: rung for rung in ladder["rungs"]}


def test_each_step_falls_due_by_its_article(modules: Modules) -> None:
    rungs = climb(modules, make_cease("south"), 0)
    after = {step: rung["afterMs"] // 1000 for step, rung in rungs.items()}
    assert after == {
        "disk": 4, "console": 4, "taken": 20, "escalate": 60, "second_path": 90, "commander": 120, "executed": 240,
    }  # fmt: skip


def test_what_the_other_end_does_not_tell_stays_open(modules: Modules) -> None:
    rungs = climb(modules, make_cease("south"), 10)
    assert (rungs["disk"]["isDone"], rungs["console"]["isDone"], rungs["console"]["isMissed"]) == (True, False, False)


def test_what_is_not_on_their_disk_in_time_is_missed(modules: Modules) -> None:
    rungs = climb(modules, make_cease("south"), 10, on_disk=False)
    assert (rungs["disk"]["isMissed"], rungs["console"]["isMissed"]) == (True, True)
    assert rungs["taken"]["isMissed"] is False


def test_whoever_takes_it_there_has_it_on_a_console(modules: Modules) -> None:
    taken = {"north": {"by": "watch-2", "at": write_instant(AT_MS + 15_000)}}
    rungs = climb(modules, make_cease("south", taken_there=taken), 200)
    assert (rungs["console"]["isDone"], rungs["taken"]["by"]) == (True, "watch-2")
    assert "escalate" not in rungs
    assert rungs["executed"]["isMissed"] is False


def test_a_console_of_ours_that_did_not_take_it_is_named(modules: Modules) -> None:
    call = {"way": "console", "to": "watch-3", "delivered": False, "at": write_instant(AT_MS + 4000)}
    rungs = climb(modules, make_cease("north", calls=[call]), 10)
    assert (rungs["console"]["isDone"], rungs["console"]["isMissed"], rungs["console"]["by"]) == (
        False,
        True,
        "watch-3",
    )
