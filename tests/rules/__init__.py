"""Rules of the house, kept by reading the source, the documents and the lock."""
