"""Doors of the agent contract: fetch through access, call a verb, answer."""
