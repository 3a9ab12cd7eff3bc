"""Tests, cut like the source; shared support code is imported as tests.<room>.<name>."""
