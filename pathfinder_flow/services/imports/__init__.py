"""Importing dated facts."""
