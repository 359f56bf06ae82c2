"""Meetings of the bodies: what is put before them, and what they decided."""
