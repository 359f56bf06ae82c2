"""Reading notices of failure."""
