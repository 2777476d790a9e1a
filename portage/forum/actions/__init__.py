"""Verbs of the forum: the only writers."""
