"""Reminding: whom, when, in which words."""
