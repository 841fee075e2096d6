"""Collection rounds as values: when a bin is collected (`rhythm`), and how to say it (`rounds`). Nothing here queries."""
