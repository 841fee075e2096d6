"""Asking name servers: a real one, on this machine, that answers as written."""

import socket
import threading
from collections.abc import Iterator

import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from hub.doctor.names import Resolver, Silent

ZONE = {
    ("valombreuse.fr.", "TXT"): ['"v=spf1 " "include:spf.brevo.com ~all"', '"autre"'],
    ("valombreuse.fr.", "MX"): ["20 b.valombreuse.fr.", "10 A.valombreuse.fr."],
    ("sans-courriel.fr.", "MX"): ["0 ."],
    ("www.valombreuse.fr.", "A"): ["192.0.2.10"],
    ("www.valombreuse.fr.", "AAAA"): ["2001:db8::10"],
    ("10.2.0.192.in-addr.arpa.", "PTR"): ["www.valombreuse.fr."],
}
NAMES = {name for name, _kind in ZONE}


@pytest.fixture
def resolver() -> Iterator[Resolver]:
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=serve, args=[server])
    thread.start()
    asking = Resolver()
    asking.resolver = dns.resolver.Resolver(configure=False)
    asking.resolver.nameservers, asking.resolver.port = ["127.0.0.1"], server.getsockname()[1]
    asking.resolver.lifetime = asking.resolver.timeout = 0.5
    yield asking
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.sendto(b"", server.getsockname())
    thread.join(5)
    server.close()


def serve(server: socket.socket) -> None:
    """Answers each question until an empty one; silent about muet.fr."""
    while True:
        raw, peer = server.recvfrom(4096)
        if not raw:
            return
        question = dns.message.from_wire(raw)
        answer = dns.message.make_response(question)
        asked = question.question[0]
        name, kind = asked.name.to_text(), dns.rdatatype.to_text(asked.rdtype)
        if name == "muet.fr.":
            continue
        if (name, kind) in ZONE:
            answer.answer.append(dns.rrset.from_text_list(name, 60, "IN", kind, ZONE[name, kind]))
        elif name not in NAMES:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        server.sendto(answer.to_wire(), peer)


def test_records_are_read_as_receivers_read_them(resolver: Resolver) -> None:
    assert sorted(resolver.texts("valombreuse.fr")) == ["autre", "v=spf1 include:spf.brevo.com ~all"]
    assert resolver.mail_servers("valombreuse.fr") == ["a.valombreuse.fr", "b.valombreuse.fr"]
    assert resolver.addresses("www.valombreuse.fr") == ["192.0.2.10", "2001:db8::10"]
    assert resolver.names_of("192.0.2.10") == ["www.valombreuse.fr"]


def test_a_domain_that_wants_no_mail_has_no_mail_server(resolver: Resolver) -> None:
    assert resolver.mail_servers("sans-courriel.fr") == []


def test_nothing_and_nobody_are_two_answers(resolver: Resolver) -> None:
    assert resolver.texts("nulle-part.fr") == resolver.texts("www.valombreuse.fr") == []
    assert resolver.exists("valombreuse.fr")
    assert not resolver.exists("nulle-part.fr")
    with pytest.raises(Silent, match=r"muet\.fr"):
        resolver.texts("muet.fr")
    with pytest.raises(Silent, match=r"muet\.fr"):
        resolver.exists("muet.fr")


@pytest.mark.parametrize("name", ["a..b", "x" * 70 + ".fr", "é" * 80, ""])
def test_a_name_that_is_none_has_nothing(resolver: Resolver, name: str) -> None:
    assert resolver.texts(name) == []
