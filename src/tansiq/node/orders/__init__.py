"""The orders of officers, a verb a file: each judges, decides on a desk, and says what is to be told."""
