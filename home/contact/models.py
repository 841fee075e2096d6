"""To whom residents may write, and what they wrote, for thirty days."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Site

from content import seals
from content.models import OutgoingMessage
from content.models.belonging import SiteModel, SiteQuerySet

KEPT = timedelta(days=30)
COPY = "link/contact-copy"


class ContactSubject(SiteModel):
    """What one may write about, and which mailbox answers."""

    service = models.CharField(
        "qui répond", max_length=120, help_text="« les services techniques », « le service de l’état civil »"
    )
    mailbox = models.EmailField("boîte aux lettres", help_text="Le message y part. Elle ne paraît pas sur le site.")
    advice = models.CharField(
        "ce qu’il faut préparer",
        max_length=200,
        blank=True,
        help_text="« Dites la rue et le numéro le plus proche. » Paraît sous le sujet.",
    )
    answered_within = models.CharField(
        "délai de réponse", max_length=60, blank=True, help_text="« trois jours ouvrés »"
    )
    order = models.PositiveSmallIntegerField("rang", default=0)

    objects: ClassVar[Any] = SiteQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("service"),
        FieldPanel("mailbox"),
        FieldPanel("advice"),
        FieldPanel("answered_within"),
        FieldPanel("order"),
        FieldPanel("site"),
    ]

    class Meta:
        verbose_name = "sujet de contact"
        verbose_name_plural = "sujets de contact"
        ordering = ["order", "name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="contact_subject_slug_once_per_site")]


class ContactMessageQuerySet(models.QuerySet["ContactMessage"]):
    def for_site(self, site: Site) -> Self:
        return self.filter(site=site)

    def kept_long_enough(self, at: datetime) -> Self:
        return self.filter(written_at__lte=at - KEPT)

    def undelivered(self) -> Self:
        """Those that no mail server would take: somebody must read them all the same."""
        return self.filter(mail__state=OutgoingMessage.State.FAILED)


class ContactMessage(models.Model):
    """A message as it left, so that its sender can read it again. Erased after thirty days."""

    class Reply(models.TextChoices):
        EMAIL = "email", "par courriel"
        PHONE = "phone", "par téléphone"
        NONE = "none", "sans réponse"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, unique=True, help_text="Le même envoi deux fois n’est qu’un message.")
    subject = models.CharField("sujet", max_length=120)
    service = models.CharField("qui répond", max_length=120)
    answered_within = models.CharField("délai de réponse", max_length=60, blank=True)
    text = models.TextField("message")
    name = models.CharField("nom", max_length=120, blank=True)
    reply = models.CharField("réponse", max_length=5, choices=Reply.choices)
    email = models.EmailField("courriel", blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    written_at = models.DateTimeField("écrit le", db_index=True)
    mail = models.ForeignKey(OutgoingMessage, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message de contact"
        verbose_name_plural = "messages de contact"
        ordering = ["-written_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"n° {self.number}"

    @property
    def number(self) -> str:
        """Six characters to read out on the telephone."""
        return self.uid.hex[:6].upper()

    @property
    def token(self) -> str:
        """What the address of its copy ends with."""
        return seals.sealed(COPY, self.uid)

    @property
    def erased_on(self) -> datetime:
        return self.written_at + KEPT
