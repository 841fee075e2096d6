"""The two mails the subscription form can cause. Neither carries a word its requester chose, nor says who asked."""

from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from content import mail
from content.models import commune_of
from newsletter import tokens
from newsletter.models import Subscriber, SubscriptionRequest
from newsletter.tokens import CONFIRMATION_LIFE, Purpose


def queue_confirmation(request: SubscriptionRequest, token: str, now: datetime) -> None:
    """« Confirmez votre abonnement », in the present transaction."""
    subject = _("Confirmez votre abonnement à la lettre %(of)s")
    queue(request.site, request.address, "confirmation", subject, reverse("newsletter:confirm", args=[token]), now)


def queue_already_subscribed(subscriber: Subscriber, now: datetime) -> None:
    """« Vous êtes déjà abonné », with the way to one's choices, in the present transaction."""
    token = tokens.lasting(Purpose.CHOICES, subscriber.uid)
    subject = _("Vous êtes déjà abonné à la lettre %(of)s")
    queue(
        subscriber.site, subscriber.address or "", "already", subject, reverse("newsletter:choices", args=[token]), now
    )


def queue(site: Site, to: str, name: str, subject: str, path: str, now: datetime) -> None:
    commune = commune_of(site)
    subject %= {"of": commune.de_name}
    context = {
        "commune": commune,
        "subject": subject,
        "url": site.root_url + path,
        "days": CONFIRMATION_LIFE.days,
        "site_url": site.root_url,
    }
    text = render_to_string(f"newsletter/messages/{name}.txt", context)
    html = render_to_string(f"newsletter/messages/{name}.html", context)
    mail.queue(site, to, subject, text, html, purpose=f"newsletter-{name}", at=now)
