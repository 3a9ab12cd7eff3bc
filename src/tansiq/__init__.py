"""Tansiq: coordination of parties who share an airspace but no command."""

__version__ = "0.1.0"
