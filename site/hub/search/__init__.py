"""Finding what the town has said: pages, dates, alerts, bulletins and documents.

texts -> indexing -> two tables -> question -> finding -> ranking -> extracts -> the page of results. `docs/decisions/0021`
tells why the index is two ordinary tables.
"""
