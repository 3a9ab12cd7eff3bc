"""Every factor between units, once. SI inside; conversion at the rim."""

from __future__ import annotations

M_PER_FT = 0.3048
"""International foot."""
M_PER_NM = 1852.0
"""International nautical mile."""
M_PER_KM = 1000.0
MM_PER_M = 1000
MS_PER_S = 1000
MS_PER_MIN = 60 * MS_PER_S
MS_PER_H = 60 * MS_PER_MIN
MS_PER_DAY = 24 * MS_PER_H
E7_PER_DEG = 10_000_000
"""Signed positions are whole 1e-7 degrees (1.1 cm of latitude)."""
KIB = 1024
MIB = 1024 * KIB
