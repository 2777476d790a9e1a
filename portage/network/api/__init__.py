"""Doors of the network in the API, by noun; `shapes` say what they send and receive."""
