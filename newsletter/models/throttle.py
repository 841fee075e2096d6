"""How fast the mail server and the domains that complained are served, remembered from one turn to the next."""

from __future__ import annotations

from typing import Self

from django.db import models

from newsletter.engine.pace import Bucket


class ThrottleQuerySet(models.QuerySet["Throttle"]):
    def of_server(self, server: str) -> Self:
        return self.filter(server=server)


class Throttle(models.Model):
    """One bucket (newsletter.engine.pace), shared by all workers: of a mail server or, behind it, of one recipients' domain.

    A domain has none as long as it never complained, a server none as long as neither it nor the operator asked.
    """

    server = models.CharField("serveur d’envoi", max_length=255)
    domain = models.CharField("domaine", max_length=255, blank=True)
    rate = models.FloatField("messages par seconde")
    tokens = models.FloatField()
    at = models.DateTimeField()
    slowed_at = models.DateTimeField("ralenti le", null=True)

    objects = ThrottleQuerySet.as_manager()

    class Meta:
        verbose_name = "allure d’envoi"
        verbose_name_plural = "allures d’envoi"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["server", "domain"], name="one_throttle_per_domain")]

    def __str__(self) -> str:
        return f"{self.domain or self.server} : {self.rate:.1f} par seconde"

    @property
    def bucket(self) -> Bucket:
        return Bucket(self.rate, self.tokens, self.at, self.slowed_at)

    @bucket.setter
    def bucket(self, bucket: Bucket) -> None:
        self.rate, self.tokens, self.at, self.slowed_at = bucket.rate, bucket.tokens, bucket.at, bucket.slowed_at
