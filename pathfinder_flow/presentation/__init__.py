"""What people read, as plain rows, sentences and values: for the terminal and for pages."""
