"""The printed bulletin before it is printed: how much room words take, which page carries what, what is drawn.

Everything here is a calculation on values; nothing renders, reads a database or opens a network.
"""
