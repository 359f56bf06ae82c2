"""Due dates, and what became of the reports."""
