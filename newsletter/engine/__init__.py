"""What leaves: frozen for whom, claimed, handed over, settled; nobody twice, nobody forgotten."""
