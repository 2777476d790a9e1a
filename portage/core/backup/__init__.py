"""Backup and restore: one archive of the database at one moment and of every file that its rows name."""
