"""`python manage.py signin_link`: prints a link that opens the desk once, within the hour."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils import timezone

from accounts.models import SignInLink, User


class Command(BaseCommand):
    help = "Affiche un lien qui ouvre le bureau une seule fois, dans l’heure."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--user", default="secretariat", help="nom du compte ; créé administrateur s’il n’en existe aucun"
        )
        parser.add_argument("--base", default=settings.SITE_URL, help="adresse du site")

    def handle(self, *args: Any, user: str, base: str, **options: Any) -> None:
        account = User.objects.filter(username=user).first() or User.objects.filter(is_superuser=True).first()
        if account is None:
            account = User.objects.create_superuser(username=user, first_name="Secrétariat")
        secret = SignInLink.issue(account, timezone.now())
        self.stdout.write(base + reverse("accounts:sign_in", args=[secret]))
