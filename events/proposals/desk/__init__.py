"""« Propositions » in the desk: what waits, what it would change, and the three answers."""
