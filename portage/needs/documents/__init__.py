"""Papers made of quotes."""
