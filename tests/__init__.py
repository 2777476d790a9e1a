"""Tests mirror the domains; house holds the rules of style, bench and proofs have commands of their own."""
