"""What doctor looks at, as one value: the domains, the mail server and the addresses an operator has set."""

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings

from content.mail import transport
from hub.doctor.providers import Provider, provider_of
from newsletter.bounces import return_path

THIS_MACHINE = {"", "localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Installation:
    """SENDER is the address of FROM_EMAIL, RETURN_DOMAIN the domain mail comes back to; RELAY is empty while mail stays here."""

    site_host: str
    sender: str
    return_domain: str
    relay: str
    selector: str = ""

    @property
    def domain(self) -> str:
        """The domain residents see behind the @."""
        return self.sender.rpartition("@")[2].lower()

    @property
    def provider(self) -> Provider | None:
        return provider_of(self.relay)

    @property
    def sends_by_itself(self) -> bool:
        """Whether the machine's own mail server sends, so that the machine's address is what others see."""
        return self.relay in THIS_MACHINE


def present() -> Installation:
    """This installation, from its settings. Raises ImproperlyConfigured where one of them has no meaning."""
    path = return_path.configured()
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    returned = path.stop_address if path else sender
    return Installation(
        site_host=urlsplit(settings.SITE_URL).hostname or "",
        sender=sender,
        return_domain=returned.rpartition("@")[2].lower(),
        relay=transport.leaves_by(),
        selector=settings.DKIM_SELECTOR,
    )
