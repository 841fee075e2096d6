"""The mail services French town halls use: what each asks to see in SPF, and under which names it keeps its DKIM keys.

Only what the services publish themselves. A service that is not here is no fault: doctor then says what to ask it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Provider:
    """HOSTS: endings of the names of its servers. SELECTORS: empty where each customer has their own."""

    name: str
    hosts: tuple[str, ...]
    include: str
    selectors: tuple[str, ...] = ()


PROVIDERS = (
    Provider("Brevo", ("brevo.com", "sendinblue.com"), "spf.brevo.com", ("brevo1", "brevo2", "mail")),
    Provider("Mailjet", ("mailjet.com",), "spf.mailjet.com", ("mailjet",)),
    Provider("OVHcloud", ("ovh.net", "ovh.com"), "mx.ovh.com"),
    Provider("Gandi", ("gandi.net",), "_mailcust.gandi.net", ("gm1", "gm2", "gm3")),
    Provider("Infomaniak", ("infomaniak.com", "infomaniak.ch"), "spf.infomaniak.ch"),
    Provider("Scaleway", ("tem.scw.cloud", "tem.scaleway.com"), "_spf.tem.scaleway.com"),
    Provider("Google Workspace", ("gmail.com", "google.com", "googlemail.com"), "_spf.google.com", ("google",)),
    Provider(
        "Microsoft 365", ("office365.com", "outlook.com"), "spf.protection.outlook.com", ("selector1", "selector2")
    ),
    Provider("Amazon SES", ("amazonaws.com",), "amazonses.com"),
    Provider("Mailgun", ("mailgun.org",), "mailgun.org"),
)


def provider_of(host: str) -> Provider | None:
    """Whose server that is, by its name; None for one we do not know."""
    name = host.lower().rstrip(".")
    return next((one for one in PROVIDERS if any(name == end or name.endswith(f".{end}") for end in one.hosts)), None)
