"""The site's stylesheet: every file of css/, in order, as one address.

Each component keeps its own file and residents fetch a single one; nothing is compiled. A staticfiles finder, so that
collectstatic fingerprints and compresses the result, and a development server serves it as it is this second.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/tambour.css"
FIRST = ("layers", "tokens", "base", "layout", "controls")
LAST = ("print", "plain")


def assembled(folder: Path) -> str:
    """The files of the folder one after the other: layers and base, components by name, print."""
    files = [folder / f"{name}.css" for name in FIRST]
    files += sorted((folder / "components").glob("*.css"))
    files += [folder / f"{name}.css" for name in LAST]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


class StylesheetFinder(BaseStorageFinder):
    """Offers css/tambour.css, written anew each time it is asked for."""

    storage = FileSystemStorage(location=settings.DATA / "assembled")

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:
        self.write()
        return super().find(path, *args, **kwargs)

    def list(self, ignore_patterns: Iterable[str] | None) -> Any:
        self.write()
        return super().list(ignore_patterns)

    def write(self) -> None:
        target = Path(self.storage.path(NAME))
        target.parent.mkdir(parents=True, exist_ok=True)
        text = assembled(settings.SITE_ROOT / "static" / "css")
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
