"""Commands about reminders and the mails that carry them."""
