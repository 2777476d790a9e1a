"""What stands in links and letters: signed or random, and opened again."""
