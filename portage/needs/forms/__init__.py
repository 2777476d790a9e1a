"""Shapes of what is typed between a need and an order."""
