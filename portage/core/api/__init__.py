"""The API: its doors, who may ask how often, problems, and its description."""
