"""What the pages of needs, quotes, complaints, prices and samples show."""
