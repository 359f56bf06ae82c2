"""A mail server as transport."""
