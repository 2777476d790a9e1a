"""Shapes of what is typed in fieldwork."""
