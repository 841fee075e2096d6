"""The engraver's bench: how the town's blocks are cut. The site never runs it; `python -m content.engraver` does.

`block.py` holds the tools (the blade, the gouge), `motifs.py` and `people.py` what comes back from one block to the next,
and each scene is a function from nothing to a `Block`. A block is always cut the same: chance has a seed.
"""
