"""What the pages of the forum say."""
