"""The forum for programs."""
