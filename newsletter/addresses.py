"""The name under which the newsletter knows `content.addresses`, which every public form shares."""

from content.addresses import LONGEST, Address, AddressRefused, mask, parse, suggestion

__all__ = ["LONGEST", "Address", "AddressRefused", "mask", "parse", "suggestion"]
