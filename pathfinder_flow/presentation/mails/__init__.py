"""Reminders, and the mails that carry them."""
