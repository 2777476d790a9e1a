"""What fieldwork says to people: refusals, states, journal."""
