"""What an auditor is told: verdicts, proofs, reports, differences."""
