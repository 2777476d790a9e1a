"""Tests of the house itself: the rules of style that no ready-made linter knows, read from the source."""
