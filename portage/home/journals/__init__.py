"""The journals of organisations, of products and of the platform: the roof reads every domain's events."""
