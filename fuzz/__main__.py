"""`./run fuzz`: bytes without end for everything that reads them, led by the coverage that they reach."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from fuzz.seeds import seeds
from fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parents[1]
TOOL = ROOT / "build" / "fuzz-tool"
OUT = ROOT / "out" / "fuzz"
ATHERIS = "atheris==3.0.0"
LONGEST_BYTES = 70_000
"""A little longer than the longest payload."""
PATIENCE_S = 20
"""For one input; a reader that takes longer hangs."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What one target's run came to."""

    target: str
    inputs: int
    covered: int
    corpus: int
    is_good: bool


def main() -> int:
    """Fuzz as the arguments say; 1 where something did not hold."""
    parser = argparse.ArgumentParser(prog="./run fuzz", description="Fuzz what reads bytes of others.")
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(TARGETS)} (default gatekeeper and envelope)")
    parser.add_argument("--seconds", type=int, default=600, help="for each target (default 600)")
    arguments = parser.parse_args()
    targets = arguments.targets or ["gatekeeper", "envelope"]
    if unknown := [name for name in targets if name not in TARGETS]:
        parser.error(f"no such target: {', '.join(unknown)}")
    _fetch()
    # Side by side: each uses one processor.
    running = [(name, _start(name, arguments.seconds)) for name in targets]
    ended = [_end(name, process) for name, process in running]
    for each in ended:
        word = "held  " if each.is_good else "BROKEN"
        print(
            f"{each.target:11} {word} {each.inputs:>10,} inputs, {each.covered:,} places covered, {each.corpus:,} kept"
        )
    if not all(each.is_good for each in ended):
        print(f"inputs that broke it and what was printed: {OUT}")
    return 0 if all(each.is_good for each in ended) else 1


def _fetch() -> None:
    if (TOOL / "atheris").is_dir():
        return
    print(f"fetching {ATHERIS} into {TOOL}", file=sys.stderr)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--only-binary", ":all:", "--target", str(TOOL), ATHERIS], check=True)


def _start(target: str, seconds: int) -> subprocess.Popen[bytes]:
    corpus = OUT / target / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = OUT / target / "words"
    words.write_text("".join(f'"{_escape(word)}"\n' for word in _WORDS))
    command = [
        sys.executable, "-m", "fuzz.one", target, f"-max_total_time={seconds}", f"-max_len={LONGEST_BYTES}",
        f"-timeout={PATIENCE_S}", f"-dict={words}", f"-artifact_prefix={OUT / target}/", "-print_final_stats=1",
        "-rss_limit_mb=4096", str(corpus),
    ]  # fmt: skip
    with (OUT / target / "log").open("wb") as log:
        return subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": f"{TOOL}:{ROOT}"}
        )


def _end(target: str, process: subprocess.Popen[bytes]) -> Ended:
    code = process.wait()
    log = (OUT / target / "log").read_text(errors="replace")
    covered = [int(number) for number in re.findall(r"cov: (\d+)", log)]
    inputs = re.findall(r"stat::number_of_executed_units: (\d+)", log) or re.findall(r"^#(\d+)", log, re.MULTILINE)
    corpus = sum(1 for _ in (OUT / target / "corpus").iterdir())
    return Ended(target, int(inputs[-1]) if inputs else 0, max(covered, default=0), corpus, code == 0)


_WORDS = (
    '"v":1', '"kind":"', '"chain":"urgent"', '"chain":"ordinary"', '"serial":', '"prev":"', "notify", "cease",
    "distress", "rejected", "9007199254740991", "9007199254740992", "-1", "1e3", "0.5", "\\u0000", "null", "true",
    "[[[[[[[[", "application/vnd.tansiq.envelope.v1+json", "application/vnd.tansiq.frame.v1+json", "payloadType",
    "signatures",
)  # fmt: skip


def _escape(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"')


if __name__ == "__main__":
    sys.exit(main())
