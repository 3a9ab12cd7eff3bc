"""The people of a node: officers and their sessions, what each role may do, steps that take two."""
