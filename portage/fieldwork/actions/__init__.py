"""Verbs of fieldwork: the only writers of reports, of what follows them, and of prospects."""
