"""What a group of the council gave for a number: its text as received, or that nothing came. Never edited, never erased.

Kept beside the tree of pages on purpose. A page's drafts can be reverted, copied, translated and overwritten; none of
these doors leads here. Correcting a text means receiving another version: both are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Site

from content.dates import long_datetime
from content.models import CouncilGroup

CLOSED = (
    "Ce texte est fermé depuis sa réception : personne ne peut le modifier ni l’effacer. "
    "Pour le corriger, demandez au groupe une nouvelle version et recevez-la : elle sera datée, et les deux seront gardées."
)


class TextClosed(Exception):
    """A received text was about to be edited or erased; the message says in French what to do instead."""

    def __init__(self) -> None:
        super().__init__(CLOSED)


class GroupTextQuerySet(models.QuerySet["GroupText"]):
    def for_number(self, page: Any) -> Self:
        """Every version received for that number, the latest first; an alias speaks with the voice of its original."""
        key = page.alias_of_id or page.pk
        return self.filter(page=key).order_by("-received_at", "-pk") if key else self.none()

    def update(self, **_kwargs: Any) -> NoReturn:
        raise TextClosed

    def delete(self) -> NoReturn:
        raise TextClosed

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TextClosed


class GroupText(models.Model):
    """One version. Without a body it is the record that nothing had come by the deadline."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", verbose_name="commune")
    page = models.ForeignKey(
        "newsletter.BulletinPage", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="numéro"
    )
    number_name = models.CharField("numéro, en toutes lettres", max_length=200)
    group = models.ForeignKey(
        CouncilGroup, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="groupe"
    )
    group_name = models.CharField("nom du groupe", max_length=120)
    body = models.TextField("texte", blank=True)
    signatory = models.CharField("signature", max_length=80, blank=True)
    deadline = models.DateField("date limite", null=True)
    received_at = models.DateTimeField("reçu le")
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="reçu par"
    )
    receiver_name = models.CharField("nom de qui reçoit", max_length=160)
    fingerprint = models.CharField("empreinte", max_length=64)

    objects = GroupTextQuerySet.as_manager()

    class Meta:
        verbose_name = "texte d’un groupe"
        verbose_name_plural = "textes des groupes"
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.group_name}, {self.number_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TextClosed
        self.fingerprint = fingerprint(self.body, self.signatory)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TextClosed

    @property
    def is_silence(self) -> bool:
        return not self.body

    @property
    def is_intact(self) -> bool:
        """Whether the words are still those whose fingerprint was taken: a hand in the database would show."""
        return self.fingerprint == fingerprint(self.body, self.signatory)

    @property
    def received_on(self) -> str:
        """« jeudi 19 novembre, 18 h 30 », on the town's clock."""
        return long_datetime(timezone.localtime(self.received_at))


def fingerprint(body: str, signatory: str) -> str:
    """SHA-256 of the words and of who signs them, in hexadecimal."""
    return hashlib.sha256(f"{body}\n{signatory}".encode()).hexdigest()


def latest_by_group(texts: Iterable[GroupText]) -> dict[int, GroupText]:
    """The version that counts for each group (by its key), from versions given latest first."""
    found: dict[int, GroupText] = {}
    for text in texts:
        if text.group_id is not None:
            found.setdefault(text.group_id, text)
    return found


def has_words(html: str) -> bool:
    """Whether rich text says anything: an empty editor leaves an empty paragraph."""
    return bool(strip_tags(html).replace("\u00a0", " ").strip())
