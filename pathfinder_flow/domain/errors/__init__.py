"""What can go wrong, by kind; each error with its facts and its sentence."""
