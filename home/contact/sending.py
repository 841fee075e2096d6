"""A message leaves: one mail to its mailbox, one receipt at most to its sender, in one transaction.

The receipt cannot be used against anybody: it holds no word of the sender's, one leaves a day for an address and
three a month, and the copy stays behind a link. Numbers as for the subscription form (newsletter/subscribers/limits.py).
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from content import mail, seals
from content.addresses import Address
from content.limits import Limit, take
from content.models import commune_of
from content.typed import one_line
from home.contact.models import ContactMessage, ContactSubject

PER_NETWORK = Limit("contact/network", 10, timedelta(minutes=10))
PER_TOWN = Limit("contact/town", 60, timedelta(hours=1))
PER_ADDRESS_A_DAY = Limit("contact/address/day", 1, timedelta(days=1))
PER_ADDRESS = Limit("contact/address", 3, timedelta(days=30))


class ComeBackLater(Exception):
    """Too many messages come from that network, or to that town."""


@transaction.atomic
def send(site: Site, words: dict[str, Any], network: str, now: datetime) -> ContactMessage:
    """Sends what a valid ContactForm cleaned, and returns the message as kept; the same one when it is sent twice.

    Raises ComeBackLater.
    """
    subject: ContactSubject | None = words["subject"]
    slug = subject.slug if subject else ""
    key = seals.keyed_hash(
        "contact", "\n".join([str(site.pk), words["shown_at"], slug, words["email"], words["message"]])
    )
    known = ContactMessage.objects.filter(key=key).first()
    if known:
        return known
    if not (take(PER_NETWORK, site, network, now) and take(PER_TOWN, site, "", now)):
        raise ComeBackLater
    facts = {
        "site": site,
        "subject": subject.name if subject else _("Autre chose"),
        "service": subject.service if subject else _("l’accueil de la mairie"),
        "answered_within": subject.answered_within if subject else "",
        "text": words["message"],
        "written_at": now,
    } | {name: words[name] for name in ("name", "reply", "email", "phone")}
    message, is_new = ContactMessage.objects.get_or_create(key=key, defaults=facts)
    if is_new:
        message.mail = queue_to_the_service(message, subject.mailbox if subject else commune_of(site).email, now)
        message.save(update_fields=["mail"])
        if message.email and message.reply == ContactMessage.Reply.EMAIL:
            queue_receipt(message, now)
    return message


def queue_to_the_service(message: ContactMessage, mailbox: str, now: datetime) -> Any:
    """The mail to whom it concerns; answering it answers the resident."""
    title = _("%(subject)s : message n° %(number)s") % {"subject": message.subject, "number": message.number}
    headers = {"Reply-To": message.email} if message.email else {}
    text = render_to_string("home/contact/to_the_service.txt", context_of(message))
    return mail.queue(message.site, mailbox, one_line(title), text, purpose="contact", headers=headers, at=now)


def queue_receipt(message: ContactMessage, now: datetime) -> None:
    """The receipt, unless that mailbox has had its share."""
    mailbox = Address(message.email).canonical
    if not (take(PER_ADDRESS_A_DAY, message.site, mailbox, now) and take(PER_ADDRESS, message.site, mailbox, now)):
        return
    title = _("Votre message n° %(number)s est bien arrivé") % {"number": message.number}
    text = render_to_string("home/contact/receipt.txt", context_of(message))
    mail.queue(message.site, message.email, title, text, purpose="contact-receipt", at=now)


def context_of(message: ContactMessage) -> dict[str, object]:
    path = reverse("contact_copy", args=[message.token])
    return {"message": message, "commune": commune_of(message.site), "copy_url": message.site.root_url + path}


def forget(now: datetime) -> int:
    """Erases the messages kept for thirty days; returns how many."""
    return ContactMessage.objects.kept_long_enough(now).delete()[0]
