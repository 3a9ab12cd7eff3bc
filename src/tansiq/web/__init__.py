"""The officers' side of a node: its HTTP API, and the process that serves it.

Knows no rule of coordination: it signs officers in, asks what their role may do, turns bodies into domain values, has
the node decide, and shows what came of it. One noun a file; ``app.py`` is the table of routes and nothing else.
"""
