"""Countries: where they stand, what may happen, what happened."""
