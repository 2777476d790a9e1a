"""Doors of personal data."""
