"""Mandates, contacts, and what is kept about a person."""
