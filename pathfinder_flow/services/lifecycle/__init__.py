"""Moving a case through its lifecycle: evidence, decisions, moves, corrections."""
