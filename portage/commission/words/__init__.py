"""Words of commission in the reader's language."""
