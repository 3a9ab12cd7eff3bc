"""A scenario: a file that says who does what and what must then be true, its player, and the report.

The player starts one real node process a party and drives it through the officers' API and the control port of
exercise nodes, as people and a clock would. It imports nothing of the node. The report is read back from the nodes'
records through the same API; the player writes no fact into it.
"""
