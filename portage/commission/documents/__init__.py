"""Papers of commission."""
