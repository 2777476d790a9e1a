"""Pure rules of the agent contract: what is due on a day, what is missing, who must approve. No database, no clock."""
