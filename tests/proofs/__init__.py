"""Heavy proofs: `make prove`. Never part of `make test`."""
