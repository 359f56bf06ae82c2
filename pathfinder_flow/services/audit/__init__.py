"""Signing, proving and checking the ledger."""
