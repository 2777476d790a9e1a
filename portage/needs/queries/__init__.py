"""Named reads of needs, quotes, complaints, prices and samples."""
