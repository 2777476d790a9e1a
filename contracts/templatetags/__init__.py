"""Words of contracts for templates."""
