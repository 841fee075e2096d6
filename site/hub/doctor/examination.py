"""Every check, in the order an operator would mend things: the machine, then the mail, then the domain."""

from collections.abc import Iterator
from datetime import datetime

from hub.doctor import (
    alignment,
    database,
    disk,
    dkim,
    dmarc,
    environment,
    mailbox,
    printing,
    returns,
    reverse,
    server,
    spf,
    worker,
)
from hub.doctor.finding import Finding, Verdict, ill, watch
from hub.doctor.installation import Installation
from hub.doctor.names import Names

NOT_PUBLIC = (".example", ".invalid", ".localhost", ".test", ".local")


def of_machine(now: datetime) -> Iterator[Finding]:
    """What this machine can tell by itself."""
    yield from environment.check()
    database_finding = database.check()
    yield database_finding
    yield disk.check()
    yield printing.fonts()
    yield printing.printing()
    if database_finding.verdict is Verdict.WELL:
        yield from worker.check(now)


def of_mail(now: datetime) -> Iterator[Finding]:
    """What the town's mail service answers."""
    yield server.check()
    yield mailbox.check(now)


def of_domain(installation: Installation, names: Names) -> Iterator[Finding]:
    """What the whole world can read about the town's domain."""
    if not installation.domain or installation.domain.endswith(NOT_PUBLIC):
        says = f"{installation.domain or 'L’expéditeur'} n’est pas un vrai domaine : rien à vérifier."
        yield watch("Domaine", says, "Écrivez l’adresse de la mairie dans FROM_EMAIL.")
        return
    if not names.exists(installation.domain):
        says = f"{installation.domain} n’existe pas, ou plus."
        yield ill("Domaine", says, "Vérifiez FROM_EMAIL ; demandez à votre registraire si le nom a été renouvelé.")
        return
    for check in (spf.check, dkim.check, dmarc.check, alignment.check, reverse.check, returns.check):
        yield check(installation, names)
