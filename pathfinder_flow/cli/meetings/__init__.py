"""Commands about the meetings of the bodies."""
