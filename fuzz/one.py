"""One target under the fuzzer, in a process of its own: libFuzzer ends it."""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found]  # fetched by `./run fuzz`, no part of the environment

with atheris.instrument_imports(include=["tansiq", "fuzz"]):
    from fuzz.targets import TARGETS

atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
atheris.Fuzz()
