"""The steps of reminding, and mail as far as it concerns the domain."""
