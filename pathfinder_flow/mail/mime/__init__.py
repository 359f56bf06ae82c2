"""Mails as bytes, and bytes as what a person reads."""
