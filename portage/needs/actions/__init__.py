"""Verbs between a need and an order: the only writers."""
