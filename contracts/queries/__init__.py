"""Named reads of the agent contract."""
