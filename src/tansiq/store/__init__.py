"""The record and the picture on disk.

A store deals in bytes and keys: it decodes no statement, checks no signature and knows no rule of coordination. It
promises durability before it says so, and one order. `contract` holds the promises; every implementation passes the
same suite.
"""
