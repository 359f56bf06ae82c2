"""What the Secretariat has to do today, drawn together from everything there is."""
