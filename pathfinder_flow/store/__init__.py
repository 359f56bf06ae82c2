"""The database: the append-only ledger, its projections, people and evidence files."""
