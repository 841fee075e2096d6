"""An issue as residents received it: frozen, never edited."""

from __future__ import annotations

import uuid

from django.db import models
from wagtail.models import Site


class Issue(models.Model):
    """The bytes of one bulletin, approved: what sending needs of it is `uid`, `site`, `subject`, `html` and `text`."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", verbose_name="commune")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField("objet", max_length=200)
    html = models.TextField()
    text = models.TextField()

    class Meta:
        verbose_name = "numéro"
        verbose_name_plural = "numéros"

    def __str__(self) -> str:
        return self.subject
