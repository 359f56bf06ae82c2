"""Commands about countries: where they stand, what may happen, what happened."""
