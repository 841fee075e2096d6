"""« Écrire à la mairie »: a message goes to the mailbox of its subject, and its sender keeps a receipt."""
