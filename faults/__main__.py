"""`./run faults`: break three nodes in every way there is, and look whether what must hold holds."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from faults.house import make_house
from faults.plan import KINDS, make_plan
from faults.results import append_result, read_results
from faults.storm import Result, run_storm

DEFAULT_RUNS = 500
ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run as the arguments say; 1 where something did not hold."""
    parser = argparse.ArgumentParser(prog="./run faults", description="Break nodes and check what must always hold.")
    parser.add_argument("--runs", type=int, default=DEFAULT_RUNS, help=f"seeds from 1 on (default {DEFAULT_RUNS})")
    parser.add_argument("--seeds", default="", help="these instead: 7, or 100-199")
    parser.add_argument("--kinds", default=",".join(KINDS), help=f"only these faults, of {','.join(KINDS)}")
    parser.add_argument("--results", type=Path, help="append each result here; those there are passed over")
    parser.add_argument("--kept", type=Path, default=ROOT / "out" / "faults", help="folders of runs that failed")
    arguments = parser.parse_args()
    seeds = _read_seeds(arguments.seeds) if arguments.seeds else range(1, arguments.runs + 1)
    commit = _find_commit()
    known = read_results(arguments.results, commit) if arguments.results else {}
    left = [seed for seed in seeds if seed not in known]
    kinds = tuple(arguments.kinds.split(","))
    results: list[Result] = []
    # Ended early, it ends its nodes, gives their disks back and still tells what it has seen.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        if left:
            asyncio.run(_run_all(left, kinds, arguments.kept, found=results, file=arguments.results, commit=commit))
    if known:
        print(f"{len(seeds) - len(left)} of these stood in {arguments.results} for this commit already")
    return _report([*(known[seed] for seed in seeds if seed in known), *results], arguments.kept)


async def _run_all(
    seeds: list[int], kinds: tuple[str, ...], kept: Path, *, found: list[Result], file: Path | None, commit: str
) -> None:
    with tempfile.TemporaryDirectory(prefix="tansiq-faults-", ignore_cleanup_errors=True) as root:
        house = await make_house(Path(root))
        try:
            for seed in seeds:
                result = await run_storm(house, make_plan(seed, kinds), kept)
                found.append(result)
                _say(result)
                if file is not None:
                    append_result(file, commit, result)
        finally:
            await house.close()


def _say(result: Result) -> None:
    faults = " ".join(f"{kind}:{times}" for kind, times in sorted(result.faults.items()))
    mark = "held  " if result.is_good else "BROKEN"
    print(
        f"seed {result.seed:5} {mark} {result.seconds:5.1f} s (settled {result.settled_s:4.1f} s)"
        f" {result.outcome.messages} messages  {faults}",
        flush=True,
    )
    for each in result.outcome.breaks[:8]:
        print(f"      {each}", flush=True)


def _report(results: list[Result], kept: Path) -> int:
    faults: Counter[str] = Counter()
    for result in results:
        faults += result.faults
    outcomes = [result.outcome for result in results]
    rows = {
        "runs": len(results),
        "faults injected": faults.total(),
        **{f"  {kind}": faults[kind] for kind in KINDS if faults[kind]},
        "orders of officers": sum(result.orders.total() for result in results),
        "slowest run": f"{max((result.seconds for result in results), default=0.0):.1f} s",
        "fewest messages": min((each.messages for each in outcomes), default=0),
        "messages": sum(each.messages for each in outcomes),
        "receipted": sum(each.receipts for each in outcomes),
        "lost": sum(each.lost for each in outcomes),
        "duplicated in view": sum(each.duplicated for each in outcomes),
        "times coordinated": sum(each.coordinated for each in outcomes),
        "I1 breaks": sum(what.startswith("I1") for each in outcomes for what in each.breaks),
        "ceases pressed": sum(each.ceases for each in outcomes),
        "ceases due at peers": sum(each.ceases_due for each in outcomes),
        "ceases there": sum(each.ceases_there for each in outcomes),
        "cease at a peer after": _show_delays([delay for each in outcomes for delay in each.cease_delays_s]),
        "equivocations": sum(each.equivocations for each in outcomes),
        "runs that failed": sum(not result.is_good for result in results),
    }
    print()
    for name, value in rows.items():
        print(f"{name:24} {value}")
    failed = [str(result.seed) for result in results if not result.is_good]
    if failed:
        print(f"\nseeds of failures: {' '.join(failed)}\nfolders in {kept}; replay one with: ./run faults --seeds N")
    return 1 if failed else 0


def _show_delays(delays_s: list[float]) -> str:
    if not delays_s:
        return "-"
    ordered = sorted(delays_s)
    return f"{ordered[len(ordered) // 2]:.3f} s in the middle, {ordered[-1]:.3f} s at worst, all faults counted"


def _read_seeds(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def _find_commit() -> str:
    told = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
