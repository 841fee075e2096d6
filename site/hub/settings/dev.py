"""On one’s own machine: keys are made once and kept in the data folder, nothing leaves the machine."""

import contextlib
import secrets
from pathlib import Path

from hub.settings.base import *  # noqa: F403
from hub.settings.base import DATA, env


def kept_key(name: str) -> str:
    """The key NAME from the environment, else one drawn at random and kept in the data folder."""
    if given := env.text(name):
        return given
    path: Path = DATA / f"{name.lower()}.key"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):  # the first of two processes wins; both then read the same key
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text().strip()


DEBUG = env.flag("DEBUG")
SECRET_KEY = kept_key("SECRET_KEY")
TAMBOUR_KEY = kept_key("TAMBOUR_KEY")
ALLOWED_HOSTS = ["*"]
