"""Other people's calendars: read by a child process within limits, entry by entry, into facts and reasons."""
