"""Entries, their canonical bytes, and the tree of hashes over them."""
