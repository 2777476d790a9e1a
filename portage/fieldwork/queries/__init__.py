"""Named reads of fieldwork."""
