"""What the pages of commission show, ready for templates, files and the API."""
