"""Real centres of a scenario, played up to a step and then left running, for pages to look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tansiq.scenario.format import load_scenario
from tansiq.scenario.player import Play, Progress, open_play
from tests.e2e.pair import Runner


@dataclass
class Stage:
    """A scenario whose nodes run."""

    runner: Runner
    play: Play

    def url(self, party: str) -> str:
        return self.play.processes[party].client.base.removesuffix("/api/v1")

    def secret(self, party: str, officer: str) -> str:
        return self.play.processes[party].client.secrets[officer]

    def real_ms_of(self, party: str, kind: str, text: str) -> int:
        """When the last entry of that kind with that text was on disk there, in real time."""
        client = self.play.processes[party].client
        found = self.runner.run(client.get(f"/record?kinds={kind}&search={text}&limit=1", "watch-1"))
        return found.whole("entries", 0, "real_ms")

    def go_on(self, labels: int) -> None:
        """Play so many more steps."""
        self.runner.run(_go_on(self.play, labels))


@contextmanager
def open_stage(name: str, folder: Path, *, steps: int | None = None) -> Iterator[Stage]:
    """Play a scenario's first steps, all where none are counted, and keep its nodes running."""
    scenario = load_scenario(name)
    runner = Runner()
    stack = AsyncExitStack()
    try:
        whole = scenario.script if steps is None else scenario.script[:steps]
        play = runner.run(stack.enter_async_context(open_play(replace(scenario, script=whole), folder, _silent)))
        runner.run(play.play())
        yield Stage(runner, play)
    finally:
        runner.run(stack.aclose())
        runner.close()


async def _go_on(play: Play, steps: int) -> None:
    done = len(play.scenario.script)
    whole = load_scenario(play.scenario.id).script
    play.scenario = replace(play.scenario, script=whole[done : done + steps], starts_ms=play.now_ms)
    await play.play()
    play.scenario = replace(play.scenario, script=whole[: done + steps])


def _silent(progress: Progress) -> None:
    return None
