"""Message bodies as bytes, and back: one file a kind, its layout as a table.

The one place that keeps old versions of a layout alive. Bodies are RFC 8785 JSON with whole numbers only, fields that
have their default value are left out, so that one statement has exactly one body and its SHA-256 names it.
Judges form only: who may say something, and what follows from it, is decided elsewhere.
"""
