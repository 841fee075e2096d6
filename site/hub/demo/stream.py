"""What a StreamField keeps, written from values: each block and each item of a list with an identity of its own."""

import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from hub.demo.prose import Part, Quotation, Table, Text


class Stream:
    """The blocks of one field of one page, in their order. Equal pages give equal blocks, identities included."""

    def __init__(self, seed: uuid.UUID, field: str = "body") -> None:
        self.seed = uuid.uuid5(seed, field)
        self.blocks: list[dict[str, Any]] = []
        self.minted = 0

    def add(self, kind: str, value: Any) -> None:
        """Adds a block of that kind of the field."""
        self.blocks.append({"type": kind, "value": value, "id": self.identity()})

    def items(self, values: Iterable[Any]) -> list[dict[str, Any]]:
        """Values as the items of a ListBlock."""
        return [{"type": "item", "value": value, "id": self.identity()} for value in values]

    def add_parts(self, parts: Sequence[Part]) -> None:
        for part in parts:
            match part:
                case Text(html):
                    self.add("prose", html)
                case Quotation(text, source):
                    self.add("quotation", {"text": text, "source": source})
                case Table(caption, headers, rows):
                    lines = [{"cells": self.items(row)} for row in rows]
                    self.add("table", {"caption": caption, "headers": self.items(headers), "rows": self.items(lines)})

    def identity(self) -> str:
        self.minted += 1
        return str(uuid.uuid5(self.seed, str(self.minted)))

    def json(self) -> str:
        """What is given to a StreamField."""
        return json.dumps(self.blocks, ensure_ascii=False)
