"""Pure rules of fieldwork: no database, no clock, no words."""
