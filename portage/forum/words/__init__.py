"""The words of the forum."""
