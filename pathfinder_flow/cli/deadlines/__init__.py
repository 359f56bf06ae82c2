"""Commands about due dates and what became of the reports."""
