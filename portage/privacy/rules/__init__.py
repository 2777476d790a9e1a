"""Rules of personal data: pure functions."""
