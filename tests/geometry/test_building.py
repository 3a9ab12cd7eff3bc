"""The kernels are built where there is no C++ compiler and there are no Python headers, and for the other machine.

Compilers and headers are masked in a private mount namespace: a shorter PATH alone would not show that nothing else is
used. The compiler in the wheel is fetched once and kept where `./run` keeps it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tools.build_kernels import FLAGS, SOURCES, find_cache, get_zig, machine_flags

ROOT = Path(__file__).parents[2]
KERNELS = Path("src/tansiq/geometry/kernels")
_MASK = """
set -eu
for name in cc gcc g++ c++ cpp clang clang++ zig; do
    for folder in $(printf %s "$PATH" | tr ':' ' ') /usr/bin /usr/local/bin; do
        for found in "$folder/$name" "$folder/$name"-[0-9]*; do
            [ -e "$found" ] && mount --bind /dev/null "$(readlink -f "$found")" || true
        done
    done
done
for folder in /usr/include "$1"; do [ -d "$folder" ] && mount -t tmpfs none "$folder" || true; done
! c++ --version >/dev/null 2>&1 && ! g++ --version >/dev/null 2>&1 || { echo "a compiler is left"; exit 9; }
[ ! -e "$1/Python.h" ] || { echo "headers are left"; exit 9; }
shift
exec "$@"
"""
_ASK = """
import sys
from tansiq.geometry import native
native.get_path = lambda *_: sys.argv[1]
from tansiq.geometry.engine import Engine, Volumes, find_conflicts
made = Volumes.from_arrays(owner=[1, 2], corner_counts=[1, 1], lon_deg=[37.0, 37.1], lat_deg=[36.0, 36.0],
                           radius_m=[6000, 6000], start_ms=0, end_ms=1)
found = find_conflicts(made)
print(len(found), native.get_library().tansiq_source_hash().decode())
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Sources and the builder alone, with a cache of their own in which only the fetched compiler is the user's."""
    shutil.copytree(ROOT / KERNELS, tmp_path / KERNELS, ignore=shutil.ignore_patterns("*.so", "*.stamp"))
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "build_kernels.py", tmp_path / "tools")
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tansiq"
    own = tmp_path / "cache" / "tansiq"
    own.mkdir(parents=True)
    for name in ("zig", "zig-cache"):
        (kept / name).mkdir(parents=True, exist_ok=True)
        (own / name).symlink_to(kept / name)
    return tmp_path


def build(checkout: Path, prefix: tuple[str, ...]) -> str:
    environment = {**os.environ, "XDG_CACHE_HOME": str(checkout / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*prefix, sys.executable, str(checkout / "tools" / "build_kernels.py")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


@pytest.mark.needs_root
def test_without_compiler_and_python_headers_the_fetched_compiler_builds_kernels_that_work(checkout: Path) -> None:
    headers = sysconfig.get_path("include")
    said = build(checkout, ("unshare", "--mount", "sh", "-c", _MASK, "mask", headers))
    assert "ziglang" in said or "zig/bin/python" in said
    library = checkout / KERNELS / "libtansiq_kernels.so"
    asked = subprocess.run([sys.executable, "-c", _ASK, str(library)], capture_output=True, text=True, check=True)
    stamp = (checkout / KERNELS / "libtansiq_kernels.stamp").read_text(encoding="utf-8")
    assert asked.stdout.split() == ["1", stamp]


def test_every_source_compiles_for_the_other_machine(tmp_path: Path) -> None:
    """Linking it too is `tools/build_kernels.py --machine aarch64 --to FILE`: minutes, the first time."""
    compiler = get_zig(find_cache())
    for source in sorted(SOURCES.glob("*.cpp")):
        built = tmp_path / f"{source.stem}.o"
        flags = [*FLAGS, *machine_flags("aarch64", is_zig=True)]
        command = [*compiler, *flags, "-c", str(source), "-o", str(built)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        head = built.read_bytes()[:20]
        assert head[:4] == b"\x7fELF" and int.from_bytes(head[18:20], "little") == 183, "an object for arm64"
