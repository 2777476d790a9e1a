"""Browser tests: the system's Chromium against a real server process, with the demonstration in it."""
