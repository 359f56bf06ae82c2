"""Benchmarks: each yardstick beside its floor, measured in the same run."""
