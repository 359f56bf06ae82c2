"""What is told of a file that is imported."""
