"""python manage.py demo: an empty site becomes Valombreuse-sur-Lise."""

import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from wagtail.models import Site

from hub.demo.building import NotEmpty, build
from hub.demo.marks import told_by

AUTUMN = (10, 11, 12)
REFUSAL = (
    "Ce site a déjà du contenu. La commune de démonstration ne s’installe que dans un site vide, pour ne jamais s’y mêler. "
    "Pour l’essayer à côté, donnez-lui un autre dossier : TAMBOUR_DATA=demo script/server"
)


class Command(BaseCommand):
    help = "Remplit un site vide avec la commune de démonstration, telle qu’elle est à la date donnée."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--date", type=day, default=None, help="AAAA-MM-JJ ; aujourd’hui si vous ne dites rien")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        asked = options["date"] or told_by(timezone.localtime())
        site = Site.objects.get(is_default_site=True)
        say = self.stdout.write if options["verbosity"] else (lambda line: None)
        try:
            build(site, asked, lambda line: say(f"  {line}…"))
        except NotEmpty as error:
            raise CommandError(REFUSAL) from error
        if asked.month not in AUTUMN:
            say("  (ses jours et ses heures sont justes ; ses fêtes et ses saisons restent celles de novembre)")
        say(f"Valombreuse-sur-Lise est prête, en {time.monotonic() - started:.0f} s.")


def day(text: str) -> dt.date:
    """A date of the command line."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"« {text} » n’est pas une date. Écrivez-la ainsi : 2026-11-20.") from error
