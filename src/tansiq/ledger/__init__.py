"""Ledger: message envelopes and their bytes, keys, chains, receipts, pairing, and the gatekeeper of a line.

This room signs bytes and judges bytes. It knows nothing of areas, activities or agreements: a body is carried as the
exact bytes that were signed. Keys, instants, nonces and word lists come in as arguments; it opens no socket, writes
nothing, and reads no clock and no randomness.
"""
