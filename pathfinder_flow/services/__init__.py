"""The use cases: each a short function whose docstring lists the steps that the code follows."""
