"""Words of needs: refusals, states, mail, events."""
