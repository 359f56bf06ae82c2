"""The program itself: its health, its database."""
