"""Fieldwork in the API: the same access, queries, rules and verbs as the pages."""
