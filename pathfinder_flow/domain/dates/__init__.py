"""Dates, moments and working days."""
