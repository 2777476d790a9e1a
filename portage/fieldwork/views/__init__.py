"""Doors of fieldwork: pages."""
