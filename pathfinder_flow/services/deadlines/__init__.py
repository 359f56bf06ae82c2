"""Reports that are owed: which, when, and how each ended."""
