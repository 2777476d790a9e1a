"""Rules of the network: pure functions, for pages and for verbs alike."""
