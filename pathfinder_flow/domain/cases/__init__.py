"""What is on record of a country, and what follows from it on a day."""
