"""Shapes of what is typed about commission."""
