"""How much of somebody else's calendar is read: beyond, nothing is, and the report says so."""

LARGEST = 1_000_000
"""Bytes of a calendar, as file or as unpacked answer."""
MOST = 500
"""Entries of a calendar, whatever they are."""
SECONDS = 10
"""Of processor, for the reading: the same calendar is read or refused whatever else the machine has to do."""
PATIENCE = 30
"""Seconds of the clock, for a child that waits instead of working."""
OLDEST = 60
"""Years since a series began."""
MEMORY = 512 * 1024 * 1024
MOST_DATES = 120
"""Dates of one event that have to be written one by one, since no rule of ours gives them."""
