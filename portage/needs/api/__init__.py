"""Needs, quotes, complaints, prices and samples for programs."""
