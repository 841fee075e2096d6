"""« Proposer un rendez-vous »: what associations send by a form or by their calendar, until the town hall has decided."""
