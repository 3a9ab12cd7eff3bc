"""Coverage-guided fuzzing of everything that reads bytes from a peer or a stranger.

What must hold is in `targets`; the fuzzer (Atheris over libFuzzer) is fetched by `./run fuzz` and is no part of the
environment. Imports of the product alone stand here, so that the tests can play a slice without it.
"""
