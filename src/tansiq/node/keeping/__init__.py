"""A node's folder and what is kept of it: made, backed up, put back, its keys apart."""
