"""Verbs of commission: facts are told, statements are issued and answered, payments recorded."""
