"""Commands about the program itself: setting up, running, checking."""
