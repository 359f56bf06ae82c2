"""The procedure as data, its guards, and the decision what may happen next."""
