"""Reads of commission: terms as they stood, the account of a contract, its statements."""
