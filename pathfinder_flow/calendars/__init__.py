"""Calendars: days off and time zones of countries, and calendar files."""
