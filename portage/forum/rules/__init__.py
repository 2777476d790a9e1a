"""Pure rules of the forum: no table, no clock."""
