"""The database itself: connections, tables, triggers, versions."""
