"""The one door to name servers. An empty answer means that there is no such record; Silent that nobody answered."""

from typing import Any, Protocol

import dns.exception
import dns.name
import dns.resolver
import dns.reversename

PATIENCE = 6.0  # seconds for one question, every server and attempt together


class Silent(Exception):
    """The name servers do not answer: nothing can be said of the record."""


class Names(Protocol):
    """Every answer in the order of the server; names without their final dot. All raise Silent."""

    def exists(self, name: str) -> bool: ...

    def texts(self, name: str) -> list[str]: ...

    def mail_servers(self, name: str) -> list[str]: ...

    def addresses(self, name: str) -> list[str]: ...

    def names_of(self, address: str) -> list[str]: ...


class Resolver:
    """The name servers this machine is set to ask."""

    def __init__(self) -> None:
        try:
            self.resolver = dns.resolver.Resolver()
        except dns.resolver.NoResolverConfiguration as error:
            raise Silent("cette machine ne connaît aucun serveur de noms") from error
        self.resolver.lifetime = PATIENCE

    def texts(self, name: str) -> list[str]:
        """TXT records, the pieces of each joined (RFC 7208 §3.3)."""
        return [b"".join(record.strings).decode("utf-8", "replace") for record in self.ask(name, "TXT")]

    def mail_servers(self, name: str) -> list[str]:
        """MX, the preferred one first; « . » (RFC 7505: no mail wanted) is none."""
        found = sorted(self.ask(name, "MX"), key=lambda record: record.preference)
        return [host for record in found if (host := bare(record.exchange))]

    def addresses(self, name: str) -> list[str]:
        return [record.address for kind in ("A", "AAAA") for record in self.ask(name, kind)]

    def names_of(self, address: str) -> list[str]:
        return [bare(record.target) for record in self.ask(dns.reversename.from_address(address).to_text(), "PTR")]

    def exists(self, name: str) -> bool:
        """Whether somebody has that name, whatever its records."""
        try:
            self.resolver.resolve(name, "SOA", search=False, raise_on_no_answer=False)
        except (dns.resolver.NXDOMAIN, dns.exception.SyntaxError, dns.name.LabelTooLong, dns.name.EmptyLabel):
            return False
        except dns.exception.DNSException as error:
            raise Silent(f"pas de réponse pour {name}") from error
        return True

    def ask(self, name: str, kind: str) -> list[Any]:
        try:
            return list(self.resolver.resolve(name, kind, search=False))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.name.LabelTooLong, dns.name.EmptyLabel):
            return []
        except dns.exception.DNSException as error:
            raise Silent(f"pas de réponse pour {name} ({kind})") from error


def bare(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).strip(".").lower()
