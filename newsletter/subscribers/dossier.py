"""Everything the town knows of one subscriber, as one value: a page shows it, a file holds it (RGPD, articles 15 and 20)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from content.dates import long_date, long_datetime
from content.models import OutgoingMessage
from newsletter.models import (
    Bounce,
    ConsentLine,
    Delivery,
    ImportLine,
    PersonalLink,
    Subscriber,
    SubscriptionRequest,
    Suppression,
    Told,
)
from newsletter.subscribers import suppression
from newsletter.subscribers.choices import in_words

Value = str | int | datetime | date | list[str] | None
WIDEST_TABLE = 5
READ_FROM = (
    Subscriber,
    SubscriptionRequest,
    PersonalLink,
    ImportLine,
    ConsentLine,
    Delivery,
    Bounce,
    Told,
    Suppression,
    OutgoingMessage,
)
"""The tables a dossier is drawn from: a test holds it to what `privacy.py` declares."""


@dataclass(frozen=True)
class Section:
    """Rows of one kind. COLUMNS pairs the key of a file with the heading of a page, in the order of the values."""

    key: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: list[tuple[Value, ...]]

    def as_data(self) -> list[dict[str, Any]]:
        keys = [key for key, _heading in self.columns]
        return [dict(zip(keys, map(plain, row), strict=True)) for row in self.rows]

    @property
    def headings(self) -> list[str]:
        return [heading for _key, heading in self.columns]

    @property
    def is_wide(self) -> bool:
        """Too many columns for a table: each row is then a sheet of its own."""
        return len(self.columns) > WIDEST_TABLE

    def facts(self) -> list[list[dict[str, str]]]:
        """Each row as `components/fact_sheet.html` shows it, without what is empty."""
        said = [zip(self.headings, map(in_french, row), strict=True) for row in self.rows]
        return [[{"label": heading, "value": value} for heading, value in row if value] for row in said]

    def cells(self) -> list[list[dict[str, object]]]:
        """The rows as `components/register.html` shows them."""
        return [
            [
                {"text": in_french(value), "label": heading, "is_title": place == 0}
                for place, (value, heading) in enumerate(zip(row, self.headings, strict=True))
            ]
            for row in self.rows
        ]


@dataclass(frozen=True)
class Dossier:
    address: str
    written_at: datetime
    sections: list[Section]

    def as_data(self) -> dict[str, Any]:
        """What the JSON file holds: moments are ISO 8601 in UTC."""
        sections = {section.key: section.as_data() for section in self.sections}
        return {"adresse": self.address, "etabli_le": plain(self.written_at)} | sections


def plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def in_french(value: Value) -> str:
    if isinstance(value, datetime):
        return long_datetime(timezone.localtime(value))
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)


def dossier_of(subscriber: Subscriber, now: datetime) -> Dossier:
    """The dossier of a subscriber whose address is still known."""
    sections = [
        subscription(subscriber),
        choices(subscriber),
        proofs(subscriber),
        deliveries(subscriber),
        returns(subscriber),
        told(subscriber),
        suppressions(subscriber),
        mails(subscriber),
        requests(subscriber),
        links(subscriber),
        imported(subscriber),
    ]
    return Dossier(subscriber.address or "", now, [section for section in sections if section.rows])


def subscription(subscriber: Subscriber) -> Section:
    columns = (
        ("etat", _("État")),
        ("depuis", _("Depuis")),
        ("quartiers", _("Quartiers")),
        ("texte_seul", _("Texte seul")),
        ("pause_jusqu_au", _("En pause jusqu’au")),
        ("parti_le", _("Parti le")),
    )
    row: tuple[Value, ...] = (
        subscriber.get_state_display(),
        subscriber.since,
        [district.name for district in subscriber.districts.all()],
        _("oui") if subscriber.text_only else _("non"),
        subscriber.paused_until,
        subscriber.left_at,
    )
    return Section("abonnement", _("Votre abonnement"), columns, [row])


def choices(subscriber: Subscriber) -> Section:
    columns = (("choix", _("Ce que vous recevez")), ("depuis", _("Depuis")))
    rows: Iterable[tuple[Value, ...]] = (
        (str(one), one.since) for one in subscriber.subscriptions.select_related("topic")
    )
    return Section("choix", _("Vos choix"), columns, list(rows))


def proofs(subscriber: Subscriber) -> Section:
    columns = (
        ("fait", _("Fait")),
        ("le", _("Le")),
        ("origine", _("De quelle façon")),
        ("choix", _("Choix")),
        ("motif", _("Motif")),
        ("demande_le", _("Demandé le")),
        ("confirme_le", _("Confirmé le")),
        ("phrase", _("Phrase acceptée")),
        ("page", _("Page")),
    )
    rows: Iterable[tuple[Value, ...]] = (
        (
            line.get_event_display(),
            line.at,
            line.get_source_display(),
            [in_words(code) for code in line.choices],
            line.reason,
            line.asked_at,
            line.confirmed_at,
            line.wording,
            line.page,
        )
        for line in ConsentLine.objects.filter(person=subscriber.uid)
    )
    return Section("accords", _("La preuve de vos accords"), columns, list(rows))


def deliveries(subscriber: Subscriber) -> Section:
    columns = (
        ("envoi", _("Envoi")),
        ("etat", _("Ce qu’il est devenu")),
        ("le", _("Le")),
        ("essais", _("Essais")),
        ("reponse", _("Réponse de votre messagerie")),
    )
    found = Delivery.objects.filter(subscriber=subscriber).select_related("dispatch__issue", "dispatch__mailing")
    rows: Iterable[tuple[Value, ...]] = (
        (str(one.dispatch.carried), one.get_state_display(), one.settled_at, one.attempts, one.reply) for one in found
    )
    return Section("envois", _("Ce qui vous a été envoyé"), columns, list(rows))


def returns(subscriber: Subscriber) -> Section:
    columns = (
        ("nature", _("Ce qui est revenu")),
        ("cause", _("Cause")),
        ("message", _("Message")),
        ("le", _("Revenu le")),
    )
    found = Bounce.objects.filter(delivery__subscriber=subscriber)
    rows: Iterable[tuple[Value, ...]] = (
        (one.get_kind_display(), one.get_fault_display(), one.words, one.received_at) for one in found
    )
    return Section("retours", _("Ce qui n’a pas pu vous être remis"), columns, list(rows))


def told(subscriber: Subscriber) -> Section:
    columns = (("annonce", _("Annonce")), ("page", _("Page")), ("le", _("Le")))
    found = Told.objects.filter(subscriber=subscriber).order_by("pk")
    rows: Iterable[tuple[Value, ...]] = ((one.matter, str(one.page_uid), one.at) for one in found)
    return Section("annonces", _("Ce qui vous a été annoncé, pour ne pas le dire deux fois"), columns, list(rows))


def suppressions(subscriber: Subscriber) -> Section:
    columns = (("cause", _("Cause")), ("depuis", _("Depuis")))
    found = Suppression.objects.at(subscriber.site, [suppression.fingerprint(subscriber.address or "")])
    rows: Iterable[tuple[Value, ...]] = ((one.get_cause_display(), one.since) for one in found)
    return Section("a_ne_plus_employer", _("Pourquoi nous n’écrivons plus à cette adresse"), columns, list(rows))


def mails(subscriber: Subscriber) -> Section:
    columns = (("objet", _("Objet")), ("demande_le", _("Demandé le")), ("etat", _("État")))
    found = OutgoingMessage.objects.filter(site=subscriber.site_id, recipient__iexact=subscriber.address or "")
    rows: Iterable[tuple[Value, ...]] = (
        (one.subject, one.queued_at, one.get_state_display()) for one in found.defer("raw")
    )
    return Section("courriels", _("Les courriels de service"), columns, list(rows))


def requests(subscriber: Subscriber) -> Section:
    columns = (("demande_le", _("Demandé le")), ("choix", _("Choix")), ("page", _("Page")))
    found = SubscriptionRequest.objects.filter(site=subscriber.site_id, address_key=subscriber.address_key)
    rows: Iterable[tuple[Value, ...]] = (
        (one.asked_at, [in_words(code) for code in one.choices], one.page) for one in found
    )
    return Section("demandes", _("Les demandes pas encore confirmées"), columns, list(rows))


def links(subscriber: Subscriber) -> Section:
    columns = (("pour", _("Pour")), ("nouvelle_adresse", _("Nouvelle adresse")), ("jusqu_au", _("Valable jusqu’au")))
    found = PersonalLink.objects.filter(subscriber=subscriber)
    rows: Iterable[tuple[Value, ...]] = ((one.get_purpose_display(), one.new_address, one.expires_at) for one in found)
    return Section("liens", _("Les liens qui vous ont été envoyés"), columns, list(rows))


def imported(subscriber: Subscriber) -> Section:
    columns = (("origine", _("Origine de l’accord")), ("suite", _("Suite")), ("le", _("Apporté le")))
    lines = ImportLine.objects.filter(batch__site=subscriber.site_id).at(subscriber.address_key or "")
    rows: Iterable[tuple[Value, ...]] = (
        (one.source, one.get_outcome_display() or one.get_verdict_display(), one.batch.uploaded_at)
        for one in lines.select_related("batch")
    )
    return Section("listes", _("Les listes de la mairie où vous étiez"), columns, list(rows))
