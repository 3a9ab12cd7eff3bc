"""The fault campaign: real nodes, broken on purpose, and what must hold looked for from outside.

Nothing here is part of the product. The nodes are processes of their own, driven over the officers' API alone, joined
through proxies that break their connections. What is checked is read from their logs and records only; the checks
import nothing of what decides (`tansiq.node`, `tansiq.coordination`).
"""
