"""Who may see what: readers, the things there are to read, and one table of both."""
