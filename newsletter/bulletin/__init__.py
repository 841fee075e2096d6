"""A number as a value and as residents have it: its blocks, its edition, its papers, its feed."""
