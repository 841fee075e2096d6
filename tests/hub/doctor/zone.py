"""The one fake of the name servers: a zone written in the test."""

from collections.abc import Mapping, Sequence

from hub.doctor.installation import Installation
from hub.doctor.names import Silent

Zone = Mapping[str, Sequence[str]]
TOWN = Installation("www.valombreuse.fr", "mairie@valombreuse.fr", "valombreuse.fr", "smtp-relay.brevo.com")
ALONE = Installation("www.valombreuse.fr", "mairie@valombreuse.fr", "valombreuse.fr", "127.0.0.1")
ELSEWHERE = Installation("www.valombreuse.fr", "mairie@valombreuse.fr", "valombreuse.fr", "smtp.agglo.fr")


class FakeNames:
    """Answers from `KIND name` -> values: {"TXT valombreuse.fr": ["v=spf1 …"]}; silent about the names told."""

    def __init__(self, zone: Zone, silent: Sequence[str] = ()) -> None:
        self.zone, self.silent = zone, silent

    def answer(self, kind: str, name: str) -> list[str]:
        if name in self.silent:
            raise Silent(f"pas de réponse pour {name}")
        return list(self.zone.get(f"{kind} {name}", []))

    def exists(self, name: str) -> bool:
        self.answer("TXT", name)
        return any(key.split()[1].endswith(name) for key in self.zone)

    def texts(self, name: str) -> list[str]:
        return self.answer("TXT", name)

    def mail_servers(self, name: str) -> list[str]:
        return self.answer("MX", name)

    def addresses(self, name: str) -> list[str]:
        return self.answer("A", name)

    def names_of(self, address: str) -> list[str]:
        return self.answer("PTR", address)
