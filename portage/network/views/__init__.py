"""Doors of the network: pages."""
