"""Commands about people and their mandates."""
