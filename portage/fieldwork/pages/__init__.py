"""What pages of fieldwork show: rows, columns and drawings, ready for templates."""
