"""One party's node: the use cases, a verb a file, over one kernel that decides, records and announces in one step.

Everything is built in ``node.py``. Nothing here speaks HTTP; nothing here reads a scenario.
"""
