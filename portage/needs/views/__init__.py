"""Doors of needs, quotes, complaints, prices and samples: fetch through access, call a verb, answer."""
