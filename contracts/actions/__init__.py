"""Verbs of the agent contract: the only writers of its nouns; one verb, one transaction."""
