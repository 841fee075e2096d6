"""manage.py rebuild_search: reads every document and page again for the search."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from content import document_text
from hub.models import SearchEntry
from hub.search.indexing import index_everything


class Command(BaseCommand):
    help = "Refait l’index de la recherche : documents, puis pages. Sans danger, à tout moment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--vide", action="store_true", help="efface d’abord l’index (recherche vide pendant ce temps)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["vide"]:
            SearchEntry.objects.all().delete()
        read = document_text.read_waiting(timezone.now())
        changed = index_everything(timezone.now())
        if options["verbosity"]:
            total = SearchEntry.objects.count()
            self.stdout.write(f"{read} documents lus, {changed} pages mises à jour, {total} choses à trouver.")
