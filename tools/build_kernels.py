"""Build the kernels of `geometry` once: with the machine's C++ compiler, else with the one in the wheel `ziglang`.

What is built is kept under the user's cache (or `build/`) by a hash of sources, flags and machine, and laid beside the
sources, where the program loads it and compares the hash. Uses the standard library only. `./run` calls it.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "tansiq" / "geometry" / "kernels"
LIBRARY = SOURCES / "libtansiq_kernels.so"
STAMP = SOURCES / "libtansiq_kernels.stamp"
ZIGLANG = "ziglang==0.17.1"
FLAGS = ["-std=c++20", "-O3", "-fPIC", "-fvisibility=hidden", "-pthread", "-fno-math-errno", "-fno-trapping-math"]
SUFFIXES = {".cpp", ".hpp", ".h"}


class BuildFailed(Exception):
    """No compiler could build the kernels."""


def say(text: str) -> None:
    """Tell a person, on standard error."""
    print(f"run: {text}", file=sys.stderr, flush=True)


def hash_sources() -> str:
    """As `tansiq.geometry.native` computes it: names and texts, in order."""
    digest = hashlib.sha256()
    for path in sorted(path for path in SOURCES.iterdir() if path.suffix in SUFFIXES):
        digest.update(f"{path.name}\n{path.read_text(encoding='utf-8')}\n".encode())
    return digest.hexdigest()[:16]


def find_cache() -> Path:
    """A folder that outlives this checkout where there is one, else `build/`."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "tansiq"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return ROOT / "build"


def find_system_compiler() -> list[str] | None:
    """A compiler that takes C++20, as `CXX` names it or by the usual names."""
    for name in filter(None, [os.environ.get("CXX"), "c++", "g++", "clang++"]):
        found = shutil.which(name)
        if found is None:
            continue
        trial = [found, "-std=c++20", "-x", "c++", "-fsyntax-only", "-"]
        text = "#include <thread>\n#include <vector>\nint main() { std::vector<std::thread> v; }\n"
        if subprocess.run(trial, input=text, text=True, capture_output=True, check=False).returncode == 0:
            return [found]
    return None


def machine_flags(machine: str, *, is_zig: bool) -> list[str]:
    """The least machine that the library runs on; wider instructions are chosen at run time."""
    is_arm = machine in {"aarch64", "arm64"}
    if is_zig:
        target = "aarch64-linux-gnu.2.28" if is_arm else "x86_64-linux-gnu.2.28"
        return ["-target", target, *([] if is_arm else ["-mcpu=x86_64_v2"]), "-g0"]
    return ["-static-libstdc++", "-static-libgcc", "-Wl,--exclude-libs,ALL", *([] if is_arm else ["-march=x86-64-v2"])]


def get_zig(cache: Path) -> list[str]:
    """The compiler in the wheel, in an environment of its own at a fixed path."""
    home = (cache / "zig").resolve()
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        say(f"no C++ compiler is on this machine: fetching the one in {ZIGLANG} into {home} (once; 100 MB)")
        shutil.rmtree(home, ignore_errors=True)
        venv.create(home, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        done = subprocess.run([*pip, "--only-binary", ":all:", ZIGLANG], stdout=sys.stderr, check=False)
        if done.returncode != 0:
            raise BuildFailed("the compiler could not be fetched; a g++ installed by an administrator does as well")
        (home / "ready").touch()
    os.environ["ZIG_GLOBAL_CACHE_DIR"] = str(cache / "zig-cache")
    os.environ["ZIG_LOCAL_CACHE_DIR"] = str(cache / "zig-cache")
    return [str(python), "-m", "ziglang", "c++"]


def run_showing(command: list[str], what: str) -> None:
    """Run a compiler, with a line of progress every ten seconds; its own words only where it fails."""
    begun = time.monotonic()
    with tempfile.TemporaryFile(mode="w+") as words:
        process = subprocess.Popen(command, stdout=words, stderr=subprocess.STDOUT)
        while True:
            try:
                status = process.wait(timeout=10)
                break
            except subprocess.TimeoutExpired:
                say(f"  {what}: {time.monotonic() - begun:.0f} s")
        if status != 0:
            words.seek(0)
            raise BuildFailed(f"{what} failed:\n{words.read()}")


def compile_with(compiler: list[str], flags: list[str], to: Path) -> None:
    """Compile every source, two at a time, and link."""
    define = f'-DTANSIQ_SOURCE_HASH="{hash_sources()}"'
    with tempfile.TemporaryDirectory() as folder:
        parts = [(path, Path(folder) / f"{path.stem}.o") for path in sorted(SOURCES.glob("*.cpp"))]

        def compile_one(part: tuple[Path, Path]) -> None:
            source, built = part
            run_showing([*compiler, *FLAGS, *flags, define, "-c", str(source), "-o", str(built)], source.name)
            say(f"  compiled {source.name}")

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            list(pool.map(compile_one, parts))
        objects = [str(built) for _, built in parts]
        run_showing([*compiler, *FLAGS, *flags, "-shared", *objects, "-o", str(to)], "linking")


def build() -> Path:
    """The library in the cache, built where it is not there."""
    cache = find_cache()
    key = hashlib.sha256(repr((hash_sources(), FLAGS, ZIGLANG, platform.machine(), sys.platform)).encode()).hexdigest()
    kept = cache / "kernels" / key[:20] / LIBRARY.name
    if kept.is_file():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    system = find_system_compiler()
    compiler = system or get_zig(cache)
    say(f"building the kernels with {compiler[0]} (once; {'half a minute' if system else 'one to three minutes'})")
    fresh = kept.with_suffix(f".{os.getpid()}")
    compile_with(compiler, machine_flags(platform.machine(), is_zig=system is None), fresh)
    fresh.replace(kept)
    say("the kernels are built")
    return kept


def is_fresh() -> bool:
    """Whether what lies beside the sources was built from them."""
    return LIBRARY.is_file() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == hash_sources()


def build_for(machine: str, to: Path) -> None:
    """The library for another machine, with the compiler in the wheel, which knows them all."""
    compiler = get_zig(find_cache())
    say(f"building the kernels for {machine} with {compiler[0]}")
    compile_with(compiler, machine_flags(machine, is_zig=True), to)


def main() -> int:
    """Build if needed; 0 when the library is there."""
    parser = argparse.ArgumentParser(description="Build the kernels, if they are not.")
    parser.add_argument("--machine", choices=["x86_64", "aarch64"], help="another machine to build for; with --to")
    parser.add_argument("--to", type=Path, help="where that library goes")
    chosen = parser.parse_args()
    if (chosen.machine is None) != (chosen.to is None):
        parser.error("--machine and --to go together")
    if chosen.machine is None and is_fresh():
        return 0
    try:
        if chosen.machine is not None:
            build_for(chosen.machine, chosen.to)
            return 0
        kept = build()
    except BuildFailed as failure:
        say(str(failure))
        return 1
    # Replaced in one step: a program that has the old one open keeps it.
    fresh = LIBRARY.with_suffix(f".{os.getpid()}")
    shutil.copyfile(kept, fresh)
    fresh.replace(LIBRARY)
    STAMP.write_text(hash_sources(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
