"""What is in the shared airspace: items and their states, conflict between items.

Knows nothing of parties' agreements, messages or storage.
There is no object of type target here and no way to make one.
"""
