"""Rules of what stands between a need and an order. Pure."""
