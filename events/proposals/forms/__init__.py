"""The forms of /agenda/proposer/. Values are kept whatever is wrong with them; errors say what to write."""
