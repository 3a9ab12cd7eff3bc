"""Ground floor: units, clocks, identifiers, errors and the loader of packaged data.

Imports nothing of Tansiq. Reads no clock and no randomness.
"""
