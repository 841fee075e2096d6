"""Which mailbox mail comes back to: TAMBOUR_BOUNCE_IMAP=imaps://rebonds%40macommune.fr:secret@imap.exemple.fr/INBOX."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from content import seals

EXAMPLE = "Exemple : imaps://rebonds@macommune.fr:secret@imap.exemple.fr/INBOX"
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
PORTS = {"imaps": 993, "imap": 143}


@dataclass(frozen=True)
class Mailbox:
    """A folder of an IMAP account. `encrypted`: TLS from the first byte, its certificate verified."""

    host: str
    port: int
    encrypted: bool
    username: str
    password: str = field(repr=False)
    folder: str = "INBOX"

    @property
    def fingerprint(self) -> str:
        """What names that folder in the database, where it says nothing of the account."""
        return seals.keyed_hash("return/mailbox", f"{self.host}:{self.port}/{self.username}/{self.folder}")


def parse_setting(url: str) -> Mailbox | None:
    """The mailbox named by TAMBOUR_BOUNCE_IMAP; None for an empty one.

    Raises ImproperlyConfigured, naming the variable and never the password. Without TLS only on this machine.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # a password with a # or a / in it cuts the address short
        raise ImproperlyConfigured(f"TAMBOUR_BOUNCE_IMAP ne se lit pas. {EXAMPLE}") from None
    if parts.scheme not in PORTS or not parts.hostname or not parts.username or not parts.password or parts.fragment:
        raise ImproperlyConfigured(
            f"TAMBOUR_BOUNCE_IMAP n’est pas une boîte aux lettres. {EXAMPLE} "
            "(dans le mot de passe, / s’écrit %2F, # s’écrit %23, ? s’écrit %3F)"
        )
    if parts.scheme == "imap" and parts.hostname not in THIS_MACHINE:
        raise ImproperlyConfigured(
            "TAMBOUR_BOUNCE_IMAP enverrait le mot de passe en clair : écrivez imaps:// (port 993) au lieu de imap://."
        )
    account = [unquote(part) for part in (parts.username, parts.password, parts.path.strip("/") or "INBOX")]
    if not all(word.isascii() and word.isprintable() for word in account):
        raise ImproperlyConfigured("TAMBOUR_BOUNCE_IMAP : compte, mot de passe et dossier s’écrivent sans accent.")
    return Mailbox(parts.hostname, port or PORTS[parts.scheme], parts.scheme == "imaps", *account)


def configured() -> Mailbox | None:
    """The mailbox of this installation, or None: what comes back is read by nobody."""
    return parse_setting(settings.TAMBOUR_BOUNCE_IMAP)
