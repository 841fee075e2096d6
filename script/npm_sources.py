"""The published sources of what script/fonts.py and script/pictographs.py cut: npm packages, checked by their SHA-256."""

import hashlib
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path


def fetched(sources: Mapping[str, str], folder: Path) -> Iterator[tuple[str, tarfile.TarFile]]:
    """Each package, packed into the folder by npm: its archive's name without an ending, and the archive, open.

    SOURCES gives the SHA-256 of each. Raises SystemExit when a package is not the one expected.
    """
    for package, expected in sources.items():
        npm = ["npm", "pack", "--silent", package]
        done = subprocess.run(npm, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603 -- our own words
        archive = folder / done.stdout.strip().splitlines()[-1]
        if hashlib.sha256(archive.read_bytes()).hexdigest() != expected:
            raise SystemExit(f"{package} n’est plus le même paquet : vérifiez avant de changer l’empreinte.")
        with tarfile.open(archive) as packed:
            yield archive.stem, packed
