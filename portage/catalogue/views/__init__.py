"""Doors of the catalogue: pages."""
