"""Lists that the town hall already holds: read, looked at line by line, then enrolled or invited, and never silently.

reading   bytes -> a table, whatever the spreadsheet wrote
columns   which column holds what
judging   what may be done with each line
applying  a draft, its start, its end: the worker goes on line by line
"""
