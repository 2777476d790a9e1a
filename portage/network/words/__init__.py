"""The words of codes, in the reader's language."""
