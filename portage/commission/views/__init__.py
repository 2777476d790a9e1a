"""Doors of commission: fetch through access, call a verb, answer."""
