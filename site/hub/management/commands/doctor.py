"""`python manage.py doctor`: examines the installation and says in French what to do. Ends with 1 if something is ill."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from hub.doctor import examination, report, trial
from hub.doctor.finding import Finding, unknown
from hub.doctor.installation import present
from hub.doctor.names import Names, Resolver, Silent


class Command(BaseCommand):
    help = "Examine l’installation et dit, point par point, ce qui va bien et quoi demander à qui."
    requires_system_checks: list[str] = []  # what they find is part of the report

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="pour un programme de surveillance")
        parser.add_argument(
            "--sans-dns", action="store_true", help="la machine et le courrier, sans les noms de domaine"
        )

        parser.add_argument(
            "--essai", action="store_true", help="envoie un courriel à la boîte des retours et le relit"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        parts: list[tuple[str, Callable[[], Iterator[Finding]]]] = [
            ("La machine", lambda: examination.of_machine(now)),
            ("Le courrier", lambda: examination.of_mail(now)),
        ]
        if not options["sans_dns"]:
            parts.append(("Le nom de domaine", of_domain))
        if options["essai"]:
            parts.append(("Un courriel à soi-même", lambda: trial.check(present())))
        findings: list[Finding] = []
        for title, examine in parts:
            found = found_by(title, examine)
            findings += found
            if not options["json"]:
                self.stdout.write(report.as_text(title, found))
        self.stdout.write(report.as_json(findings) if options["json"] else report.summary(findings))
        if report.is_ill(findings):
            sys.exit(1)


def found_by(title: str, examine: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """What that part has to say; a setting without meaning was told of with the machine's."""
    try:
        return list(examine())
    except ImproperlyConfigured:
        return [unknown(title, "Un réglage est faux, voir plus haut : le reste sera vérifié ensuite.")]


def of_domain(names: Callable[[], Names] = Resolver) -> Iterator[Finding]:
    """The town's domain, if there is somebody to ask about it."""
    try:
        yield from examination.of_domain(present(), names())
    except Silent as error:
        yield unknown("Noms de domaine", f"Les serveurs de noms ne répondent pas : {error}.")
