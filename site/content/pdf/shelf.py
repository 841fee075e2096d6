"""What took time to draw, kept on disk under what it was drawn from: a folder of the data, the latest ones only."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of files that can all be drawn again. Their keys change with their content."""

    folder: str
    ending: str
    most: int

    def find(self, key: str) -> bytes | None:
        """What stands there under that key, if it was drawn lately."""
        try:
            return self._file(key).read_bytes()
        except FileNotFoundError:
            return None

    def kept(self, key: str, draw: Callable[[], bytes]) -> bytes:
        """What stands there under that key, drawn and put there if it does not."""
        known = self.find(key)
        if known is not None:
            return known
        drawn = draw()
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f"{key}.{hashlib.sha256(drawn).hexdigest()[:8]}")
        fresh.write_bytes(drawn)
        fresh.replace(file)
        self._tidy(file.parent)
        return drawn

    def _file(self, key: str) -> Path:
        folder: Path = settings.DATA / self.folder
        return folder / f"{key}{self.ending}"

    def _tidy(self, folder: Path) -> None:
        files = sorted(folder.glob(f"*{self.ending}"), key=_drawn_at, reverse=True)
        for file in files[self.most :]:
            file.unlink(missing_ok=True)


def _drawn_at(file: Path) -> float:
    """When it was drawn; long ago, for one that another process has just removed."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0
