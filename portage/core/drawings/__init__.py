"""What is drawn on the server: the chain of terms, the track of a year, maps, icons, shapes of states."""
