"""Handing mails over, and what did not arrive."""
