"""What each page shows, ready for its template. Reads only; a view fetches, calls one of these, and answers."""
