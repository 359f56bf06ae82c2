"""Keeps the record of countries in the Alliance 8.7 Pathfinder lifecycle."""

__version__ = "0.1.0"
