"""Shapes of input of the agent contract. A rule belongs to the verb; a form reads what was typed."""
