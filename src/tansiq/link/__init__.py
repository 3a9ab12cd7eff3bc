"""The line between two nodes: what is said, in which order, over which connections.

``exchange`` is the conversation itself: events in, commands out, no socket and no clock. ``transport`` carries it over
WebSocket with mutual TLS 1.3 and pinned certificates. Knows nothing of what a message says, and nothing of the store:
the host (the node) keeps, loads and judges.
"""
