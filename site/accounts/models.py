"""Who may sign in to the desk."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """An editor of the town's desk. Our own model from the first day, so that it can grow."""

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"


class SignInLinkQuerySet(models.QuerySet["SignInLink"]):
    def usable(self, at: datetime) -> Self:
        """Links neither used nor expired at that moment."""
        return self.filter(used_at=None, expires_at__gt=at)


class SignInLink(models.Model):
    """A link that opens the desk once. Only the hash of its secret is kept."""

    LIFETIME = timedelta(hours=1)

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = SignInLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "lien de connexion"
        verbose_name_plural = "liens de connexion"

    def __str__(self) -> str:
        return f"lien de {self.user} du {self.created_at:%d/%m/%Y}"

    @classmethod
    def issue(cls, user: User, at: datetime) -> str:
        """Creates a link for the user and returns its secret, which is stored nowhere."""
        secret = secrets.token_urlsafe(32)
        cls.objects.create(user=user, secret_hash=digest(secret), created_at=at, expires_at=at + cls.LIFETIME)
        return secret

    @classmethod
    def redeem(cls, secret: str, at: datetime) -> User | None:
        """The user whom the secret signs in, or None. One conditional update: of two clicks, one wins."""
        links = cls.objects.usable(at).filter(secret_hash=digest(secret), user__is_active=True)
        link = links.select_related("user").first()
        if link is None or not cls.objects.usable(at).filter(pk=link.pk).update(used_at=at):
            return None
        return link.user


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
